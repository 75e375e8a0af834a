package live.danmaku.endpoint;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Supplier;
import live.danmaku.config.Key;
import live.danmaku.config.LiveSettings;
import live.danmaku.config.Settings;
import live.danmaku.encode.Decoder;
import live.danmaku.encode.Encoder;
import live.danmaku.history.History;
import live.danmaku.history.Resume;
import live.danmaku.history.Start;
import live.danmaku.identity.Identities;
import live.danmaku.model.Author;
import live.danmaku.model.CloseCode;
import live.danmaku.model.Closing;
import live.danmaku.model.Identity;
import live.danmaku.model.Refusal;
import live.danmaku.model.RoomId;
import live.danmaku.model.TimeSource;
import live.danmaku.room.Admission;
import live.danmaku.room.Joined;
import live.danmaku.room.Moderation;
import live.danmaku.room.RoomRegistry;
import live.danmaku.telemetry.Counter;
import live.danmaku.telemetry.Metrics;
import live.danmaku.transport.Outbox;
import live.danmaku.transport.SocketFactory;
import live.danmaku.transport.ViewerSocket;

/**
 * Where connections become viewers: gives each an outbox, a name and a place in its room.
 *
 * @param settings limits that are told to the viewer
 * @param registry the rooms
 * @param admission takes what viewers post
 * @param moderation does what moderators want
 * @param identities says who viewers are
 * @param renewals watches the tickets of those who are there
 * @param sockets chooses the way to a session
 * @param outboxRules what all outboxes have in common
 * @param decoder reads messages
 * @param encoder writes messages
 * @param metrics counts refusals and faults
 * @param time tells how often a viewer asks
 * @param guestNames gives a name to a viewer who has none
 * @param signOfLife told whenever a client does something
 */
public record Lobby(
        LiveSettings settings,
        RoomRegistry registry,
        Admission admission,
        Moderation moderation,
        Identities identities,
        Renewals renewals,
        SocketFactory sockets,
        Outbox.Rules outboxRules,
        Decoder decoder,
        Encoder encoder,
        Metrics metrics,
        TimeSource time,
        Supplier<String> guestNames,
        Runnable signOfLife) {

    private static final Logger LOG = System.getLogger("danmaku.endpoint");

    /**
     * Brings a connection into a room and greets it.
     *
     * @param resume what it wants of the room's past
     * @param arrival who comes, and from where
     * @return the viewer, or empty when it was turned away and its socket closed
     */
    Optional<Viewer> enter(RoomId id, Resume resume, ViewerSocket socket, Arrival arrival) {
        signOfLife.run();
        Outbox outbox = new Outbox(socket, outboxRules);
        Joined joined;
        try {
            if (!registry.isGuarded()) {
                registry.knock(id, arrival.network());
            }
            joined = registry.join(
                    id, outbox, arrival.network(), arrival.identity().user());
        } catch (Refusal e) {
            metrics.refused(e.code());
            outbox.close(closing(e));
            return Optional.empty();
        }
        Viewer viewer = new Viewer(this, joined, outbox, author(arrival));
        outbox.whenClosed(viewer::leave);
        renewals.watch(viewer);
        try {
            greet(viewer, resume);
            return Optional.of(viewer);
        } catch (RuntimeException | Error e) {
            metrics.count(Counter.FAULTS);
            LOG.log(Level.ERROR, "room " + id + ": a viewer was not greeted", e);
            outbox.close(CloseCode.INTERNAL_ERROR.closing());
            return Optional.empty();
        }
    }

    /** Takes a viewer out of everything that {@link #enter} put it into. */
    void leave(Viewer viewer) {
        renewals.forget(viewer);
        viewer.outbox().discard();
        viewer.joined().leave();
    }

    private Author author(Arrival arrival) {
        Identity identity = arrival.identity();
        String connection = guestNames.get();
        String name = identity.name();
        String sender = identity.user() == null ? connection : "user " + identity.user();
        return new Author(name == null ? connection : name, sender, identity, arrival.network());
    }

    private static Closing closing(Refusal refusal) {
        return switch (refusal.code()) {
            case ROOM_CLOSED -> CloseCode.ROOM_CLOSED.closing();
            case UNAVAILABLE -> CloseCode.RESTART.closing(refusal.retryAfterSeconds());
            default -> CloseCode.TRY_LATER.closing(refusal.retryAfterSeconds());
        };
    }

    private void greet(Viewer viewer, Resume resume) {
        Settings now = settings.get();
        var status = viewer.room().status();
        History history = viewer.room().history();
        Start start = history.start(resume, status.epoch(), status.seq());
        String hello = encoder.hello(
                status,
                start.from(),
                start.recovered(),
                now.millis(Key.HEARTBEAT),
                viewer.author(),
                now.get(Key.TEXT_MAX),
                now.get(Key.MESSAGE_MAX),
                moderation.rules(status.room()));
        viewer.outbox().open(hello, start.seen(), status.seq(), history::after);
        if (start.recovered() != null) {
            metrics.count(start.recovered() ? Counter.RECOVERED : Counter.NOT_RECOVERED);
        }
        if (start.refusal() != null) {
            metrics.refused(start.refusal().code());
            viewer.outbox().answer(encoder.error(null, start.refusal()));
        }
    }
}
