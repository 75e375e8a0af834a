package live.danmaku.transport;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import live.danmaku.model.CloseCode;
import live.danmaku.model.Frame;
import live.danmaku.telemetry.Counter;
import live.danmaku.telemetry.Metrics;
import org.jspecify.annotations.Nullable;

/**
 * What stands between a room and one viewer's socket: at most one message in flight, a bounded queue of answers, and one
 * place for the newest frame. A viewer that cannot keep up skips to the newest frame and is told how many it missed; a
 * viewer that does not even take its answers is closed.
 *
 * <p>Life: created, put into its room's audience, then {@link #open opened} with the first message, so that nothing can
 * overtake it and no frame after it is missed. {@link #closeAfterFlush} lets what is waiting leave first, {@link #close}
 * does not.
 *
 * <p>Threading: every method from any thread; {@code lock} guards the state and is never held while the socket is called.
 * Memory per viewer is bounded by the answers' bound and two frames, which are shared.
 */
public final class Outbox {

    /**
     * What all outboxes of a node have in common.
     *
     * @param maxAnswers answers that may wait, at least 1
     * @param skippedNotice makes the message that tells how many frames were left out
     * @param closing told of every connection whose closing handshake was started
     * @param metrics where frames, skips and failures are counted
     */
    public record Rules(
            int maxAnswers, LongFunction<String> skippedNotice, Consumer<ViewerSocket> closing, Metrics metrics) {}

    private enum Phase {
        CREATED,
        OPEN,
        CLOSING,
        CLOSED
    }

    private final ViewerSocket socket;
    private final Rules rules;
    private final Object lock = new Object();
    private final ViewerSocket.Completion answerDone = new Done(/* frame= */ false);
    private final ViewerSocket.Completion frameDone = new Done(/* frame= */ true);

    @GuardedBy("lock")
    private Phase phase = Phase.CREATED;

    @GuardedBy("lock")
    private final Queue<String> answers = new ArrayDeque<>(2);

    @GuardedBy("lock")
    private @Nullable Frame newest;

    /** The seq up to which this viewer has had, or been told of, every batch. */
    @GuardedBy("lock")
    private long seen;

    @GuardedBy("lock")
    private boolean inFlight;

    /** Whether a thread is inside {@code socket.send} right now. */
    @GuardedBy("lock")
    private boolean sending;

    @GuardedBy("lock")
    private @Nullable CloseCode closeCode;

    @GuardedBy("lock")
    private @Nullable Runnable closedAction;

    @GuardedBy("lock")
    private int pingsSent;

    @GuardedBy("lock")
    private int pingAnswered;

    public Outbox(ViewerSocket socket, Rules rules) {
        this.socket = socket;
        this.rules = rules;
    }

    /**
     * Lets messages leave, this one first.
     *
     * @param firstMessage what tells the viewer where it joined
     * @param seq number of the last batch before the viewer joined; frames up to it are not sent
     */
    public void open(String firstMessage, long seq) {
        synchronized (lock) {
            if (phase != Phase.CREATED) {
                return;
            }
            phase = Phase.OPEN;
            seen = seq;
            answers.add(firstMessage);
        }
        pump();
    }

    /**
     * Hands a frame over, in the order of its seq. Where an older one is still waiting, that one is left out.
     *
     * @return whether an older frame was left out for it
     */
    public boolean offer(Frame frame) {
        boolean leftOut;
        synchronized (lock) {
            if (phase == Phase.CLOSING || phase == Phase.CLOSED) {
                return false;
            }
            leftOut = phase == Phase.OPEN && newest != null;
            newest = frame;
        }
        if (leftOut) {
            rules.metrics().count(Counter.FRAMES_SKIPPED);
        }
        pump();
        return leftOut;
    }

    /** Hands an answer over. Where too many wait already, the viewer is closed: it asks faster than it takes answers. */
    public void answer(String message) {
        boolean overflow;
        synchronized (lock) {
            if (phase == Phase.CLOSING || phase == Phase.CLOSED) {
                return;
            }
            overflow = answers.size() >= rules.maxAnswers();
            if (!overflow) {
                answers.add(message);
            }
        }
        if (overflow) {
            rules.metrics().count(Counter.CLOSED_SLOW);
            close(CloseCode.TOO_SLOW);
        } else {
            pump();
        }
    }

