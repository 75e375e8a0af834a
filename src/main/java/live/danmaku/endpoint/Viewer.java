package live.danmaku.endpoint;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import live.danmaku.config.Key;
import live.danmaku.encode.ClientMessage;
import live.danmaku.encode.ClientMessage.Moderate;
import live.danmaku.encode.ClientMessage.Ping;
import live.danmaku.encode.ClientMessage.Post;
import live.danmaku.encode.ClientMessage.Recover;
import live.danmaku.encode.ClientMessage.Renew;
import live.danmaku.encode.Incoming;
import live.danmaku.history.History;
import live.danmaku.model.Author;
import live.danmaku.model.CloseCode;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Identity;
import live.danmaku.model.Refusal;
import live.danmaku.moderation.TokenBucket;
import live.danmaku.room.Joined;
import live.danmaku.room.Moderation;
import live.danmaku.room.Room;
import live.danmaku.telemetry.Counter;
import live.danmaku.transport.Outbox;
import live.danmaku.transport.Replay;
import org.jspecify.annotations.Nullable;

/**
 * One connection in a room: puts the parts of its messages together within the limit, and answers each message.
 *
 * <p>Threading: {@link #receive} and {@link #refuseBinary} from one thread at a time, as the container delivers a
 * connection's messages; the rest from any thread.
 */
final class Viewer {

    private static final Logger LOG = System.getLogger("danmaku.endpoint");

    /** As many missed batches as come to be allowed in so long may be asked for at once. */
    private static final int RECOVER_BURST_SECONDS = 30;

    /** What a client can avoid by posting less, whoever else posts. */
    private static final Set<ErrorCode> LIMITS = Collections.unmodifiableSet(
            EnumSet.of(ErrorCode.POST_LIMIT, ErrorCode.USER_LIMIT, ErrorCode.SLOW_MODE, ErrorCode.TEXT_REPEATED));

    private final Lobby lobby;
    private final Joined joined;
    private final Outbox outbox;
    private @Nullable MessageBuffer partial;

    /** Missed batches that the viewer may ask for: each costs a token, so asking again and again costs no more than once. */
    private @Nullable TokenBucket allowance;

    /** Posts over the limit that the viewer may try. */
    private @Nullable TokenBucket patience;

    /** Another one after each renewal. */
    private volatile Author author;

    /** The end of the ticket for whose successor the viewer has been asked. */
    private long askedAt;

    Viewer(Lobby lobby, Joined joined, Outbox outbox, Author author) {
        this.lobby = lobby;
        this.joined = joined;
        this.outbox = outbox;
        this.author = author;
    }

    Joined joined() {
        return joined;
    }

    Room room() {
        return joined.room();
    }

    Outbox outbox() {
        return outbox;
    }

    /** Who this is, with the identity and the network that they came with. */
    Author author() {
        return author;
    }

    Identity identity() {
        return author.identity();
    }

    /** A part of a text message, as large as the container pleases. */
    void receive(String part, boolean last) {
        if (outbox.isClosed()) {
            return;
        }
        lobby.signOfLife().run();
        MessageBuffer buffer = partial != null
                ? partial
                : new MessageBuffer(lobby.settings().get().get(Key.MESSAGE_MAX));
        if (!buffer.append(part)) {
            partial = null;
            end(CloseCode.MESSAGE_TOO_BIG);
        } else if (last) {
            partial = null;
            answer(buffer.message());
        } else {
            partial = buffer;
        }
    }

    void refuseBinary() {
        end(CloseCode.UNSUPPORTED_DATA);
    }

    void pongReceived(int ping) {
        outbox.pongReceived(ping);
    }

    void leave() {
        lobby.leave(this);
    }

    // The connection's last guard: a fault of ours ends this connection with a code, and nobody else's.
    private void answer(String message) {
        try {
            handle(message);
        } catch (RuntimeException e) {
            lobby.metrics().count(Counter.FAULTS);
            LOG.log(Level.ERROR, "room " + room().id() + ": a message was not handled", e);
            end(CloseCode.INTERNAL_ERROR);
        }
    }

