package live.danmaku.tool.load.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The addresses that connections come from, in turn: each has a system's ephemeral ports, some 28,000, for itself.
 *
 * <p>Threading: may be used by any thread.
 */
public final class Sources {
    /** More would need another byte of the address. */
    public static final int MOST = 254;

    private final List<InetSocketAddress> addresses;
    private final AtomicInteger turn = new AtomicInteger();

    private Sources(List<InetSocketAddress> addresses) {
        this.addresses = addresses;
    }

    /** 127.0.1.1, 127.0.1.2 and so on, up to 254 of them; with 0 the system chooses. */
    static Sources loopback(int count) {
        return new Sources(IntStream.rangeClosed(1, count)
                .mapToObj(last -> new InetSocketAddress(address(last), 0))
                .toList());
    }

    /** Whether this machine takes every address of 127.0.0.0/8 for its own, as Linux does. */
    public static boolean available() {
        try (ServerSocket socket = new ServerSocket(0, 1, address(1))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** The next one; null lets the system choose. */
    @Nullable
    InetSocketAddress next() {
        return addresses.isEmpty() ? null : addresses.get(Math.floorMod(turn.getAndIncrement(), addresses.size()));
    }

    private static InetAddress address(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 1, (byte) last});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
