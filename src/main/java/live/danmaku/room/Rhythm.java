package live.danmaku.room;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import live.danmaku.model.TimeSource;

/** When what is paced may run next. */
interface Rhythm {

    /** The earliest time, not before {@code now}, by the clock that only measures. */
    long due(long nowNanos, long lastRunNanos);

    /** At once after a quiet window, else a window after the last run. */
    static Rhythm free(Supplier<Duration> window) {
        return (now, last) -> Math.max(now, last + window.get().toNanos());
    }

    /**
     * At once after a quiet window, else so long before a window's end, where windows begin when the clock's time is a multiple of
     * them: the same moments on all nodes whose clocks agree. Over any number of windows there are as many runs at the most, but two
     * of them may be half a window apart.
     */
    static Rhythm aligned(Supplier<Duration> window, Supplier<Duration> lead, TimeSource time) {
        return (now, last) -> {
            Duration length = window.get();
            if (now - last >= length.toNanos()) {
                return now;
            }
            long millis = time.epochMillis();
            long wait = TimeUnit.NANOSECONDS.toMillis(Math.max(0, last + length.toNanos() / 2 - now));
            long ahead = Math.min(lead.get().toMillis(), length.toMillis() / 2);
            long intoWindow = Math.floorMod(millis + wait + ahead, length.toMillis());
            long untilEnd = intoWindow == 0 ? 0 : length.toMillis() - intoWindow;
            return now + TimeUnit.MILLISECONDS.toNanos(wait + untilEnd);
        };
    }
}
