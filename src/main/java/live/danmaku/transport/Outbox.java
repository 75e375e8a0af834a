package live.danmaku.transport;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import live.danmaku.model.CloseCode;
import live.danmaku.model.Closing;
import live.danmaku.model.TimeSource;
import live.danmaku.telemetry.Counter;
import live.danmaku.telemetry.Metrics;
import live.danmaku.wire.Frame;
import live.danmaku.wire.WireFormat;
import org.jspecify.annotations.Nullable;

/**
 * What stands between a room and one viewer's socket: at most one message in flight, a bounded queue of answers, and one
 * place for the newest frame ({@link Lineup}). A viewer that cannot keep up skips to the newest frame and is told how many it missed; a
 * viewer that does not even take its answers is closed.
 *
 * <p>A viewer that came back, or came late, is first sent what its room has kept: frame by frame out of the {@link Past},
 * from where it was to where the live frames are, so that nothing is doubled, left out or out of order, and nothing waits for
 * it but a number. A live viewer that missed frames gets them again behind the live ones ({@link #replay}).
 *
 * <p>Containers differ in what a completed send means: on some the bytes are in the socket, on others megabytes may wait
 * unseen. So what counts is what the viewer confirmed: pings go out behind the data, each pong confirms everything before
 * its ping, and while more than {@link Rules#maxUnconfirmed} bytes are unconfirmed nothing more is sent ({@link Backlog}).
 *
 * <p>Life: created, put into its room's audience, then {@link #open opened} with the first message, so that nothing can
 * overtake it and no frame after it is missed. {@link #closeAfterFlush} lets what is waiting leave first, {@link #close}
 * does not.
 *
 * <p>Threading: every method from any thread; {@code this} guards the state and is never held while the socket is called.
 * Memory per viewer is bounded by the answers' bound and two frames, which are shared.
 */
public final class Outbox {

    /**
     * What all outboxes of a node have in common.
     *
     * @param maxAnswers answers that may wait, at least 1
     * @param maxUnconfirmed bytes that may be on their way to a viewer; the message that exceeds it is still sent
     * @param skippedNotice makes the message that tells how many frames were left out
     * @param closing told of every connection whose closing handshake was started
     * @param time tells how old a ping is
     * @param metrics where frames, skips and failures are counted
     */
    public record Rules(
            int maxAnswers,
            int maxUnconfirmed,
            LongFunction<String> skippedNotice,
            Consumer<ViewerSocket> closing,
            TimeSource time,
            Metrics metrics) {}

    private enum Phase {
        CREATED,
        OPEN,
        CLOSING,
        CLOSED
    }

    private final ViewerSocket socket;
    private final Rules rules;
    private final ViewerSocket.Completion done = new Done();

    @GuardedBy("this")
    private Phase phase = Phase.CREATED;

    @GuardedBy("this")
    private final Lineup waiting;

    @GuardedBy("this")
    private boolean inFlight;

    /** The frame that is in flight, if it is one. */
    @GuardedBy("this")
    private @Nullable Frame writing;

    /** Whether a thread is inside {@code socket.send} right now. */
    @GuardedBy("this")
    private boolean sending;

    @GuardedBy("this")
    private @Nullable Closing closing;

    @GuardedBy("this")
    private @Nullable Runnable closedAction;

    @GuardedBy("this")
    private final Unconfirmed unconfirmed = new Unconfirmed();

    /** Beats at which a frame waited, since the connection last took or the viewer last confirmed anything. */
    @GuardedBy("this")
    private int beatsStuck;

    public Outbox(ViewerSocket socket, Rules rules) {
        this.socket = socket;
        this.rules = rules;
        this.waiting = new Lineup(rules);
    }

    /** See {@link ViewerSocket#home()}. */
    public @Nullable Executor home() {
        return socket.home();
    }

    /** See {@link ViewerSocket#format()}. */
    public WireFormat format() {
        return socket.format();
    }

    /** The way and the format in which this viewer is sent to, as in figures. */
    public String sender() {
        return socket.way() + " " + socket.format().label();
    }

    /** See {@link ViewerSocket#prepare}. */
    public void prepare(Frame frame) {
        socket.prepare(frame);
    }

    /** What is on its way to this viewer, on whatever server. */
    public synchronized Backlog backlog() {
        boolean counted = phase == Phase.OPEN || phase == Phase.CLOSING;
        return new Backlog(
                unconfirmed.bytes(),
                unconfirmed.pingAgeNanos(rules.time().nanos()),
                counted && writing != null ? 1 : 0,
                counted ? waiting.counted() : 0);
    }

    /** Opens without a past: see {@link #open(String, long, long, Past)}. */
    public void open(String firstMessage, long seq) {
        open(firstMessage, seq, seq, Past.NONE);
    }

