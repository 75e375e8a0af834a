package live.danmaku.transport;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Pings every viewer once an interval, and tells those who are quiet where their room is, without a timer or a place in a
 * table per viewer: each beat looks at all viewers and serves those whose turn it is. Pings keep connections through the
 * read time-outs of servers and proxies, and find those that are dead. A connection that is being closed has an interval to
 * do so, then it is dropped: a peer that does not read would otherwise keep what waits for it in the container's memory for
 * ever. One that is known to be gone is forgotten with the next beat.
 *
 * <p>A viewer's time is counted in beats, not read from a clock: while the server stands still, nobody's patience ends.
 *
 * <p>Threading: any thread, but {@link #beat} from one at a time.
 */
public final class Heartbeat {

    /** Beats in the shortest of the times that are kept: how exactly they are. */
    private static final int GRAIN = 8;

    /** Viewers who are sent the same batches. */
    public interface Group {

        /** Does something with each of them. */
        void forEachViewer(Consumer<Outbox> action);

        /** What all of them have been offered; empty while that is changing. */
        Optional<Pulse> pulse();
    }

    /** A connection whose closing handshake was started, and the beat at which it is dropped. */
    private record Lingering(ViewerSocket socket, long lastBeat) {}

    private final Queue<Lingering> lingering = new ConcurrentLinkedQueue<>();
    private final Duration period;
    private final int turns;
    private final Patience patience;
    private volatile long beats;

    /**
     * @param interval between two pings to a viewer
     * @param timeout within which a ping has to be answered
     * @param stuck for which a viewer's frames may wait while nothing is taken and nothing confirmed
     */
    public Heartbeat(Duration interval, Duration timeout, Duration stuck) {
        this.period = Stream.of(interval, timeout, stuck)
                .min(Duration::compareTo)
                .orElseThrow()
                .dividedBy(GRAIN);
        this.turns = beatsIn(interval);
        this.patience = new Patience(beatsIn(timeout), beatsIn(stuck));
    }

    /** How often to call {@link #beat}. */
    public Duration period() {
        return period;
    }

    /** Has a connection dropped that is still there an interval from now. */
    public void awaitEnd(ViewerSocket socket) {
        lingering.add(new Lingering(socket, beats + turns));
    }

    /** Closes viewers that are gone, pings those whose turn it is, and drops connections whose time to close is over. */
    public void beat(Collection<? extends Group> groups) {
        long beat = beats + 1;
        beats = beat;
        groups.forEach(group -> group.forEachViewer(new Visit(group, (int) (beat % turns))));
        lingering.removeIf(connection -> connection.socket().isGone());
        for (Lingering next = lingering.peek(); next != null && next.lastBeat() < beat; next = lingering.peek()) {
            lingering.poll();
            next.socket().abort();
        }
    }

    /** Connections whose closing handshake was started and that may still be there. */
    int lingering() {
        return lingering.size();
    }

    /** Whether every connection that was being closed is over. */
    public boolean allEnded() {
        lingering.removeIf(connection -> connection.socket().isClosed());
        return lingering.isEmpty();
    }

    /** Drops every connection that is being closed, without waiting longer. */
    public void abortLingering() {
        for (Lingering next = lingering.poll(); next != null; next = lingering.poll()) {
            next.socket().abort();
        }
    }

    /** How many beats it takes until at least this time is over. */
    private int beatsIn(Duration time) {
        return Math.toIntExact(time.plus(period).minusNanos(1).dividedBy(period));
    }

    /** One beat of a group: its pulse is made once, and only if somebody is to have it. */
    private final class Visit implements Consumer<Outbox> {

        private final Group group;
        private final int turn;
        private boolean asked;
        private @Nullable Pulse pulse;

        Visit(Group group, int turn) {
            this.group = group;
            this.turn = turn;
        }

        @Override
        public void accept(Outbox viewer) {
            viewer.beat(patience);
            if (System.identityHashCode(viewer) % turns == turn) {
                if (!asked) {
                    asked = true;
                    pulse = group.pulse().orElse(null);
                }
                viewer.heartbeat(pulse);
            }
        }
    }
}
