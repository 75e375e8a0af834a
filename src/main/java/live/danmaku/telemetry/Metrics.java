package live.danmaku.telemetry;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import live.danmaku.model.ErrorCode;

/**
 * The node's counters. Each only grows; a reading is not a snapshot of all at one moment.
 *
 * <p>Threading: any thread.
 */
public final class Metrics {

    private final Map<Counter, LongAdder> counters = new EnumMap<>(Counter.class);
    private final Map<ErrorCode, LongAdder> refusals = new EnumMap<>(ErrorCode.class);

    public Metrics() {
        for (Counter counter : Counter.values()) {
            counters.put(counter, new LongAdder());
        }
        for (ErrorCode code : ErrorCode.values()) {
            refusals.put(code, new LongAdder());
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

    /** How many were counted so far. */
    public long value(Counter counter) {
        return Objects.requireNonNull(counters.get(counter)).sum();
    }

    /** How often something was refused with this code so far. */
    public long refusals(ErrorCode code) {
        return Objects.requireNonNull(refusals.get(code)).sum();
    }
}
