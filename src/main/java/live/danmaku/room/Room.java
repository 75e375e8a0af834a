package live.danmaku.room;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import live.danmaku.cluster.NodeMessage.Notice;
import live.danmaku.cluster.NodeMessage.Recalled;
import live.danmaku.cluster.NodeMessage.Window;
import live.danmaku.config.Key;
import live.danmaku.config.Settings;
import live.danmaku.fanout.Audience;
import live.danmaku.fanout.Seat;
import live.danmaku.history.Allowed;
import live.danmaku.history.Entry;
import live.danmaku.history.History;
import live.danmaku.merge.Thinning;
import live.danmaku.model.Acts;
import live.danmaku.model.Author;
import live.danmaku.model.Balance;
import live.danmaku.model.Batch;
import live.danmaku.model.CloseCode;
import live.danmaku.model.Danmaku;
import live.danmaku.model.Draft;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Origin;
import live.danmaku.model.Refusal;
import live.danmaku.model.Relayed;
import live.danmaku.model.RoomId;
import live.danmaku.model.RoomStatus;
import live.danmaku.telemetry.Counter;
import live.danmaku.telemetry.Timing;
import live.danmaku.transport.Heartbeat;
import live.danmaku.transport.Outbox;
import live.danmaku.transport.Pulse;
import live.danmaku.wire.Frame;

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
    private final ActsDue due = new ActsDue();
    private final Link link;
    private final Pacer pacer;
    private final Object tickLock = new Object();
    private volatile long seq;

    /** Number of the last batch whose broadcast has begun, and has ended if the audience is not busy. */
    private volatile long broadcastSeq;

    private volatile Fates fates = Fates.NONE;
    private volatile long activeNanos;

    /** When the tick that runs, or ran last, began. */
    @GuardedBy("tickLock")
    private long tickBegin;

    Room(RoomId id, String epoch, RoomContext context, Entrance entrance) {
        this.id = id;
        this.epoch = epoch;
        this.context = context;
        this.entrance = entrance;
        this.audience = new Audience(context.settings().get().shards(), context.fanout());
        this.history = new History(context.kept());
        this.link = Link.of(id, epoch, context, intake, tickLock);
        Rhythm windows = link.rhythm(this::window);
        this.pacer = new Pacer(context.timer(), context.time(), windows, this, this::countIfLate);
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
                id,
                epoch,
                seq,
                audience.size(),
                watching(),
                window(),
                balance(),
                audience.skipped(),
                history.figures());
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

    /** Viewers in the room on this node. */
    public int online() {
        return audience.size();
    }

    /** Viewers in the room on all nodes, as far as these have said so. */
    public int watching() {
        return audience.size() + context.relay().viewersElsewhere(id);
    }

    /** How long the room gathers danmaku now. */
    public Duration window() {
        return context.settings().get().window(id);
    }

    /** Takes a viewer out, and gives back what it was counted as; harmless when it is out already. */
    void leave(Seat seat, Place place) {
        if (seat.leave()) {
            context.metrics().left(seat.viewer().sender());
            entrance.leave(place);
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
            link.accepted(danmaku);
        }
        return danmaku;
    }

    /** Takes in what another node has accepted: all of it that is new here, or, where there is no place for it, none. */
    void takeIn(Window window) {
        List<Danmaku> news = link.news(window);
        if (news.isEmpty()) {
            return;
        }
        // Twice the queue's bound: what is posted here must not keep out what is posted elsewhere.
        int capacity = 2 * context.settings().get().get(Key.ROOM_QUEUE);
        long last = intake.offerAll(news, context.time().epochMillis(), capacity);
        if (last > 0) {
            context.metrics().add(Counter.RELAYED, news.size());
            pacer.wake();
        } else if (last == Intake.FULL) {
            link.miss(news.size());
        }
    }

    /**
     * Takes danmaku back: the room forgets them now, and its viewers are told with the next batch.
     *
     * @param ids of this epoch
     * @throws Refusal {@code danmaku_unknown} or {@code room_busy}
     */
    void recall(String ofEpoch, List<Long> ids) {
        long accepted = intake.figures().accepted();
        if (!epoch.equals(ofEpoch) || ids.stream().anyMatch(one -> one > accepted)) {
            throw new Refusal(ErrorCode.DANMAKU_UNKNOWN, "the room has no danmaku of this epoch and id");
        }
        // Told first: what a tick has taken already, and is about to keep, is taken back by the tick after it.
        tell(Acts.recall(ids));
        if (context.relay().isOn()) {
            context.relay().tell(new Recalled(id, ids.stream().map(this::origin).toList()));
        }
        redact(0, Set.copyOf(ids));
    }

    /** Does the same with danmaku that somebody on another node took back; what has not come yet will not be taken in. */
    void recall(List<Origin> origins) {
        List<Long> here = new ArrayList<>();
        for (Origin origin : origins) {
            OptionalLong known = epoch.equals(origin.epoch()) ? OptionalLong.of(origin.id()) : idHere(origin);
            if (known.isPresent()) {
                here.add(known.getAsLong());
            } else {
                link.recall(origin);
            }
        }
        if (!here.isEmpty() && tellIfNotBusy(Acts.recall(here))) {
            redact(0, Set.copyOf(here));
        }
    }

    private OptionalLong idHere(Origin origin) {
        OptionalLong waiting = intake.waitingAfter(0).stream()
                .filter(one -> origin.equals(one.origin()))
                .mapToLong(Danmaku::id)
                .findFirst();
        return waiting.isPresent() ? waiting : history.idOf(origin);
    }

    /** Where a danmaku of this epoch was accepted. */
    private Origin origin(long danmaku) {
        return history.originOf(danmaku)
                .or(() -> intake.waitingAfter(danmaku - 1).stream()
                        .filter(one -> one.id() == danmaku)
                        .flatMap(one -> Stream.ofNullable(one.origin()))
                        .findFirst())
                .orElseGet(() -> new Origin(epoch, danmaku));
    }

    /** Who posted a danmaku of this epoch, for as long as its batch is kept. */
    Optional<Author> author(String ofEpoch, long danmaku) {
        return epoch.equals(ofEpoch) ? history.author(danmaku) : Optional.empty();
    }

    /** Has the next batch, which leaves within a window, say what the room's rules are now. */
    void rulesChanged() {
        tell(Acts.change(context.sanctions().rules(id)));
    }

    /**
     * Has everybody in the room, on whatever node, see a text.
     *
     * @throws Refusal {@code room_busy}
     */
    void announce(String text) {
        tell(Acts.notice(text));
        context.relay().tell(new Notice(id, text));
    }

    /**
     * Tells everybody in the room something with the next batch.
     *
     * @throws Refusal {@code room_busy}
     */
    void tell(Acts acts) {
        if (!tellIfNotBusy(acts)) {
            throw new Refusal(
                    ErrorCode.ROOM_BUSY,
                    "moderators did " + ActsDue.MAX + " things in this window, its most",
                    window());
        }
    }

    /** The same, where answering false is enough. */
    boolean tellIfNotBusy(Acts acts) {
        boolean added = due.add(acts);
        if (added) {
            touch();
            pacer.wake();
        }
        return added;
    }

    /** Ends all viewers' connections, each when what waits for it has left. */
    void closeViewers() {
        audience.forEach(viewer -> viewer.closeAfterFlush(CloseCode.ROOM_CLOSED.closing()));
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
            tickBegin = context.time().nanos();
            List<Danmaku> last = intake.close();
            publish(last, due.take());
            link.end();
        }
        audience.forEachServed(served);
    }

    /**
     * Makes sure that what waits will leave, whatever became of the tick or the delivery that was planned for it, and that
     * what is too old is not kept.
     */
    void tidy() {
        pacer.rescue();
        link.rescue();
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
                : Optional.of(new Pulse(offered, context.encoder().heartbeat(offered, watching())));
    }

    @Override
    public boolean isWaiting() {
        return !intake.isEmpty() || !due.isEmpty();
    }

    /**
     * One window's end. While viewers are still being offered the batch before, nothing is taken from the queue: the next
     * window's batch has it too, and frames do not pile up.
     */
    @Override
    public void run() {
        synchronized (tickLock) {
            tickBegin = context.time().nanos();
            if (audience.isBusy()) {
                audience.help();
            }
            if (audience.isBusy()) {
                context.metrics().count(Counter.TICKS_PUT_OFF);
            } else {
                // What was done first: a recall that is taken here is of what is drained now or was before.
                Acts acts = due.take();
                publish(intake.drain(), acts);
            }
            context.metrics().took(Timing.TICK_DURATION, context.time().nanos() - tickBegin);
        }
    }

    // Whatever goes wrong with one batch, memory included, must not end the room: it is counted and logged, and the
    // next one
    // goes out.
    @GuardedBy("tickLock")
    private void publish(List<Danmaku> gathered, Acts acts) {
        if (gathered.isEmpty() && acts.isNone()) {
            return;
        }
        long next = seq + 1;
        Fates before = fates;
        link.taken(gathered);
        try {
            if (!acts.recalled().isEmpty()) {
                redact(seq - 1, Set.copyOf(acts.recalled()));
            }
            broadcast(batch(next, gathered, acts), gathered);
            context.metrics().count(Counter.BATCHES);
        } catch (RuntimeException | Error e) {
            seq = next;
            if (fates.decided() == before.decided()) {
                fates = before.plusLost(gathered);
            }
            LOG.log(Level.ERROR, "room " + id + " epoch " + epoch + ": batch " + next + " is lost", e);
        } finally {
            broadcastSeq = next;
            List<Danmaku> own = own(gathered);
            if (!own.isEmpty()) {
                context.listener().accepted(id, epoch, own);
            }
        }
    }

    private Batch batch(long next, List<Danmaku> gathered, Acts acts) {
        Set<Long> ids = Set.copyOf(acts.recalled());
        List<Danmaku> shown = ids.isEmpty()
                ? gathered
                : gathered.stream().filter(one -> !ids.contains(one.id())).toList();
        int online = watching();
        Batch merged = shown.isEmpty()
                ? Batch.of(id, epoch, next, online, context.time().epochMillis(), fates.decided(), acts)
                : context.merger().merge(id, epoch, next, online, thinning(), shown);
        Batch batch = merged.with(Relayed.of(gathered, link.takeMissed()));
        if (acts.isNone()) {
            return batch;
        }
        List<Danmaku> recalled =
                gathered.stream().filter(one -> ids.contains(one.id())).toList();
        // Two moderators may have told of their rules in the other order: what holds now is what counts.
        return batch.with(
                acts.rules() == null
                        ? acts
                        : acts.then(Acts.change(context.sanctions().rules(id))),
                recalled);
    }

    /** Kept first, then numbered, then offered: who reads the number finds the batch kept, or is offered it. */
    @GuardedBy("tickLock")
    private void broadcast(Batch batch, List<Danmaku> gathered) {
        Frame frame = context.encoder().batch(batch);
        try {
            history.add(
                    new Entry(
                            frame.encoded(),
                            batch.items().size(),
                            fates.decided() + 1,
                            gathered.stream().map(one -> one.draft().author()).toList(),
                            batch.relayed().runs(),
                            context.encoder().leftOut(batch),
                            context.time().nanos()),
                    allowed());
            fates = fates.plus(batch);
            seq = batch.seq();
            audience.broadcast(frame, offered());
        } finally {
            frame.release();
        }
    }

    /** What is done when a batch, whose window ends now, has been offered to the last viewer; nothing where there is none. */
    @GuardedBy("tickLock")
    private Runnable offered() {
        if (audience.size() == 0) {
            return () -> {};
        }
        long windowEnd = tickBegin;
        return () -> context.metrics().took(Timing.FANOUT_LAG, context.time().nanos() - windowEnd);
    }

    private void redact(long afterSeq, Set<Long> ids) {
        history.rewrite(
                afterSeq,
                entry -> ids.stream().noneMatch(entry::covers)
                        ? entry
                        : entry.with(
                                context.encoder().without(entry.encoded(), ids),
                                context.encoder().leftOutWithout(entry.leftOut(), ids)));
    }

    private Allowed allowed() {
        return Allowed.of(context.settings().get(), id);
    }

    private Thinning thinning() {
        Settings now = context.settings().get();
        return new Thinning(now.get(Key.THIN, id), now.get(Key.THIN_VIP), now.get(Key.COMBINE, id) == 1);
    }

    /** What was accepted on this node. Most rooms have nothing else. */
    private static List<Danmaku> own(List<Danmaku> gathered) {
        return gathered.stream().allMatch(one -> one.origin() == null)
                ? Collections.unmodifiableList(gathered)
                : gathered.stream().filter(one -> one.origin() == null).toList();
    }

    private void countIfLate(long lateNanos) {
        context.metrics().took(Timing.TICK_DELAY, lateNanos);
        if (lateNanos > window().toNanos() / 4) {
            context.metrics().count(Counter.LATE_BATCHES);
        }
    }

    private void touch() {
        activeNanos = context.time().nanos();
    }
}
