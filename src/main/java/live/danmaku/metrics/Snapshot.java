package live.danmaku.metrics;

import live.danmaku.model.NodeStatus;
import org.jspecify.annotations.Nullable;

/**
 * The node's figures as one scrape sees them, taken once for all of its series, because taking them costs a look at every viewer.
 *
 * <p>Not thread-safe: its exposition guards it.
 */
final class Snapshot {

    private final Sources sources;
    private @Nullable NodeStatus node;

    Snapshot(Sources sources) {
        this.sources = sources;
    }

    void take() {
        node = sources.figures().node();
    }

    NodeStatus node() {
        NodeStatus taken = node;
        if (taken == null) {
            throw new IllegalStateException("nothing was taken yet");
        }
        return taken;
    }
}
