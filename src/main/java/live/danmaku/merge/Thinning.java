package live.danmaku.merge;

/**
 * How much of a window viewers get to see, and whether repeats are told as one.
 *
 * @param limit danmaku in a batch at most, beside the host's own; 0 = all
 * @param vipPercent part of the limit that VIPs have before all others
 * @param combine whether texts that say the same become one item
 */
public record Thinning(int limit, int vipPercent, boolean combine) {

    /** Everything is shown as it was posted. */
    public static final Thinning OFF = new Thinning(0, 0, false);

    public Thinning {
        if (limit < 0) {
            throw new IllegalArgumentException("limit must be 0 or more, was " + limit);
        }
        if (vipPercent < 0 || vipPercent > 100) {
            throw new IllegalArgumentException("vipPercent must be from 0 to 100, was " + vipPercent);
        }
    }

    /** Whether so many are more than viewers get to see. */
    boolean isExceededBy(int danmaku) {
        return limit > 0 && danmaku > limit;
    }

    /** Danmaku that VIPs have before all others. */
    int vipReserve() {
        return (int) ((long) limit * vipPercent / 100);
    }
}