    /**
     * Lets messages leave, this one first.
     *
     * @param firstMessage what tells the viewer where it joined
     * @param seq frames up to it are not sent
     * @param last number of the last batch before the viewer joined; those between {@code seq} and it come from the past
     * @param past what the room has kept
     */
    public void open(String firstMessage, long seq, long last, Past past) {
        Object next;
        synchronized (this) {
            if (phase != Phase.CREATED) {
                return;
            }
            phase = Phase.OPEN;
            waiting.begin(firstMessage, seq, last, past);
            next = next();
        }
        pump(next);
    }

    /**
     * Hands a frame over, in the order of its seq. Where an older one is still waiting, that one is left out, unless the
     * viewer is catching up: then it comes from the past.
     *
     * @return whether an older frame was left out for it
     */
    public boolean offer(Frame frame) {
        boolean leftOut;
        Object next;
        synchronized (this) {
            if (phase == Phase.CLOSING || phase == Phase.CLOSED || waiting.hasSeen(frame.seq())) {
                return false;
            }
            leftOut = waiting.offer(frame, phase == Phase.OPEN);
            next = next();
        }
        pump(next);
        return leftOut;
    }

    /**
     * Sends a range of frames again, behind live ones, and then the message that ends the range. For a viewer that {@link
     * #isReplaying} already, the rest of that range is left out.
     */
    public void replay(Replay wanted) {
        Object next;
        synchronized (this) {
            if (phase != Phase.OPEN) {
                return;
            }
            waiting.replay(wanted);
            next = next();
        }
        pump(next);
    }

    /** Whether a range is still being sent again. */
    public synchronized boolean isReplaying() {
        return waiting.isReplaying();
    }

    /** Hands an answer over. Where too many wait already, the viewer is closed: it asks faster than it takes answers. */
    public void answer(String message) {
        boolean overflow;
        Object next = null;
        synchronized (this) {
            if (phase == Phase.CLOSING || phase == Phase.CLOSED) {
                return;
            }
            overflow = !waiting.answer(message);
            if (!overflow) {
                next = next();
            }
        }
        if (overflow) {
            rules.metrics().count(Counter.CLOSED_SLOW);
            close(CloseCode.TOO_SLOW.closing());
        } else {
            pump(next);
        }
    }

    /** A beat has passed: closes a viewer that has answered nothing, or whose frames have waited, for too many of them. */
    void beat(Patience patience) {
        boolean dead;
        boolean stuck;
        synchronized (this) {
            if (phase != Phase.OPEN) {
                return;
            }
            beatsStuck = waiting.hasFrames() ? beatsStuck + 1 : 0;
            dead = unconfirmed.beat() > patience.unanswered();
            stuck = beatsStuck > patience.stuck();
        }
        if (dead || stuck) {
            rules.metrics().count(dead ? Counter.CLOSED_DEAD : Counter.CLOSED_STUCK);
            close(CloseCode.TOO_SLOW.closing());
        }
    }

    /**
     * Pings the viewer, unless it answered another ping just now, and tells it before that where its room is, if nothing else
     * is to be sent to it. Only a viewer that
     * has had everything is told by the pulse alone, so that none takes it for a gap that will still be closed. One that has
     * not, although nothing waits for it, lost a delivery: it is told how much.
     *
     * @param pulse what everybody in the room has been offered; null where that is not known right now
     */
    void heartbeat(@Nullable Pulse pulse) {
        long lost = 0;
        Object next = null;
        synchronized (this) {
            if (pulse != null && isIdle() && !waiting.hasSeen(pulse.seq() + 1)) {
                lost = waiting.tell(pulse);
                next = lost == 0 ? next() : taken(waiting.notice(lost));
            }
        }
        if (lost > 0) {
            rules.metrics().count(Counter.DELIVERIES_LOST);
        }
        pump(next);
        int ping;
        synchronized (this) {
            if (phase != Phase.OPEN) {
                return;
            }
            ping = unconfirmed.nextHeartbeat(rules.time().nanos());
        }
        ping(ping);
    }

    /**
     * The viewer answered the ping of this number. Any of them shows that it is there; only the last one tells that
     * everything before it has arrived.
     */
    public void pongReceived(int ping) {
        int probe;
        Object next;
        synchronized (this) {
            if (!unconfirmed.answered(ping)) {
                return;
            }
            beatsStuck = 0;
            if (!unconfirmed.isLastPingAnswered()) {
                return;
            }
            probe = probe();
            next = next();
        }
        ping(probe);
        pump(next);
    }

    /** Takes no more, and closes the connection when what is waiting has left. */
    public void closeAfterFlush(Closing end) {
        boolean flush;
        Object next = null;
        synchronized (this) {
            flush = phase == Phase.OPEN;
            if (flush) {
                phase = Phase.CLOSING;
                closing = end;
                next = next();
            }
        }
        if (flush) {
            pump(next);
        } else {
            close(end);
        }
    }

    /** Has the action run once when this outbox ends, whoever ends it; at once where it has ended already. */
    public void whenClosed(Runnable action) {
        synchronized (this) {
            if (phase != Phase.CLOSED) {
                closedAction = action;
                return;
            }
        }
        action.run();
    }