    /**
     * Pings the viewer, or closes it when two pings in a row were not answered.
     *
     * <p>No more than two pings ever wait in a stuck connection.
     */
    public void heartbeat() {
        boolean dead;
        int ping;
        synchronized (lock) {
            if (phase != Phase.OPEN) {
                return;
            }
            dead = pingsSent - pingAnswered >= 2;
            ping = ++pingsSent;
        }
        if (dead) {
            rules.metrics().count(Counter.CLOSED_DEAD);
            close(CloseCode.TOO_SLOW);
        } else {
            socket.ping(ping);
        }
    }

    /** The viewer answered the ping of this number. Only the last one counts: it is behind everything sent before it. */
    public void pongReceived(int ping) {
        synchronized (lock) {
            if (ping == pingsSent) {
                pingAnswered = ping;
            }
        }
    }

    /** Takes no more, and closes the connection when what is waiting has left. */
    public void closeAfterFlush(CloseCode code) {
        boolean flush;
        synchronized (lock) {
            flush = phase == Phase.OPEN;
            if (flush) {
                phase = Phase.CLOSING;
                closeCode = code;
            }
        }
        if (flush) {
            pump();
        } else {
            close(code);
        }
    }

    /** Has the action run once when this outbox ends, whoever ends it; at once where it has ended already. */
    public void whenClosed(Runnable action) {
        synchronized (lock) {
            if (phase != Phase.CLOSED) {
                closedAction = action;
                return;
            }
        }
        action.run();
    }

    /** Drops what is waiting and closes the connection. */
    public void close(CloseCode code) {
        if (discard()) {
            socket.close(code);
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
        synchronized (lock) {
            if (phase == Phase.CLOSED) {
                return false;
            }
            phase = Phase.CLOSED;
            answers.clear();
            newest = null;
            action = closedAction;
            closedAction = null;
        }
        if (action != null) {
            action.run();
        }
        return true;
    }

    /** Whether nothing will be sent any more. */
    public boolean isClosed() {
        synchronized (lock) {
            return phase == Phase.CLOSED;
        }
    }

    /**
     * Sends for as long as there is something to send and the connection takes it at once. A completion that comes inside
     * {@code socket.send} only clears {@code inFlight}, and this loop goes on: no recursion, however many messages wait.
     */
    private void pump() {
        Runnable next = next();
        while (next != null) {
            try {
                next.run();
            } catch (RuntimeException | Error e) {
                // The session was closed between two looks at it, as some containers say here and some in the
                // completion;
                // or there was no memory to send with. It must be this viewer's end only.
                failed();
            }
            synchronized (lock) {
                sending = false;
            }
            next = next();
        }
    }

    /** What to do now that nothing is in flight: an answer, a notice of what was left out, the newest frame, the end. */
    private @Nullable Runnable next() {
        synchronized (lock) {
            if (phase == Phase.CREATED || phase == Phase.CLOSED || inFlight || sending) {
                return null;
            }
            String answer = answers.poll();
            Frame frame = newest;
            CloseCode code = closeCode;
            if (answer == null && (frame == null || frame.seq() <= seen)) {
                newest = null;
                return phase == Phase.CLOSING && code != null ? () -> close(code) : null;
            }
            inFlight = true;
            sending = true;
            if (answer != null) {
                return () -> socket.send(answer, answerDone);
            }
            return frameOrNotice(Objects.requireNonNull(frame));
        }
    }

    @GuardedBy("lock")
    private Runnable frameOrNotice(Frame frame) {
        long missed = frame.seq() - seen - 1;
        if (missed > 0) {
            seen += missed;
            return () -> socket.send(rules.skippedNotice().apply(missed), answerDone);
        }
        seen = frame.seq();
        newest = null;
        return () -> socket.send(frame, frameDone);
    }

    private void failed() {
        rules.metrics().count(Counter.SEND_FAILURES);
        close(CloseCode.INTERNAL_ERROR);
    }

    private final class Done implements ViewerSocket.Completion {

        private final boolean frame;

        Done(boolean frame) {
            this.frame = frame;
        }

        @Override
        public void sent() {
            if (frame) {
                rules.metrics().count(Counter.FRAMES_SENT);
            }
            synchronized (lock) {
                inFlight = false;
            }
            pump();
        }

        @Override
        public void failed(Throwable cause) {
            Outbox.this.failed();
        }
    }
}
