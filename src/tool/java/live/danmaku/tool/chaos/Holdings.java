package live.danmaku.tool.chaos;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import live.danmaku.tool.server.Jcmd;
import live.danmaku.tool.server.LiveObjects;
import live.danmaku.tool.server.ProcessMeter;

/**
 * What the server's process holds at a moment.
 *
 * @param liveBytes objects in use, after a full garbage collection
 * @param files open descriptors
 */
record Holdings(long liveBytes, long files, long threads) {
    private static final String OUTBOX = "live.danmaku.transport.Outbox";

    /** What the JDK, XNIO, the concurrency implementations of both servers and Grizzly plan tasks with. */
    private static final Pattern TIMER =
            Pattern.compile(".*[.$](\\w*ScheduledFutureTask|TimeKey|\\w*TimerTask|RunnableScheduledFuture\\w*)");

    /** Some objects are freed by what a collection queues, and gone with the next one. */
    private static final int COLLECTIONS = 2;

    static Holdings of(long pid) throws InterruptedException {
        Jcmd jcmd = new Jcmd(pid);
        ProcessMeter meter = new ProcessMeter(pid);
        LiveObjects least = jcmd.liveObjects();
        for (int collection = 1; collection < COLLECTIONS; collection++) {
            TimeUnit.MILLISECONDS.sleep(100);
            LiveObjects next = jcmd.liveObjects();
            least = next.bytes() < least.bytes() ? next : least;
        }
        return new Holdings(least.bytes(), meter.openFiles(), meter.threads());
    }

    /** Tasks that are planned or wait in timers, whoever planned them, and those whose connections still hold them; one collection. */
    static long timers(long pid) {
        return new Jcmd(pid)
                .liveObjects().instances().entrySet().stream()
                        .filter(entry -> TIMER.matcher(entry.getKey()).matches())
                        .mapToLong(Map.Entry::getValue)
                        .sum();
    }

    /** Bytes in use, in the heap and outside of it; one collection. */
    static long bytes(long pid) {
        Jcmd jcmd = new Jcmd(pid);
        return jcmd.liveBytes() + jcmd.directBytes();
    }

    /** Viewers in memory now; one collection. */
    static long outboxes(long pid) {
        return new Jcmd(pid).liveObjects().instances(OUTBOX);
    }
}
