package live.danmaku.it;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import live.danmaku.tool.server.Ports;

/**
 * A relay in front of the server that can go away and come back, so that a test sees what viewers see of a crash.
 *
 * <p>Threading: a daemon thread accepts, two more per connection copy; all end with the sockets they read from.
 */
final class Relay implements AutoCloseable {
    private final URI target;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong bytesToViewers = new AtomicLong();
    private volatile boolean silent;
    private volatile ServerSocket listener;

    /** @param target the server's address; its path is the relay's path too */
    Relay(URI target) {
        this.target = target;
        this.listener = listen(Ports.free());
        this.port = listener.getLocalPort();
    }

    URI baseUri() {
        return URI.create("http://127.0.0.1:" + port + target.getPath());
    }

    /** What has gone from the server to all viewers so far, as TCP carried it. */
    long bytesToViewers() {
        return bytesToViewers.get();
    }

    /** Cuts all connections without a word and refuses new ones. */
    void goAway() {
        closeQuietly(listener);
        open.forEach(Relay::closeQuietly);
    }

    /** Keeps all connections and passes nothing on, in either direction. */
    void fallSilent() {
        silent = true;
    }

    void comeBack() {
        listener = listen(port);
    }

    @Override
    public void close() {
        goAway();
    }

    /**
     * On a port below those that systems give to clients: while nobody listens there, none of them, the browser's next attempt
     * included, can have it as its own.
     */
    private ServerSocket listen(int wantedPort) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wantedPort));
            start("relay", () -> accept(socket));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket socket) {
        try {
            while (true) {
                relay(socket.accept());
            }
        } catch (IOException e) {
            // The listener was closed: this is how goAway() ends the thread.
        }
    }

    private void relay(Socket viewer) {
        open.add(viewer);
        try {
            Socket server = new Socket(target.getHost(), target.getPort());
            open.add(server);
            start("relay to server", () -> copy(viewer, server, new AtomicLong()));
            start("relay to viewer", () -> copy(server, viewer, bytesToViewers));
        } catch (IOException e) {
            closeQuietly(viewer);
        }
    }

    private void copy(Socket from, Socket to, AtomicLong count) {
        byte[] buffer = new byte[16_384];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                // Counted before the viewer can have it: who has seen a message finds it in the count.
                count.addAndGet(read);
                if (!silent) {
                    to.getOutputStream().write(buffer, 0, read);
                }
            }
        } catch (IOException e) {
            // Either side ended: for the other it is the end of the connection, which closing both brings about.
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
