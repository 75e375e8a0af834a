package live.danmaku.tool.relay;

import java.util.concurrent.TimeUnit;
import live.danmaku.tool.broker.Broker;
import live.danmaku.tool.load.StopException;
import live.danmaku.tool.server.ProcessMeter;
import live.danmaku.tool.server.ServerProcess;
import org.jspecify.annotations.Nullable;

/**
 * Makes the trouble when its time has come, and watches the broker's memory.
 *
 * <p>Threading: a thread of its own, from {@link #start} to {@link #end}.
 */
final class Disturbance {
    private static final long LOOK_MILLIS = 500;

    private final Trouble trouble;
    private final Nodes nodes;
    private final Course course;
    private final Thread thread = new Thread(this::run, "trouble");
    private volatile long mendedNanos;
    private volatile long residentBefore;
    private volatile long residentMost;

    /** @throws StopException if the trouble is of somebody else's servers */
    Disturbance(Trouble trouble, Nodes nodes, Course course) {
        boolean possible = switch (trouble) {
            case NONE -> true;
            case BROKER -> nodes.broker() != null;
            case KILL, PAUSE -> nodes.own().size() > 1;
        };
        if (!possible) {
            throw new StopException("-Dtrouble needs servers of this command's own: -Dnodes=, not -Durls=");
        }
        this.trouble = trouble;
        this.nodes = nodes;
        this.course = course;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Waits until it is over. */
    void end() throws InterruptedException {
        thread.join();
    }

    /** When what had failed was back, as far as its process goes; 0 before, and where it stays away. */
    long mendedNanos() {
        return mendedNanos;
    }

    /** The broker's resident memory at the trouble's begin, in MB. */
    long residentMegabytesBefore() {
        return residentBefore >> 20;
    }

    /** The most that the broker's resident memory was afterwards, in MB. */
    long residentMegabytesMost() {
        return residentMost >> 20;
    }

    private void run() {
        try {
            sleepUntil(course.troubled());
            residentBefore = resident();
            begin();
            sleepUntil(course.mended());
            mend();
            sleepUntil(course.end());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void begin() {
        switch (trouble) {
            case NONE -> {}
            case BROKER -> broker().process().kill();
            case KILL -> first().kill();
            case PAUSE -> first().pause();
        }
    }

    private void mend() {
        switch (trouble) {
            case NONE, KILL -> {
                return;
            }
            case BROKER -> broker().start();
            case PAUSE -> first().resume();
        }
        mendedNanos = System.nanoTime();
    }

    private void sleepUntil(long nanos) throws InterruptedException {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            residentMost = Math.max(residentMost, resident());
            Thread.sleep(Math.min(LOOK_MILLIS, TimeUnit.NANOSECONDS.toMillis(left) + 1));
        }
    }

    private long resident() {
        @Nullable Broker broker = nodes.broker();
        return broker == null ? 0 : new ProcessMeter(broker.process().pid()).residentBytes();
    }

    private Broker broker() {
        @Nullable Broker broker = nodes.broker();
        if (broker == null) {
            throw new IllegalStateException("no broker of this command's own");
        }
        return broker;
    }

    private ServerProcess first() {
        return nodes.own().get(0).process();
    }
}
