package live.danmaku.endpoint;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import live.danmaku.config.Key;
import live.danmaku.config.LiveSettings;
import live.danmaku.model.TimeSource;

/**
 * Watches the tickets of viewers: those that end soon are asked for the next one, those that have ended are closed. One look
 * at all of them a second, and no timer per viewer.
 *
 * <p>Bound: an entry for each viewer who is there with a ticket.
 *
 * <p>Threading: any thread, but {@link #check} from one at a time.
 */
public final class Renewals {

    private final LiveSettings settings;
    private final TimeSource time;
    private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();

    public Renewals(LiveSettings settings, TimeSource time) {
        this.settings = settings;
        this.time = time;
    }

    /** Watches a viewer's ticket from here on, where it has one. */
    void watch(Viewer viewer) {
        if (viewer.identity().expires() != null) {
            viewers.add(viewer);
        }
    }

    /** Watches it no more. */
    void forget(Viewer viewer) {
        viewers.remove(viewer);
    }

    /** Looks at all tickets. */
    public void check() {
        long now = TimeUnit.MILLISECONDS.toSeconds(time.epochMillis());
        long ahead = settings.get().millis(Key.TICKET_RENEW).toSeconds();
        viewers.forEach(viewer -> viewer.checkTicket(now, ahead));
    }
}
