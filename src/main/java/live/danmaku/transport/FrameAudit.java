package live.danmaku.transport;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import live.danmaku.model.FrameBalance;
import live.danmaku.telemetry.Counter;
import live.danmaku.telemetry.Metrics;

/**
 * Looks now and then whether every frame that was offered to a viewer is accounted for. It can tell only if no frame moves
 * meanwhile; every change of an outbox is counted under the outbox' lock, so that then the balance is exact.
 *
 * <p>Threading: one thread at a time.
 */
public final class FrameAudit {

    private static final Logger LOG = System.getLogger("danmaku.transport");

    private final Metrics metrics;
    private boolean logged;

    public FrameAudit(Metrics metrics) {
        this.metrics = metrics;
    }

    /**
     * Looks at all viewers. Frames that are unaccounted for are counted each time, and logged the first time.
     *
     * @param everyViewer does something with all viewers
     */
    public void check(Consumer<Consumer<Outbox>> everyViewer) {
        FrameBalance before = metrics.frames(0, 0);
        AtomicInteger inFlight = new AtomicInteger();
        AtomicInteger waiting = new AtomicInteger();
        everyViewer.accept(viewer -> {
            Backlog backlog = viewer.backlog();
            inFlight.addAndGet(backlog.inFlight());
            waiting.addAndGet(backlog.waiting());
        });
        FrameBalance balance = metrics.frames(inFlight.get(), waiting.get());
        boolean atRest = before.equals(metrics.frames(0, 0));
        if (atRest && !balance.holds()) {
            metrics.count(Counter.FRAMES_UNBALANCED);
            if (!logged) {
                logged = true;
                LOG.log(Level.ERROR, "{0} frames are unaccounted for: {1}", balance.unaccounted(), balance);
            }
        }
    }
}
