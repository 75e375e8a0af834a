package live.danmaku.cluster;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * A bus between nodes of one process: messages are handed over on the sender's thread.
 *
 * <p>Threading: any thread.
 */
public final class LocalBus implements Bus {

    /** What the nodes have in common. */
    public static final class Hub {

        private final Set<LocalBus> members = ConcurrentHashMap.newKeySet();
        private volatile boolean down;

        /** A node's way to the others. */
        public LocalBus connect(Consumer<byte[]> receiver) {
            LocalBus member = new LocalBus(this, receiver);
            members.add(member);
            return member;
        }

        /** Ends, or mends, all connections. */
        public void setDown(boolean broken) {
            down = broken;
        }
    }

    private final Hub hub;
    private final Consumer<byte[]> receiver;
    private final Set<Channel> subscribed = ConcurrentHashMap.newKeySet();

    private LocalBus(Hub hub, Consumer<byte[]> receiver) {
        this.hub = hub;
        this.receiver = receiver;
    }

    @Override
    public void send(Channel channel, byte[] message) {
        if (hub.down) {
            throw new BusException("the bus is down");
        }
        for (LocalBus member : hub.members) {
            if (member != this && member.subscribed.contains(channel)) {
                member.receiver.accept(message.clone());
            }
        }
    }

    @Override
    public void subscribe(Channel channel) {
        subscribed.add(channel);
    }

    @Override
    public void unsubscribe(Channel channel) {
        subscribed.remove(channel);
    }

    @Override
    public boolean isConnected() {
        return !hub.down;
    }

    @Override
    public void close() {
        hub.members.remove(this);
    }
}
