package live.danmaku.fanout;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import live.danmaku.model.CloseCode;
import live.danmaku.transport.Outbox;
import live.danmaku.wire.Frame;
import org.jspecify.annotations.Nullable;

/**
 * Viewers of a room that are served together. A frame is offered to them in pieces, so that whatever else their thread has
 * to do comes between two pieces; the next frame follows when the last piece is done.
 *
 * <p>Threading: any thread; {@code this} guards the seats and the frames. It is never held while a viewer is offered a
 * frame. At most one thread serves the section at a time.
 */
final class Section implements Runnable {

    private static final Logger LOG = System.getLogger("danmaku.fanout");

    /** Viewers served without a break: at 10 us each, 2.5 ms. */
    private static final int PIECE = 256;

    private final Executor home;
    private final AtomicInteger audienceSize;
    private final LongAdder skipped;

    /** The first {@code size} are taken. */
    @GuardedBy("this")
    private @Nullable Seat[] seats = new Seat[4];

    /** Who sits in which seat: what a delivery goes through, without a look at the seats. */
    @GuardedBy("this")
    private @Nullable Outbox[] viewers = new Outbox[4];

    @GuardedBy("this")
    private int size;

    /** Offered next; a newer frame takes its place, and the viewers are told what was left out. */
    @GuardedBy("this")
    private @Nullable Offer waiting;

    @GuardedBy("this")
    private @Nullable Delivery current;

    /** Whether a thread is offering the current frame right now. */
    @GuardedBy("this")
    private boolean serving;

    /** Done with every viewer when the last frame has been offered to all. */
    @GuardedBy("this")
    private @Nullable Consumer<Outbox> farewell;

    /** A frame that is held for this section, and the broadcast that it belongs to. */
    private record Offer(Frame frame, Fanout fanout) {

        /** It was offered to all, or another one took its place. */
        void end() {
            frame.release();
            fanout.end();
        }
    }

    /** One frame on its way to those who were there when it came. */
    private static final class Delivery {

        private final Offer offer;
        private final Outbox[] audience;
        private int next;

        Delivery(Offer offer, Outbox[] audience) {
            this.offer = offer;
            this.audience = audience;
        }
    }

    Section(Executor home, AtomicInteger audienceSize, LongAdder skipped) {
        this.home = home;
        this.audienceSize = audienceSize;
        this.skipped = skipped;
    }

    synchronized Seat join(Outbox viewer) {
        if (size == seats.length) {
            seats = Arrays.copyOf(seats, 2 * size);
            viewers = Arrays.copyOf(viewers, 2 * size);
        }
        Seat seat = new Seat(this, viewer, size);
        viewers[size] = viewer;
        seats[size++] = seat;
        audienceSize.incrementAndGet();
        return seat;
    }

    synchronized boolean leave(Seat seat) {
        if (seat.index == Seat.LEFT) {
            return false;
        }
        Seat last = seats[--size];
        seats[seat.index] = last;
        last.index = seat.index;
        viewers[seat.index] = viewers[size];
        seats[size] = null;
        viewers[size] = null;
        seat.index = Seat.LEFT;
        if (size < seats.length / 4 && seats.length > 4) {
            seats = Arrays.copyOf(seats, seats.length / 2);
            viewers = Arrays.copyOf(viewers, viewers.length / 2);
        }
        audienceSize.decrementAndGet();
        return true;
    }

    void forEach(Consumer<Outbox> action) {
        for (Outbox viewer : present()) {
            action.accept(viewer);
        }
    }

    /** Does something with every viewer, but not before it has been offered the frames that came before. */
    void forEachServed(Consumer<Outbox> action) {
        synchronized (this) {
            if (current != null) {
                farewell = action;
                return;
            }
        }
        forEach(action);
    }

    synchronized boolean isBusy() {
        return current != null;
    }

    void prepare(Frame frame) {
        Outbox anybody;
        synchronized (this) {
            anybody = size == 0 ? null : viewers[0];
        }
        if (anybody != null) {
            anybody.prepare(frame);
        }
    }

    /**
     * Offers a frame to all who are here, after the frames before it.
     *
     * @param fanout told when they have been offered it
     * @param here whether on the calling thread
     */
    void deliver(Frame frame, Fanout fanout, boolean here) {
        Offer replaced = null;
        synchronized (this) {
            if (size == 0) {
                return;
            }
            frame.retain();
            fanout.begin();
            Offer offer = new Offer(frame, fanout);
            if (current == null) {
                current = new Delivery(offer, present());
            } else {
                replaced = waiting;
                waiting = offer;
                skipped.add(replaced == null ? 0 : size);
            }
        }
        if (replaced != null) {
            replaced.end();
        }
        if (here) {
            help();
        } else {
            submit();
        }
    }

    /** Does on the calling thread what nobody is doing yet, because the home is late or has lost the task. */
    void help() {
        while (serveOnePiece()) {
            // The next piece.
        }
    }

    /** Serves one piece, and comes back for the rest behind what else its thread has to do. */
    @Override
    public void run() {
        if (serveOnePiece()) {
            submit();
        }
    }

    private void submit() {
        try {
            home.execute(this);
        } catch (RejectedExecutionException e) {
            // A server that is stopping: its viewers still get their last batch.
            help();
        }
    }

    /** Answers whether there is more to serve, and nobody else doing so. */
    private boolean serveOnePiece() {
        Delivery delivery;
        synchronized (this) {
            if (serving || current == null) {
                return false;
            }
            serving = true;
            delivery = current;
        }
        int end = Math.min(delivery.next + PIECE, delivery.audience.length);
        boolean offered = false;
        try {
            while (delivery.next < end) {
                offer(delivery.audience[delivery.next++], delivery.offer.frame());
            }
            offered = true;
        } finally {
            if (!offered) {
                // Not even logging worked; whoever comes next goes on with the next viewer.
                synchronized (this) {
                    serving = false;
                }
            }
        }
        boolean finished = end == delivery.audience.length;
        boolean more;
        Consumer<Outbox> last = null;
        synchronized (this) {
            serving = false;
            if (finished) {
                current = waiting == null ? null : new Delivery(waiting, present());
                waiting = null;
            }
            more = current != null;
            if (!more) {
                last = farewell;
                farewell = null;
            }
        }
        if (finished) {
            delivery.offer.end();
        }
        if (last != null) {
            forEach(last);
        }
        return more;
    }

    // A fault with one viewer is that viewer's end, and not the others' loss.
    private void offer(Outbox viewer, Frame frame) {
        try {
            if (viewer.offer(frame)) {
                skipped.increment();
            }
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "a viewer could not be offered batch " + frame.seq(), e);
            viewer.close(CloseCode.INTERNAL_ERROR.closing());
        }
    }

    private synchronized Outbox[] present() {
        return Arrays.copyOf(viewers, size);
    }
}