    /** Drops what is waiting and closes the connection. */
    public void close(Closing end) {
        if (discard()) {
            rules.metrics().closed(end.code());
            socket.close(end);
            rules.closing().accept(socket);
        }
    }

    /**
     * Drops what is waiting, for a connection that is gone.
     *
     * @return whether this was the first call
     */
    public boolean discard() {
        Runnable action;
        synchronized (this) {
            if (phase == Phase.CLOSED) {
                return false;
            }
            Backlog left = backlog();
            rules.metrics().add(Counter.FRAMES_FAILED_CLOSED, left.inFlight() + left.waiting());
            phase = Phase.CLOSED;
            waiting.clear();
            action = closedAction;
            closedAction = null;
        }
        if (action != null) {
            action.run();
        }
        return true;
    }

    /** Whether nothing will be sent any more. */
    public synchronized boolean isClosed() {
        return phase == Phase.CLOSED;
    }

    /**
     * Sends for as long as there is something to send and the connection takes it at once. A completion that comes inside
     * {@code socket.send} only clears {@code inFlight}, and this loop goes on: no recursion, however many messages wait.
     *
     * @param first what {@link #next()} answered
     */
    private void pump(@Nullable Object first) {
        Object next = first;
        while (next != null) {
            int bytes = transmit(next);
            rules.metrics().add(Counter.BYTES_SENT, bytes);
            int probe;
            synchronized (this) {
                sending = false;
                unconfirmed.add(bytes);
                probe = probe();
                next = next();
            }
            ping(probe);
        }
    }

    /** Does what {@link #next()} answered, and tells how many bytes it was about. */
    private int transmit(Object next) {
        try {
            if (next instanceof Frame frame) {
                int bytes = socket.prepare(frame);
                socket.send(frame, done);
                return bytes;
            }
            if (next instanceof String message) {
                socket.send(message, done);
                return message.length();
            }
            close((Closing) next);
        } catch (RuntimeException | Error e) {
            // The session was closed between two looks at it, as some containers say here and some in the completion;
            // or there was no memory to send with. It must be this viewer's end only.
            done.failed(e);
        }
        return 0;
    }

    /**
     * What to do now that nothing is in flight: a message or a frame to send, or how to close; null where there is nothing to
     * do, or somebody is doing it.
     */
    @GuardedBy("this")
    private @Nullable Object next() {
        if (phase == Phase.CREATED || phase == Phase.CLOSED || inFlight || sending) {
            return null;
        }
        boolean last = phase == Phase.CLOSING;
        Object message = waiting.next(isTooMuchUnconfirmed(), last);
        if (message != null) {
            return taken(message);
        }
        return last ? closing : null;
    }

    @GuardedBy("this")
    private Object taken(Object message) {
        inFlight = true;
        sending = true;
        writing = message instanceof Frame frame ? frame : null;
        return message;
    }

    @GuardedBy("this")
    private boolean isTooMuchUnconfirmed() {
        return unconfirmed.bytes() >= rules.maxUnconfirmed();
    }

    /** Whether a message could leave now, and there is none. */
    @GuardedBy("this")
    private boolean isIdle() {
        return phase == Phase.OPEN && !inFlight && !sending && waiting.isEmpty() && !isTooMuchUnconfirmed();
    }

    /** The number of a ping to send because much is unconfirmed, or 0. One at a time, for only the last one counts. */
    @GuardedBy("this")
    private int probe() {
        boolean due = unconfirmed.isLastPingAnswered() && unconfirmed.bytes() >= rules.maxUnconfirmed() / 2;
        return due && phase == Phase.OPEN ? unconfirmed.nextPing(rules.time().nanos()) : 0;
    }

    private void ping(int number) {
        if (number != 0) {
            socket.ping(number);
        }
    }

    private final class Done implements ViewerSocket.Completion {

        @Override
        public void sent() {
            Frame written;
            boolean within;
            synchronized (Outbox.this) {
                written = writing;
                writing = null;
                inFlight = false;
                beatsStuck = 0;
                within = sending;
                if (written != null && phase != Phase.CLOSED) {
                    rules.metrics().count(Counter.FRAMES_SENT);
                }
            }
            if (written != null) {
                written.release();
            }
            if (!within) {
                Object next;
                synchronized (Outbox.this) {
                    next = next();
                }
                pump(next);
            }
        }

        @Override
        public void failed(Throwable cause) {
            Frame lost;
            synchronized (Outbox.this) {
                lost = writing;
                writing = null;
                if (lost != null && phase != Phase.CLOSED) {
                    rules.metrics().count(Counter.FRAMES_FAILED_ERROR);
                }
            }
            if (lost != null) {
                lost.release();
            }
            rules.metrics().count(Counter.SEND_FAILURES);
            close(CloseCode.INTERNAL_ERROR.closing());
        }
    }
}
