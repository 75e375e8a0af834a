package live.danmaku.tool.sim;

import java.util.ArrayList;
import java.util.List;

/**
 * Viewers that are away, by the second in which each tries to come back: as {@code danmaku-client.js} does it. Not
 * thread-safe.
 */
final class Absentees {
    private static final double BASE_SECONDS = 1;
    private static final double CAP_SECONDS = 30;
    private static final double SPREAD_SECONDS = 4;
    private static final int DOUBLINGS_MAX = 10;

    /**
     * A viewer that is away.
     *
     * @param since the second in which it lost its connection
     * @param failures attempts that were refused
     * @param frames frames that its room had had by then
     * @param bytes and their bytes
     */
    record Absent(int viewer, int since, int failures, long frames, double bytes) {

        Absent refused() {
            return new Absent(viewer, since, failures + 1, frames, bytes);
        }
    }

    /** One list for each second since the begin; those that are over are empty. */
    private final List<List<Absent>> bySecond = new ArrayList<>();

    private int count;

    /** Cut off without a word: a random part of a bound that doubles with each failure ("full jitter"). */
    void cutOff(Absent absent, int now, Dice dice) {
        double bound = BASE_SECONDS * (1 << Math.min(absent.failures(), DOUBLINGS_MAX));
        put(absent, now, dice.part() * Math.min(CAP_SECONDS, bound));
    }

    /** Closed by a drain that said when to come back. */
    void sentAway(Absent absent, int now, double retryAfter, Dice dice) {
        put(absent, now, retryAfter + dice.part() * SPREAD_SECONDS);
    }

    private void put(Absent absent, int now, double delay) {
        int second = now + Math.max(1, (int) Math.ceil(delay));
        while (bySecond.size() <= second) {
            bySecond.add(new ArrayList<>());
        }
        bySecond.get(second).add(absent);
        count++;
    }

    /** Those who try to come back in this second; they are no longer counted here. */
    List<Absent> due(int second) {
        if (second >= bySecond.size()) {
            return List.of();
        }
        List<Absent> due = bySecond.set(second, List.of());
        count -= due.size();
        return due;
    }

    int count() {
        return count;
    }
}
