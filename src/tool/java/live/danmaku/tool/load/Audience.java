package live.danmaku.tool.load;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import live.danmaku.tool.load.client.Client;
import live.danmaku.tool.load.client.Hello;
import live.danmaku.tool.load.client.Viewer;
import live.danmaku.tool.load.verify.Audit;
import live.danmaku.tool.load.verify.ViewerLog;
import org.jspecify.annotations.Nullable;

/**
 * All viewers of a run, those included that also post.
 *
 * <p>Threading: belongs to the one thread that steers the run.
 */
final class Audience {
    /** Handshakes under way at once: more than a server's accept queue holds would time out, not go faster. */
    private static final int OPENING_AT_ONCE = 64;

    private final List<Viewer> viewers = new ArrayList<>();
    private final Semaphore opening = new Semaphore(OPENING_AT_ONCE);

    /** Connects the first viewer, which tells whether there is a server at all. */
    Hello first(URI url, Supplier<Viewer> viewer) throws InterruptedException {
        Viewer first = viewer.get();
        viewers.add(first);
        try {
            return first.opening().get();
        } catch (ExecutionException e) {
            String reason = e.getCause() == null
                    ? e.toString()
                    : String.valueOf(e.getCause().getMessage());
            throw new StopException(
                    "no viewer can connect to " + url + ": " + reason
                            + ". Is the server running, and the application deployed there?",
                    e);
        }
    }

    /** Starts to connect another viewer, once fewer than 64 are on their way. */
    Viewer add(Supplier<Viewer> viewer) throws InterruptedException {
        opening.acquire();
        Viewer added = viewer.get();
        viewers.add(added);
        CompletableFuture<?> unused = added.opening().whenComplete((hello, failure) -> opening.release());
        return added;
    }

    /** Waits until all are connected or have failed to. */
    void settle() throws InterruptedException {
        opening.acquire(OPENING_AT_ONCE);
        opening.release(OPENING_AT_ONCE);
    }

    /** All so far; a copy. */
    List<Viewer> viewers() {
        return List.copyOf(viewers);
    }

    int size() {
        return viewers.size();
    }

    /** Whether every viewer that is still connected, or is to come back, has got its room's newest batch. */
    boolean hasCaughtUp() {
        for (Viewer viewer : viewers) {
            @Nullable ViewerLog log = viewer.log();
            boolean behind = viewer.isOpen()
                    && log != null
                    && log.lastSeq() < viewer.room().catalogue().lastSeq();
            if (behind || viewer.isAway()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Says good-bye for all viewers and ends their connections.
     *
     * @return what each that ever was connected has to tell
     */
    List<Audit.Witness> dismiss(Client client) {
        List<Audit.Witness> witnesses = new ArrayList<>();
        for (int index = 0; index < viewers.size(); index++) {
            Viewer viewer = viewers.get(index);
            @Nullable ViewerLog log = viewer.log();
            if (log != null) {
                witnesses.add(new Audit.Witness("viewer " + (index + 1), viewer.room(), log, viewer.isOpen()));
            }
        }
        viewers.forEach(Viewer::leave);
        client.close();
        return witnesses;
    }
}