    private void handle(String message) {
        String ref = null;
        try {
            Incoming incoming = lobby.decoder().message(message);
            ref = incoming.ref();
            act(incoming.message(), ref);
        } catch (Refusal e) {
            lobby.metrics().refused(e.code());
            outbox.answer(lobby.encoder().error(ref, e));
            if (LIMITS.contains(e.code())) {
                strike();
            }
        }
    }

    private void strike() {
        int strikes = lobby.settings().get().get(Key.POST_STRIKES);
        if (strikes == 0) {
            return;
        }
        long now = lobby.time().nanos();
        TokenBucket left = patience != null ? patience : new TokenBucket(now);
        patience = left;
        if (left.take(now, TokenBucket.Rate.perSecond(1, strikes)) > 0) {
            end(CloseCode.FLOODING);
        }
    }

    private void act(ClientMessage message, @Nullable String ref) {
        if (message instanceof Post post) {
            lobby.identities().requirePost(room().id(), identity());
            outbox.answer(lobby.encoder()
                    .ack(
                            ref,
                            lobby.admission()
                                    .post(room().id(), author, post.text(), post.style())
                                    .id()));
        } else if (message instanceof Recover recover) {
            recover(recover, ref);
        } else if (message instanceof Moderate moderate) {
            Moderation moderation = lobby.moderation();
            moderation.perform(moderate.everywhere() ? null : room().id(), moderate.act(), author);
            outbox.answer(lobby.encoder().acted(ref, moderation.isDurable()));
        } else if (message instanceof Renew renew) {
            renew(renew, ref);
        } else if (message instanceof Ping) {
            outbox.answer(lobby.encoder().pong(room().seq(), room().watching()));
        } else {
            throw new IllegalStateException("no answer for " + message);
        }
    }

    /** What was asked for is its own answer; the message that ends it carries the reference. */
    private void recover(Recover wanted, @Nullable String ref) {
        long from = wanted.from();
        long to = wanted.to();
        History history = room().history();
        history.requireRange(from, to, room().seq());
        if (outbox.isReplaying()) {
            throw new Refusal(
                    ErrorCode.RECOVER_LIMIT, "what was asked for before is still being sent", room().window());
        }
        allow(to - from + 1);
        LongFunction<String> finished = gone -> lobby.encoder().recovered(ref, from, to, gone);
        outbox.replay(new Replay(history::after, from, to, finished));
    }

    private void allow(long batches) {
        long now = lobby.time().nanos();
        TokenBucket allowed = allowance != null ? allowance : new TokenBucket(now);
        allowance = allowed;
        int perSecond = lobby.settings().get().get(Key.RECOVER_RATE);
        long wait = allowed.take(
                now, batches, TokenBucket.Rate.perSecond(perSecond, (long) RECOVER_BURST_SECONDS * perSecond));
        if (wait > 0) {
            throw new Refusal(
                    ErrorCode.RECOVER_LIMIT,
                    "at most " + perSecond + " missed batches a second may be asked for",
                    Duration.ofMillis(TimeUnit.NANOSECONDS.toMillis(wait) + 1));
        }
    }

    private void renew(Renew renewal, @Nullable String ref) {
        Author before = author;
        Identity next = lobby.identities().renewed(room().id(), before.identity(), renewal.ticket());
        String name = next.name();
        author = new Author(name == null ? before.name() : name, before.sender(), next, before.network());
        lobby.renewals().watch(this);
        outbox.answer(lobby.encoder().renewed(ref, author));
    }

    /**
     * Asks for the next ticket where this one ends soon, once, and closes the connection where it has ended. Called by one
     * thread at a time.
     *
     * @param now seconds since 1970-01-01T00:00:00Z
     * @param ahead how many seconds before the end to ask
     */
    void checkTicket(long now, long ahead) {
        Long end = identity().expires();
        if (end == null) {
            return;
        }
        if (now >= end) {
            end(CloseCode.TICKET_EXPIRED);
        } else if (now >= end - ahead && askedAt != end) {
            askedAt = end;
            outbox.answer(lobby.encoder().renewalWanted(end));
        }
    }

    private void end(CloseCode code) {
        outbox.close(code.closing());
        leave();
    }
}
