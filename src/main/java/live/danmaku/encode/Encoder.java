package live.danmaku.encode;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import live.danmaku.encode.ActMessages.ActDone;
import live.danmaku.encode.ActMessages.HeldItem;
import live.danmaku.encode.ActMessages.InForce;
import live.danmaku.encode.ActMessages.RulesMessage;
import live.danmaku.encode.ActMessages.SanctionItem;
import live.danmaku.encode.ServerMessages.Accepted;
import live.danmaku.encode.ServerMessages.Ack;
import live.danmaku.encode.ServerMessages.Acted;
import live.danmaku.encode.ServerMessages.BacklogFigures;
import live.danmaku.encode.ServerMessages.BalanceFigures;
import live.danmaku.encode.ServerMessages.BatchMessage;
import live.danmaku.encode.ServerMessages.BufferFigures;
import live.danmaku.encode.ServerMessages.ClusterFigures;
import live.danmaku.encode.ServerMessages.Failure;
import live.danmaku.encode.ServerMessages.FrameFigures;
import live.danmaku.encode.ServerMessages.Health;
import live.danmaku.encode.ServerMessages.HealthCheck;
import live.danmaku.encode.ServerMessages.Hello;
import live.danmaku.encode.ServerMessages.HistoryFigures;
import live.danmaku.encode.ServerMessages.Issued;
import live.danmaku.encode.ServerMessages.LeftOut;
import live.danmaku.encode.ServerMessages.Limits;
import live.danmaku.encode.ServerMessages.NodeFigures;
import live.danmaku.encode.ServerMessages.Notice;
import live.danmaku.encode.ServerMessages.Page;
import live.danmaku.encode.ServerMessages.Position;
import live.danmaku.encode.ServerMessages.Problem;
import live.danmaku.encode.ServerMessages.Recovered;
import live.danmaku.encode.ServerMessages.Renewed;
import live.danmaku.encode.ServerMessages.RoomFigures;
import live.danmaku.encode.ServerMessages.RoomList;
import live.danmaku.model.Author;
import live.danmaku.model.Batch;
import live.danmaku.model.Check;
import live.danmaku.model.HeldPost;
import live.danmaku.model.Identity;
import live.danmaku.model.NodeStatus;
import live.danmaku.model.Refusal;
import live.danmaku.model.RoomId;
import live.danmaku.model.RoomStatus;
import live.danmaku.model.Rules;
import live.danmaku.sanction.Sanction;
import live.danmaku.wire.Encoded;
import live.danmaku.wire.Frame;
import live.danmaku.wire.FrameFactory;
import org.jspecify.annotations.Nullable;

/**
 * Writes every message that leaves the server, with JSON-B.
 *
 * <p>Threading: any thread; a {@link Jsonb} is thread-safe.
 */
public final class Encoder implements AutoCloseable {

    private static final Logger LOG = System.getLogger("danmaku.encode");

    private final Jsonb jsonb = JsonbBuilder.create();
    private final Redaction redaction = new Redaction();
    private final FrameFactory frames;

    /** Writes batches into frames from this factory. */
    public Encoder(FrameFactory frames) {
        this.frames = frames;
    }

    /** The frame that all viewers of the room share, held by the caller. */
    public Frame batch(Batch batch) {
        return frames.frame(batch.seq(), jsonb.toJson(BatchMessage.of(batch)));
    }

    /**
     * The first message on a connection.
     *
     * @param status the room as this viewer finds it
     * @param from seq of the first batch that it is sent
     * @param recovered whether it misses nothing since where it was; null where it did not say
     * @param heartbeat the time between two heartbeats
     * @param author what the connection posts as
     * @param textMax code points in a danmaku's text
     * @param messageMax bytes in a message to the server
     * @param rules what moderators have laid down for the room
     */
    public String hello(
            RoomStatus status,
            long from,
            @Nullable Boolean recovered,
            Duration heartbeat,
            Author author,
            int textMax,
            int messageMax,
            Rules rules) {
        return jsonb.toJson(new Hello(
                "hello",
                status.room().value(),
                status.epoch(),
                status.seq(),
                recovered,
                from,
                status.window().toMillis(),
                heartbeat.toMillis(),
                status.watching(),
                author.name(),
                Hello.rights(author.identity()),
                expiry(author.identity()),
                new Limits(textMax, messageMax),
                RulesMessage.ofAny(rules)));
    }

