package live.danmaku;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import live.danmaku.cluster.Relay;
import live.danmaku.config.LiveSettings;
import live.danmaku.encode.Encoder;
import live.danmaku.history.Kept;
import live.danmaku.merge.Merger;
import live.danmaku.model.Author;
import live.danmaku.model.Draft;
import live.danmaku.model.Lane;
import live.danmaku.model.RoomId;
import live.danmaku.model.Style;
import live.danmaku.moderation.HeldPosts;
import live.danmaku.moderation.Judge;
import live.danmaku.moderation.PostLimits;
import live.danmaku.moderation.TextModeration;
import live.danmaku.moderation.WordLists;
import live.danmaku.room.Admission;
import live.danmaku.room.Drain;
import live.danmaku.room.Joined;
import live.danmaku.room.RoomContext;
import live.danmaku.room.RoomListener;
import live.danmaku.room.RoomRegistry;
import live.danmaku.sanction.Sanctions;
import live.danmaku.telemetry.Metrics;
import live.danmaku.transport.Heartbeat;
import live.danmaku.transport.Outbox;
import org.jspecify.annotations.Nullable;

/** The rooms of a node on time that the test owns, with viewers whose sockets the test owns. */
public final class TestNode {

    public final ManualTime time = new ManualTime();
    public final MapSource source = new MapSource();
    public final LiveSettings settings = new LiveSettings(source);
    public final Metrics metrics = new Metrics();
    public final Encoder encoder = new Encoder(TestFrames.FACTORY);
    public final Kept kept = new Kept();
    public final Sanctions sanctions = new Sanctions(time);
    public final HeldPosts held = new HeldPosts(settings, time, metrics);
    public final RoomRegistry registry;

    public TestNode() {
        this(RoomListener.NONE);
    }

    /** A node whose rooms are listened to. */
    public TestNode(RoomListener listener) {
        this(listener, Relay.NONE, "e");
    }

    /** A node among others, whose rooms' lives are named {@code prefix} and a number. */
    public TestNode(RoomListener listener, Relay relay, String prefix) {
        AtomicInteger epochs = new AtomicInteger();
        registry = new RoomRegistry(
                new RoomContext(
                        settings, time, time, time, new Merger(), encoder, kept, sanctions, metrics, listener, relay),
                () -> prefix + epochs.incrementAndGet());
    }

    /** The door of the node's rooms. */
    public Admission admission(WordLists lists, Judge judge) {
        return new Admission(
                settings,
                registry,
                sanctions,
                new PostLimits(settings, time),
                new TextModeration(settings, lists, time),
                judge,
                held,
                () -> {});
    }

    /** Puts a viewer on this socket into the room. */
    public Outbox join(RoomId room, FakeSocket socket) {
        return join(room, socket, null);
    }

    /** Puts a viewer who is this user into the room. */
    public Outbox join(RoomId room, FakeSocket socket, @Nullable String user) {
        Outbox outbox = outbox(socket);
        Joined joined = registry.join(room, outbox, socket.network(), user);
        outbox.whenClosed(joined::leave);
        outbox.open("hello", joined.room().seq());
        return outbox;
    }

    /** An outbox that is in no room. */
    public Outbox outbox(FakeSocket socket) {
        return new Outbox(socket, new Outbox.Rules(64, 1 << 20, encoder::skipped, closing -> {}, time, metrics));
    }

    /** What empties the node; where the drain pauses, {@code wait} is called instead, and has to move the time. */
    public Drain drain(Drain.Wait wait) {
        Heartbeat heartbeat = new Heartbeat(Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(20));
        return new Drain(settings, registry, heartbeat, time, wait);
    }

    /** Has somebody post into the room, and answers with the id. */
    public long post(RoomId room, String text) {
        return registry.post(room, draft(text)).id();
    }

    public static Draft draft(String text) {
        return new Draft(new Author("ann", Lane.ORDINARY), text, Style.DEFAULT);
    }
}
