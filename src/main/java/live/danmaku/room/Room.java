package live.danmaku.room;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import live.danmaku.config.Key;
import live.danmaku.config.Settings;
import live.danmaku.fanout.Audience;
import live.danmaku.fanout.Seat;
import live.danmaku.history.Allowed;
import live.danmaku.history.Entry;
import live.danmaku.history.History;
import live.danmaku.merge.Thinning;
import live.danmaku.model.Balance;
import live.danmaku.model.Batch;
import live.danmaku.model.Danmaku;
import live.danmaku.model.Draft;
import live.danmaku.model.Network;
import live.danmaku.model.RoomId;
import live.danmaku.model.RoomStatus;
import live.danmaku.telemetry.Counter;
import live.danmaku.transport.Heartbeat;
import live.danmaku.transport.Outbox;
import live.danmaku.transport.Pulse;
import live.danmaku.wire.Frame;
import org.jspecify.annotations.Nullable;

/**
 * What viewers watch together: its queue, its audience, its recent batches, and the tick that takes what the queue gathered
 * in a window, has it merged and encoded once, keeps it, and offers the frame to everybody.
 *
 * <p>One object is one epoch. {@link RoomRegistry} makes it, lets viewers join it only while it is registered, and
 * retires it when it is idle.
 *
 * <p>Threading: any thread offers; ticks come from the scheduler, one at a time, and the last one from {@link #end}:
 * {@code tickLock} keeps them apart. {@code seq} is written in the tick only, after the batch is kept and before its
 * broadcast begins, so that a viewer who joins first and reads it second finds all up to it kept and misses nothing above it.
 */
public final class Room implements Pacer.Work, Heartbeat.Group {

    private static final Logger LOG = System.getLogger("danmaku.room");

    private final RoomId id;
    private final String epoch;
    private final RoomContext context;
    private final Entrance entrance;
    private final Audience audience;
    private final History history;
    private final Intake intake = new Intake();
    private final Pacer pacer;
    private final Object tickLock = new Object();
    private volatile long seq;

    /** Number of the last batch whose broadcast has begun, and has ended if the audience is not busy. */
    private volatile long broadcastSeq;

    private volatile Fates fates = Fates.NONE;
    private volatile long activeNanos;

    Room(RoomId id, String epoch, RoomContext context, Entrance entrance) {
        this.id = id;
        this.epoch = epoch;
        this.context = context;
        this.entrance = entrance;
        this.audience = new Audience(context.settings().get().shards(), context.fanout());
        this.history = new History(context.kept());
        this.pacer = new Pacer(context.timer(), context.time(), this::window, this, this::countIfLate);
        this.activeNanos = context.time().nanos();
    }

    public RoomId id() {
        return id;
    }

    /** This life of the room. */
    public String epoch() {
        return epoch;
    }

    /** The room's figures about now. */
    public RoomStatus status() {
        return new RoomStatus(
                id, epoch, seq, audience.size(), window(), balance(), audience.skipped(), history.figures());
    }

    /** What became of the danmaku of this epoch, at one moment. */
    public Balance balance() {
        Fates decided = fates;
        return decided.balance(intake.figures().accepted());
    }

    /** Whether all danmaku that were decided on are accounted for. */
    boolean isBalanced() {
        return fates.agree();
    }

    /** Number of the last batch, 0 before the first. */
    public long seq() {
        return seq;
    }

    /** The recent batches: all up to {@link #seq} that it may keep. */
    public History history() {
        return history;
    }

    /** Viewers in the room. */
    public int online() {
        return audience.size();
    }

    /** How long the room gathers danmaku now. */
    public Duration window() {
        return context.settings().get().window(id);
    }

    /** Takes a viewer out, and gives back what it was counted as; harmless when it is out already. */
    void leave(Seat seat, @Nullable Network counted) {
        if (seat.leave()) {
            context.metrics().left(seat.viewer().sender());
            entrance.leave(counted);
            touch();
        }
    }

    /**
     * Accepts a danmaku.
     *
     * @return its id, or {@link Intake#FULL} or {@link Intake#CLOSED}
     */
    long offer(Draft draft) {
        int capacity = context.settings().get().get(Key.ROOM_QUEUE);
        long danmaku = intake.offer(draft, context.time().epochMillis(), capacity);
        if (danmaku > 0) {
            touch();
            pacer.wake();
        }
        return danmaku;
    }

