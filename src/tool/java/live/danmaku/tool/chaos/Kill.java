package live.danmaku.tool.chaos;

import live.danmaku.tool.load.Report;
import live.danmaku.tool.load.Scene;

/**
 * Every few seconds a tenth of the viewers end their connections at once, with a reset in the midst of a message; as many
 * others join.
 *
 * <p>Threading: belongs to the run's thread.
 */
final class Kill implements Trouble {
    private final double everySeconds;
    private double next;
    private int killed;

    Kill(double everySeconds) {
        this.everySeconds = everySeconds;
        this.next = everySeconds;
    }

    @Override
    public void passes(Scene scene) throws InterruptedException {
        if (scene.seconds() < next) {
            return;
        }
        next += everySeconds;
        int victims = 0;
        for (int i = Math.max(1, scene.watching() / 10); i > 0; i--) {
            victims += scene.kill() ? 1 : 0;
        }
        for (int i = 0; i < victims; i++) {
            scene.join();
        }
        killed += victims;
    }

    @Override
    public void check(Checks checks, Report report) {
        checks.add("connections reset in mid-frame", "> 0", Integer.toString(killed), killed > 0);
    }
}