    /** A post is accepted; {@code ref} is the client's own, or null. */
    public String ack(@Nullable String ref, long id) {
        return jsonb.toJson(new Ack("ack", ref, id));
    }

    /** A moderator's act was done; {@code durable} says whether it survives a restart. */
    public String acted(@Nullable String ref, boolean durable) {
        return jsonb.toJson(new Acted("ack", ref, durable));
    }

    /** HTTP's counterpart of {@link #acted}; {@code room} is null where something was done everywhere. */
    public String actDone(String act, @Nullable RoomId room, List<String> done, boolean durable) {
        return jsonb.toJson(new ActDone(act, room == null ? null : room.value(), done, durable));
    }

    /** What holds in a room, and what waits there for a moderator. */
    public String inForce(RoomId room, Rules rules, List<Sanction> sanctions, List<HeldPost> held, boolean durable) {
        return jsonb.toJson(new InForce(
                room.value(),
                durable,
                RulesMessage.of(rules),
                sanctions.stream().map(SanctionItem::of).toList(),
                held.stream().map(HeldItem::of).toList()));
    }

    /** What holds on the node. */
    public String inForce(List<Sanction> sanctions, boolean durable) {
        return jsonb.toJson(new InForce(
                null, durable, null, sanctions.stream().map(SanctionItem::of).toList(), null));
    }

    /** A message is refused; {@code ref} is the client's own, or null. */
    public String error(@Nullable String ref, Refusal refusal) {
        return jsonb.toJson(Failure.of(refusal, ref));
    }

    /** All missed batches that were asked for have been sent, but for those that were gone by then. */
    public String recovered(@Nullable String ref, long from, long to, long gone) {
        return jsonb.toJson(new Recovered("recovered", ref, from, to, gone == 0 ? null : gone));
    }

    /** Answer to a client's ping. */
    public String pong(long seq, int online) {
        return jsonb.toJson(new Position("pong", seq, online));
    }

    /** Tells a quiet viewer that there is nothing above {@code seq}. */
    public String heartbeat(long seq, int online) {
        return jsonb.toJson(new Position("heartbeat", seq, online));
    }

    /** Tells a slow viewer how many batches were left out for it, at least 1. */
    public String skipped(long batches) {
        String message = "your connection is slow: " + batches + (batches == 1 ? " batch was" : " batches were");
        return jsonb.toJson(new Notice("notice", "skipped", message + " left out", batches, null));
    }

    /** Asks for the next ticket; {@code end} is in seconds since 1970-01-01T00:00:00Z. */
    public String renewalWanted(long end) {
        return jsonb.toJson(new Notice(
                "notice", "renew", "your ticket ends soon: send the next one", null, TimeUnit.SECONDS.toMillis(end)));
    }

    /** The next ticket is good; {@code ref} is the client's own, or null. */
    public String renewed(@Nullable String ref, Author author) {
        return jsonb.toJson(
                new Renewed("renewed", ref, author.name(), Hello.rights(author.identity()), expiry(author.identity())));
    }

    /** A ticket for who is logged in; {@code end} is in seconds since 1970-01-01T00:00:00Z. */
    public String issued(String ticket, long end) {
        return jsonb.toJson(new Issued(ticket, TimeUnit.SECONDS.toMillis(end)));
    }

    /** An RFC 9457 problem document. */
    public String problem(Refusal refusal, int status) {
        return jsonb.toJson(Problem.of(refusal, status));
    }

    /** A refusal as HTTP answers it, with a status that is its code's usual one or that something else has decided on. */
    public RefusalAnswer answer(Refusal refusal, int status) {
        return RefusalAnswer.of(refusal, status, problem(refusal, status));
    }

    /** HTTP's counterpart of {@link #ack}. */
    public String accepted(RoomId room, String epoch, long id) {
        return jsonb.toJson(new Accepted(room.value(), epoch, id));
    }

