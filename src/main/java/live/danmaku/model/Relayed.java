package live.danmaku.model;

import java.util.ArrayList;
import java.util.List;

/**
 * What of a batch was accepted on other nodes.
 *
 * @param runs in growing order of id; no two of them overlap
 * @param missed danmaku that other nodes accepted and that did not come here: left out where they were accepted because they
 *     were too many, or lost on the way
 */
public record Relayed(List<Run> runs, long missed) {

    /** Nothing. */
    public static final Relayed NONE = new Relayed(List.of(), 0);

    /**
     * Danmaku with ids one after another, here and where they were accepted.
     *
     * @param epoch the life of the room on the node that accepted them
     * @param first id of the first of them here
     * @param originFirst id of the first of them there
     * @param count how many, at least 1
     */
    public record Run(String epoch, long first, long originFirst, int count) {

        /** Id of the last of them here. */
        public long last() {
            return first + count - 1;
        }

        /** Id of the last of them there. */
        public long originLast() {
            return originFirst + count - 1;
        }

        private boolean goesOnWith(Danmaku next, Origin origin) {
            return next.id() == last() + 1
                    && origin.id() == originLast() + 1
                    && origin.epoch().equals(epoch);
        }

        private Run longer() {
            return new Run(epoch, first, originFirst, count + 1);
        }
    }

    public Relayed {
        runs = List.copyOf(runs);
    }

    /** What of these came from elsewhere; they are in growing order of id. */
    public static Relayed of(List<Danmaku> gathered, long missed) {
        List<Run> runs = new ArrayList<>();
        for (Danmaku danmaku : gathered) {
            Origin origin = danmaku.origin();
            if (origin != null) {
                int last = runs.size() - 1;
                if (last >= 0 && runs.get(last).goesOnWith(danmaku, origin)) {
                    runs.set(last, runs.get(last).longer());
                } else {
                    runs.add(new Run(origin.epoch(), danmaku.id(), origin.id(), 1));
                }
            }
        }
        return runs.isEmpty() && missed == 0 ? NONE : new Relayed(runs, missed);
    }

    /** Whether there is nothing to say of it. */
    public boolean isNone() {
        return runs.isEmpty() && missed == 0;
    }
}
