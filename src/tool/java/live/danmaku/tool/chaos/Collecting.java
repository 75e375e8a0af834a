package live.danmaku.tool.chaos;

import live.danmaku.tool.load.Report;
import live.danmaku.tool.server.RemoteBeans;

/**
 * The server's garbage is collected again and again, 100 ms after it was done.
 *
 * <p>Threading: a thread of its own asks for collections; the rest belongs to the run's thread.
 */
final class Collecting implements Trouble {
    private static final long PAUSE_MILLIS = 100;

    private final Target target;
    private volatile boolean ended;
    private volatile int collections;
    private Thread collector = new Thread(this::collect, "collector");

    Collecting(Target target) {
        this.target = target;
        this.collector.setDaemon(true);
    }

    @Override
    public void begins() {
        collector.start();
    }

    private void collect() {
        try (RemoteBeans beans = RemoteBeans.of(target.pid())) {
            var memory = beans.memory();
            for (int done = 1; !ended; done++) {
                memory.gc();
                collections = done;
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void ends() throws InterruptedException {
        ended = true;
        collector.join();
    }

    @Override
    public void check(Checks checks, Report report) {
        checks.add("full collections", "> 0", Integer.toString(collections), collections > 0);
    }
}