    /** Only for the registry, which keeps it apart from {@link #retireIfIdle}. */
    Seat join(Outbox viewer) {
        Seat seat = audience.join(viewer);
        context.metrics().joined(viewer.sender());
        touch();
        return seat;
    }

    /**
     * Whether nobody is in the room and nothing happened for as long as the settings say, nor for as long as viewers may come
     * back for what they missed; may change while being told.
     */
    boolean isIdle() {
        Settings now = context.settings().get();
        long idle =
                Math.max(now.millis(Key.ROOM_IDLE).toNanos(), now.history(id).toNanos());
        return context.time().nanos() - activeNanos >= idle && audience.size() == 0;
    }

    /**
     * Ends the room if it {@link #isIdle} and has no danmaku.
     *
     * @return whether the room takes nothing any more
     */
    boolean retireIfIdle() {
        boolean retired = isIdle() && intake.closeIfEmpty();
        if (retired) {
            history.clear();
        }
        return retired;
    }

    /** Ends the room: the last batch leaves; every viewer is handed over when it has been offered it. */
    void end(Consumer<Outbox> served) {
        synchronized (tickLock) {
            publish(intake.close());
        }
        audience.forEachServed(served);
    }

    /**
     * Makes sure that what waits will leave, whatever became of the tick or the delivery that was planned for it, and that
     * what is too old is not kept.
     */
    void tidy() {
        pacer.rescue();
        help();
        history.tidy(context.time().nanos(), allowed());
    }

    /** Offers on this thread what waits to be offered. */
    void help() {
        audience.help();
    }

    /** Gives up what is kept of a room that was ended. */
    void forget() {
        history.clear();
    }

    @Override
    public void forEachViewer(Consumer<Outbox> action) {
        audience.forEach(action);
    }

    @Override
    public Optional<Pulse> pulse() {
        long offered = broadcastSeq;
        return audience.isBusy()
                ? Optional.empty()
                : Optional.of(new Pulse(offered, context.encoder().heartbeat(offered, online())));
    }

    @Override
    public boolean isWaiting() {
        return !intake.isEmpty();
    }

    /**
     * One window's end. While viewers are still being offered the batch before, nothing is taken from the queue: the next
     * window's batch has it too, and frames do not pile up.
     */
    @Override
    public void run() {
        synchronized (tickLock) {
            if (audience.isBusy()) {
                audience.help();
            }
            if (audience.isBusy()) {
                context.metrics().count(Counter.TICKS_PUT_OFF);
            } else {
                publish(intake.drain());
            }
        }
    }

    // Whatever goes wrong with one batch, memory included, must not end the room: it is counted and logged, and the
    // next one
    // goes out.
    @GuardedBy("tickLock")
    private void publish(List<Danmaku> gathered) {
        if (gathered.isEmpty()) {
            return;
        }
        long next = seq + 1;
        Fates before = fates;
        try {
            broadcast(context.merger().merge(id, epoch, next, audience.size(), thinning(), gathered));
            context.metrics().count(Counter.BATCHES);
        } catch (RuntimeException | Error e) {
            seq = next;
            if (fates.decided() == before.decided()) {
                fates = before.plusLost(gathered);
            }
            LOG.log(Level.ERROR, "room " + id + " epoch " + epoch + ": batch " + next + " is lost", e);
        } finally {
            broadcastSeq = next;
        }
    }

    /** Kept first, then numbered, then offered: who reads the number finds the batch kept, or is offered it. */
    @GuardedBy("tickLock")
    private void broadcast(Batch batch) {
        Frame frame = context.encoder().batch(batch);
        try {
            history.add(
                    new Entry(
                            frame.encoded(),
                            batch.items().size(),
                            context.encoder().leftOut(batch),
                            context.time().nanos()),
                    allowed());
            fates = fates.plus(batch);
            seq = batch.seq();
            audience.broadcast(frame);
        } finally {
            frame.release();
        }
    }

    private Allowed allowed() {
        return Allowed.of(context.settings().get(), id);
    }

    private Thinning thinning() {
        Settings now = context.settings().get();
        return new Thinning(now.get(Key.THIN, id), now.get(Key.THIN_VIP), now.get(Key.COMBINE, id) == 1);
    }

    private void countIfLate(long lateNanos) {
        if (lateNanos > window().toNanos() / 4) {
            context.metrics().count(Counter.LATE_BATCHES);
        }
    }

    private void touch() {
        activeNanos = context.time().nanos();
    }
}
