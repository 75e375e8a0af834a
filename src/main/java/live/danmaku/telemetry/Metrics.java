package live.danmaku.telemetry;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import live.danmaku.model.CloseCode;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.FrameBalance;

/**
 * The node's counters. Each only grows; a reading is not a snapshot of all at one moment.
 *
 * <p>Threading: any thread.
 */
public final class Metrics {

    private final Map<Counter, LongAdder> counters = new EnumMap<>(Counter.class);
    private final Map<ErrorCode, LongAdder> refusals = new EnumMap<>(ErrorCode.class);

    private final Map<CloseCode, LongAdder> closes = new EnumMap<>(CloseCode.class);
    private final Map<Timing, Histogram> timings = new EnumMap<>(Timing.class);

    /** Viewers that are in a room now, by the way they are sent to. */
    private final Map<String, LongAdder> senders = new ConcurrentHashMap<>();

    public Metrics() {
        for (Counter counter : Counter.values()) {
            counters.put(counter, new LongAdder());
        }
        for (ErrorCode code : ErrorCode.values()) {
            refusals.put(code, new LongAdder());
        }
        for (CloseCode code : CloseCode.values()) {
            closes.put(code, new LongAdder());
        }
        for (Timing timing : Timing.values()) {
            timings.put(timing, new Histogram());
        }
    }

    /** Counts one. */
    public void count(Counter counter) {
        add(counter, 1);
    }

    /** Counts many at once. */
    public void add(Counter counter, long amount) {
        Objects.requireNonNull(counters.get(counter)).add(amount);
    }

    /** Counts a refusal under its code. */
    public void refused(ErrorCode code) {
        Objects.requireNonNull(refusals.get(code)).increment();
    }

    /** Counts a connection that the server closed. */
    public void closed(CloseCode code) {
        Objects.requireNonNull(closes.get(code)).increment();
    }

    /** Counts how long something took. */
    public void took(Timing timing, long nanos) {
        timing(timing).record(nanos);
    }

    /** How long things of a kind took so far. */
    public Histogram timing(Timing timing) {
        return Objects.requireNonNull(timings.get(timing));
    }

    /** How many connections the server closed with this code so far. */
    public long closes(CloseCode code) {
        return Objects.requireNonNull(closes.get(code)).sum();
    }

    /** A viewer that is sent to in this way joined a room. */
    public void joined(String sender) {
        count(Counter.JOINED);
        senders.computeIfAbsent(sender, added -> new LongAdder()).increment();
    }

    /** A viewer that is sent to in this way left its room. */
    public void left(String sender) {
        count(Counter.LEFT);
        senders.computeIfAbsent(sender, added -> new LongAdder()).decrement();
    }

    /** Viewers in a room now, by the way they are sent to, about. */
    public SortedMap<String, Long> senders() {
        SortedMap<String, Long> now = new TreeMap<>();
        senders.forEach((sender, viewers) -> now.put(sender, viewers.sum()));
        return now;
    }

    /** Everything that was counted so far, by name. */
    public SortedMap<String, Long> counted() {
        SortedMap<String, Long> now = new TreeMap<>();
        counters.forEach((counter, count) -> now.put(counter.label(), count.sum()));
        return now;
    }

    /** What was refused so far, by code, where it was. */
    public SortedMap<String, Long> refused() {
        SortedMap<String, Long> now = new TreeMap<>();
        refusals.forEach((code, count) -> {
            if (count.sum() > 0) {
                now.put(code.code(), count.sum());
            }
        });
        return now;
    }

    /** What became of all frames so far, with these that are still to be sent. */
    public FrameBalance frames(long inFlight, long waiting) {
        return new FrameBalance(
                value(Counter.FRAMES_OFFERED),
                value(Counter.FRAMES_SENT),
                value(Counter.FRAMES_SKIPPED),
                value(Counter.FRAMES_FAILED_CLOSED),
                value(Counter.FRAMES_FAILED_ERROR),
                inFlight,
                waiting);
    }

    /** How many were counted so far. */
    public long value(Counter counter) {
        return Objects.requireNonNull(counters.get(counter)).sum();
    }

    /** How often something was refused with this code so far. */
    public long refusals(ErrorCode code) {
        return Objects.requireNonNull(refusals.get(code)).sum();
    }
}
