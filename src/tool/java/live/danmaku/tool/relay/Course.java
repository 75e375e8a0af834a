package live.danmaku.tool.relay;

import java.time.Duration;

/**
 * A run's parts, by when a danmaku was due: nanoseconds of this JVM's clock.
 *
 * @param warm from when on danmaku count
 * @param troubled from when on there is trouble; {@code end} without
 * @param mended from when on there is none any more; {@code end} where it stays
 * @param end of the posts
 */
record Course(long warm, long troubled, long mended, long end) {

    /** A part of it. */
    enum Part {
        WARM_UP,
        BEFORE,
        MEANWHILE,
        AFTER
    }

    /**
     * From now on: the warm-up, and then {@code lasting}, of which the first third is before the trouble.
     *
     * @param down how long the trouble lasts
     */
    static Course of(long now, Duration warmUp, Duration lasting, Trouble trouble, Duration down) {
        long warm = now + warmUp.toNanos();
        long end = warm + lasting.toNanos();
        long troubled = trouble == Trouble.NONE ? end : warm + lasting.toNanos() / 3;
        long mended =
                trouble == Trouble.NONE || trouble == Trouble.KILL ? end : Math.min(end, troubled + down.toNanos());
        return new Course(warm, troubled, mended, end);
    }

    Part at(long nanos) {
        if (nanos < warm) {
            return Part.WARM_UP;
        }
        if (nanos < troubled) {
            return Part.BEFORE;
        }
        return nanos < mended ? Part.MEANWHILE : Part.AFTER;
    }
}
