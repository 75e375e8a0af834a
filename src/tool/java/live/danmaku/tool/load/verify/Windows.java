package live.danmaku.tool.load.verify;

import java.util.List;

/** The rule that at most one batch leaves a room per window. */
final class Windows {
    private static final long LEAST_TOLERANCE_MILLIS = 20;

    private Windows() {}

    /** How much sooner than a window a batch may follow without being counted: timers and networks are not exact. */
    static long toleranceMillis(long windowMillis) {
        return Math.min(windowMillis, Math.max(LEAST_TOLERANCE_MILLIS, windowMillis / 10));
    }

    /**
     * How many batches provably left too soon, by the times at which their danmaku were accepted.
     *
     * <p>A batch leaves after its last item was accepted, and the next batch leaves before the first item of the one
     * after it was. If less than a window lies between the two instants, both left within one window, whatever the
     * network did.
     *
     * @param batches of one room in the order of their numbers
     */
    static int provenTooSoon(List<Batch> batches, long windowMillis) {
        long least = windowMillis - toleranceMillis(windowMillis);
        int proven = 0;
        for (int index = 2; index < batches.size(); index++) {
            Batch first = batches.get(index - 2);
            Batch third = batches.get(index);
            boolean sameEpoch = first.key().epoch().equals(third.key().epoch());
            // Without danmaku there are no times.
            boolean timed = first.size() > 0 && third.size() > 0;
            if (sameEpoch && timed && third.firstAt() - first.lastAt() < least) {
                proven++;
            }
        }
        return proven;
    }
}
