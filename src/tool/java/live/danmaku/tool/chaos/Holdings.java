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
 * @param directBytes allocated outside of the heap by Java code
 * @param files open descriptors
 * @param timers tasks that are planned or wait in timers, whoever planned them
 * @param outboxes viewers that are in memory, connected or not
 */
record Holdings(long liveBytes, long directBytes, long files, long threads, long timers, long outboxes) {
    private static final String OUTBOX = "live.danmaku.transport.Outbox";

    /** What the JDK, XNIO, the concurrency implementations of both servers and Grizzly plan tasks with. */
    private static final Pattern TIMER =
            Pattern.compile(".*[.$](\\w*ScheduledFutureTask|TimeKey|\\w*TimerTask|RunnableScheduledFuture\\w*)");

    /** Collections until one more frees hardly anything: some objects are freed by what a collection queues only. */
    private static final int COLLECTIONS = 3;

    static Holdings of(long pid) throws InterruptedException {
        Jcmd jcmd = new Jcmd(pid);
        ProcessMeter meter = new ProcessMeter(pid);
        LiveObjects least = jcmd.liveObjects();
        for (int collection = 1; collection < COLLECTIONS; collection++) {
            TimeUnit.MILLISECONDS.sleep(100);
            LiveObjects next = jcmd.liveObjects();
            least = next.bytes() < least.bytes() ? next : least;
        }
        return new Holdings(
                least.bytes(),
                jcmd.directBytes(),
                meter.openFiles(),
                meter.threads(),
                least.instances().entrySet().stream()
                        .filter(entry -> TIMER.matcher(entry.getKey()).matches())
                        .mapToLong(Map.Entry::getValue)
                        .sum(),
                least.instances(OUTBOX));
    }

    /** In use, in the heap and outside of it. */
    long bytes() {
        return liveBytes + directBytes;
    }
}
