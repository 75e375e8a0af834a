package live.danmaku.tool.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports of 127.0.0.1. */
public final class Ports {

    private static final int LOWEST = 20_000;
    private static final int LOWEST_OUTGOING = 32_000;

    private Ports() {}

    /**
     * A port that nothing listened on a moment ago, below those that systems give to outgoing connections, so that none of
     * these takes it before a server listens on it.
     */
    public static int free() {
        int port;
        do {
            port = ThreadLocalRandom.current().nextInt(LOWEST, LOWEST_OUTGOING);
        } while (!isFree(port));
        return port;
    }

    /** Whether a server could listen on this port now. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (BindException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
