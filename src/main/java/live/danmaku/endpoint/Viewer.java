package live.danmaku.endpoint;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.LongFunction;
import live.danmaku.config.Key;
import live.danmaku.encode.ClientMessage;
import live.danmaku.encode.ClientMessage.Moderate;
import live.danmaku.encode.ClientMessage.Ping;
import live.danmaku.encode.ClientMessage.Post;
import live.danmaku.encode.ClientMessage.Recover;
import live.danmaku.encode.Incoming;
import live.danmaku.history.History;
import live.danmaku.model.Author;
import live.danmaku.model.CloseCode;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Identity;
import live.danmaku.model.Refusal;
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

    private final Lobby lobby;
    private final Joined joined;
    private final Outbox outbox;
    private final Author author;
    private @Nullable MessageBuffer partial;

    /** Made when the viewer first asks for missed batches. */
    private @Nullable Allowance allowance;

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
        }
    }

    private void act(ClientMessage message, @Nullable String ref) {
        if (message instanceof Post post) {
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
        } else if (message instanceof Ping) {
            outbox.answer(lobby.encoder().pong(room().seq(), room().online()));
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
        long now = lobby.time().nanos();
        Allowance allowed = allowance != null ? allowance : new Allowance(now);
        allowance = allowed;
        allowed.take(to - from + 1, lobby.settings().get().get(Key.RECOVER_RATE), now);
        LongFunction<String> finished = gone -> lobby.encoder().recovered(ref, from, to, gone);
        outbox.replay(new Replay(history::after, from, to, finished));
    }

    private void end(CloseCode code) {
        outbox.close(code.closing());
        leave();
    }
}
