package live.danmaku.room;

import java.util.ArrayList;
import java.util.List;
import live.danmaku.cluster.NodeMessage;
import live.danmaku.cluster.NodeMessage.Imposed;
import live.danmaku.cluster.NodeMessage.Lifted;
import live.danmaku.cluster.NodeMessage.Notice;
import live.danmaku.cluster.NodeMessage.Recalled;
import live.danmaku.cluster.NodeMessage.Window;
import live.danmaku.cluster.Relay;
import live.danmaku.model.Acts;
import live.danmaku.model.Refusal;
import live.danmaku.sanction.AuditEntry;
import live.danmaku.sanction.Sanction;
import live.danmaku.sanction.SanctionKey;
import live.danmaku.sanction.SanctionStore;
import live.danmaku.sanction.Sanctions;
import live.danmaku.telemetry.Metrics;

/**
 * Brings what other nodes say into this node's rooms: their danmaku, and what moderators did there. Nothing of it is told on: every
 * node tells what happened there, and nothing else.
 *
 * <p>Threading: the bus' threads, one at a time for one part of the rooms.
 */
public final class OtherNodes implements NodeMessage.Receiver {

    /** Sanctions that are told in one message. */
    private static final int TOGETHER = 500;

    private final RoomRegistry registry;
    private final Moderation moderation;
    private final Sanctions sanctions;
    private final Relay relay;
    private final Metrics metrics;

    public OtherNodes(RoomRegistry registry, Moderation moderation, Sanctions sanctions, Relay relay, Metrics metrics) {
        this.registry = registry;
        this.moderation = moderation;
        this.sanctions = sanctions;
        this.relay = relay;
        this.metrics = metrics;
    }

    /** A store through which other nodes are told what is laid down and lifted here. */
    public static SanctionStore telling(SanctionStore store, Sanctions sanctions, Relay relay) {
        return new SanctionStore() {
            @Override
            public boolean isDurable() {
                return store.isDurable();
            }

            @Override
            public void changed(SanctionKey key) {
                store.changed(key);
                relay.tell(sanctions
                        .find(key)
                        .<NodeMessage>map(one -> new Imposed(List.of(one)))
                        .orElseGet(() -> new Lifted(key)));
            }

            @Override
            public void record(AuditEntry entry) {
                store.record(entry);
            }
        };
    }

    /** Rooms that nobody watches here need not know. */
    @Override
    public void window(Window window) {
        registry.find(window.room()).ifPresent(room -> room.takeIn(window));
    }

    @Override
    public void recalled(Recalled recalled) {
        registry.find(recalled.room()).ifPresent(room -> room.recall(recalled.danmaku()));
    }

    @Override
    public void notice(Notice notice) {
        Acts acts = Acts.notice(notice.text());
        if (notice.where() == null) {
            registry.rooms().forEach(room -> room.tellIfNotBusy(acts));
        } else {
            registry.find(notice.where()).ifPresent(room -> room.tellIfNotBusy(acts));
        }
    }

    @Override
    public void imposed(Imposed imposed) {
        try {
            sanctions.impose(imposed.sanctions());
            moderation.follow(imposed.sanctions().stream().map(Sanction::key).toList());
        } catch (Refusal full) {
            metrics.refused(full.code());
        }
    }

    @Override
    public void lifted(Lifted lifted) {
        if (sanctions.lift(lifted.key())) {
            moderation.follow(List.of(lifted.key()));
        }
    }

    @Override
    public void sanctionsWanted() {
        List<Sanction> all = new ArrayList<>(sanctions.list(null));
        for (int from = 0; from < all.size(); from += TOGETHER) {
            relay.tell(new Imposed(all.subList(from, Math.min(all.size(), from + TOGETHER))));
        }
    }
}
