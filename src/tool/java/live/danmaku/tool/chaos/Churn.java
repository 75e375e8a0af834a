package live.danmaku.tool.chaos;

import live.danmaku.tool.load.Scene;

/**
 * Viewers leave and others join all the time.
 *
 * <p>Threading: belongs to the run's thread.
 */
final class Churn implements Trouble {
    private final double perSecond;
    private double doneUntil;

    Churn(double perSecond) {
        this.perSecond = perSecond;
    }

    /** Makes up for at most a second, so that a run that was held up does not end in a rush. */
    @Override
    public void passes(Scene scene) throws InterruptedException {
        double now = scene.seconds();
        double due = Math.min(1, now - doneUntil) * perSecond;
        for (int change = 0; change < Math.floor(due); change++) {
            if (scene.leave()) {
                scene.join();
            }
        }
        doneUntil = now - (due - Math.floor(due)) / Math.max(perSecond, Double.MIN_NORMAL);
    }
}