    /**
     * Whether the node is ready, or alive, how many viewers it has, and whether its limits are on.
     *
     * @param checks what was looked at; none where nothing was
     */
    public String health(boolean up, int viewers, boolean limits, List<Check> checks) {
        return jsonb.toJson(new Health(
                HealthCheck.status(up),
                viewers,
                limits,
                checks.isEmpty() ? null : checks.stream().map(HealthCheck::of).toList()));
    }

    /** One room's figures. */
    public String room(RoomStatus status) {
        return jsonb.toJson(figures(status));
    }

    /** Some rooms' figures, and how many rooms there are in all. */
    public String rooms(int total, List<RoomStatus> rooms) {
        return jsonb.toJson(
                new RoomList(total, rooms.stream().map(Encoder::figures).toList()));
    }

    /**
     * Recent batches of a room, each as it was sent.
     *
     * @param status the room
     * @param recovered whether none is missing since the one that was asked for; null where none was
     * @param from seq of the first batch from which on all are there
     * @param batches the batches
     * @param leftOut what was left out of them, as {@link #leftOut} wrote it; null where that is not asked for
     */
    public String batches(
            RoomStatus status,
            @Nullable Boolean recovered,
            long from,
            List<Encoded> batches,
            @Nullable List<String> leftOut) {
        String page =
                jsonb.toJson(new Page(status.room().value(), status.epoch(), status.seq(), recovered, from, List.of()));
        // The batches are JSON already; "batches" is the last field, and empty.
        String beginning = page.substring(0, page.length() - "]}".length());
        String end = leftOut == null ? "]}" : "],\"omitted\":[" + String.join(",", leftOut) + "]}";
        return batches.stream().map(Encoded::text).collect(Collectors.joining(",", beginning, end));
    }

    /** The danmaku that were left out of a batch, or an empty text where there are none. */
    public String leftOut(Batch batch) {
        LeftOut leftOut = LeftOut.of(batch);
        return leftOut.danmaku().isEmpty() ? "" : jsonb.toJson(leftOut);
    }

    /** The batch without the danmaku of these ids; the same where it has none of them. */
    public Encoded without(Encoded batch, Set<Long> ids) {
        String text = batch.text();
        String redacted = redaction.batch(text, ids);
        return redacted.equals(text) ? batch : frames.encoded(batch.seq(), redacted);
    }

    /** What {@link #leftOut} wrote, without the danmaku of these ids. */
    public String leftOutWithout(String leftOut, Set<Long> ids) {
        return redaction.leftOut(leftOut, ids);
    }

    /** The node's figures. */
    public String node(NodeStatus status) {
        return jsonb.toJson(new NodeFigures(
                status.rooms(),
                status.viewers(),
                status.senders(),
                BalanceFigures.of(status.balance()),
                status.counters(),
                status.refusals(),
                new BufferFigures(status.buffers().inUse(), status.buffers().idle()),
                new BacklogFigures(
                        status.backlog().bytes(),
                        status.backlog().largest(),
                        status.backlog().oldestPingMs(),
                        status.backlog().behind()),
                FrameFigures.of(status.frames()),
                HistoryFigures.of(status.history()),
                ClusterFigures.of(status.cluster())));
    }

    /** Gives back what JSON-B holds. */
    @Override
    public void close() {
        frames.close();
        try {
            jsonb.close();
        } catch (Exception e) {
            LOG.log(Level.DEBUG, "JSON-B did not close: {0}", e);
        }
    }

    private static @Nullable Long expiry(Identity identity) {
        Long end = identity.expires();
        return end == null ? null : Long.valueOf(TimeUnit.SECONDS.toMillis(end));
    }

    private static RoomFigures figures(RoomStatus status) {
        return new RoomFigures(
                status.room().value(),
                status.epoch(),
                status.seq(),
                status.online(),
                status.watching(),
                status.window().toMillis(),
                status.balance().accepted(),
                status.balance().batched(),
                status.balance().combined(),
                BalanceFigures.thinned(status.balance()),
                status.balance().lost(),
                status.balance().pending(),
                status.skipped(),
                HistoryFigures.of(status.history()));
    }
}
