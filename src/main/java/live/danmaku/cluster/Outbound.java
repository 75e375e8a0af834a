package live.danmaku.cluster;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What is to be sent and was not yet. Bound: so many bytes, by the messages' {@link NodeMessage#weight}; what does not fit pushes the
 * oldest out, for what is newest is what viewers want to see.
 *
 * <p>Threading: any thread adds and never waits; one takes.
 */
final class Outbound {

    /** A message that waits. */
    record Parcel(Channel channel, NodeMessage message) {}

    private final int maxWeight;

    @GuardedBy("this")
    private final Queue<Parcel> waiting = new ArrayDeque<>();

    @GuardedBy("this")
    private int weight;

    Outbound(int maxWeight) {
        this.maxWeight = maxWeight;
    }

    /** Adds a message, which is taken in any case; answers how many were pushed out. */
    synchronized int add(Parcel parcel) {
        waiting.add(parcel);
        weight += parcel.message().weight();
        int dropped = 0;
        while (weight > maxWeight && waiting.size() > 1) {
            weight -= waiting.remove().message().weight();
            dropped++;
        }
        notifyAll();
        return dropped;
    }

    /** Takes the oldest message; waits for one so long; null where none has come. */
    synchronized @Nullable Parcel take(long waitMillis) throws InterruptedException {
        if (waiting.isEmpty()) {
            wait(waitMillis);
        }
        Parcel parcel = waiting.poll();
        if (parcel != null) {
            weight -= parcel.message().weight();
        }
        return parcel;
    }

    /** How many wait. */
    synchronized int size() {
        return waiting.size();
    }
}
