package live.danmaku.tool.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The least that a server can do: one loop that accepts, answers the handshake, and each window writes one frame of a
 * fixed size to every socket. No rooms, no posts, no merging: what it costs is the kernel and the JDK.
 *
 * <p>The frame is a batch without danmaku, so that the load tool can verify that every viewer got every one. It needs
 * nothing but the JDK.
 *
 * <p>Threading: one thread.
 */
public final class Floor {
    private static final int WINDOW_MILLIS = 1000;
    private static final int BACKLOG = 4096;
    private static final int READ_BYTES = 16 << 10;
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;
    private static final int MOST_16 = 0xffff;
    private static final long FIRST_SEQ = 1_000_000_000;
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final ServerSocketChannel listener;
    private final Selector selector;
    private final int frameBytes;
    private final Set<Peer> viewers = new LinkedHashSet<>();
    private final ByteBuffer input = ByteBuffer.allocateDirect(READ_BYTES);
    private long seq = FIRST_SEQ;

    /** One connection: the request as far as it has come, and what its socket did not take yet. */
    private static final class Peer {
        private final SocketChannel channel;
        private final SelectionKey key;
        private final ByteArrayOutputStream request = new ByteArrayOutputStream();
        private final Deque<ByteBuffer> unsent = new ArrayDeque<>(0);
        private boolean open;

        Peer(SocketChannel channel, SelectionKey key) {
            this.channel = channel;
            this.key = key;
        }

        void send(ByteBuffer bytes) throws IOException {
            if (unsent.isEmpty()) {
                channel.write(bytes);
            }
            if (bytes.hasRemaining()) {
                unsent.add(bytes);
                key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            }
        }

        void sendUnsent() throws IOException {
            while (!unsent.isEmpty()) {
                channel.write(unsent.getFirst());
                if (unsent.getFirst().hasRemaining()) {
                    return;
                }
                unsent.removeFirst();
            }
            key.interestOps(SelectionKey.OP_READ);
        }
    }

    private Floor(int port, int frameBytes) throws IOException {
        this.frameBytes = frameBytes;
        this.selector = Selector.open();
        this.listener = ServerSocketChannel.open();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
    }

    /**
     * Serves until the process is ended.
     *
     * @param args the port on 127.0.0.1, and the bytes of a frame, its header included
     */
    public static void main(String[] args) throws IOException {
        new Floor(Integer.parseInt(args[0]), Integer.parseInt(args[1])).serve();
    }

    private void serve() throws IOException {
        long due = System.nanoTime() + WINDOW_MILLIS * 1_000_000L;
        while (true) {
            long millis = (due - System.nanoTime()) / 1_000_000;
            if (millis > 0) {
                selector.select(this::ready, millis);
            } else {
                due += WINDOW_MILLIS * 1_000_000L;
                broadcast();
                selector.selectNow(this::ready);
            }
        }
    }

    private void broadcast() {
        seq++;
        ByteBuffer frame = batch();
        for (Peer viewer : viewers) {
            try {
                viewer.send(frame.duplicate());
            } catch (IOException e) {
                // Its end of input is on the way, and takes it out of the set.
                viewer.key.cancel();
            }
        }
    }

    private ByteBuffer batch() {
        int header = frameBytes - 4 <= MOST_16 ? 4 : 10;
        int bare = batch("").length();
        return frame(batch("x".repeat(Math.max(0, frameBytes - header - bare))));
    }

    private String batch(String padding) {
        return String.format(
                "{\"type\":\"batch\",\"epoch\":\"floor\",\"seq\":%d,\"id\":1,\"at\":0,\"pad\":\"%s\",\"items\":[]}",
                seq, padding);
    }

    private void ready(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                accept();
                return;
            }
            Peer peer = (Peer) key.attachment();
            if (key.isWritable()) {
                peer.sendUnsent();
            }
            if (key.isReadable()) {
                read(peer);
            }
        } catch (IOException e) {
            end(key);
        }
    }

    private void accept() throws IOException {
        SocketChannel channel;
        while ((channel = listener.accept()) != null) {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            key.attach(new Peer(channel, key));
        }
    }

    private void read(Peer peer) throws IOException {
        input.clear();
        if (peer.channel.read(input) < 0) {
            end(peer.key);
            return;
        }
        input.flip();
        if (peer.open) {
            return;
        }
        byte[] bytes = new byte[input.remaining()];
        input.get(bytes);
        peer.request.writeBytes(bytes);
        String request = peer.request.toString(StandardCharsets.ISO_8859_1);
        if (request.endsWith("\r\n\r\n")) {
            peer.open = true;
            peer.send(ByteBuffer.wrap(answer(request).getBytes(StandardCharsets.US_ASCII)));
            peer.send(frame(String.format(
                    "{\"type\":\"hello\",\"epoch\":\"floor\",\"seq\":%d,\"window\":%d,\"limits\":{\"text\":100}}",
                    seq, WINDOW_MILLIS)));
            viewers.add(peer);
        }
    }

    private void end(SelectionKey key) {
        key.cancel();
        if (key.attachment() instanceof Peer peer) {
            viewers.remove(peer);
            try {
                peer.channel.close();
            } catch (IOException e) {
                throw new IllegalStateException("a socket cannot be closed", e);
            }
        }
    }

    private static String answer(String request) {
        return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Protocol: "
                + header(request, "Sec-WebSocket-Protocol: ") + "\r\nSec-WebSocket-Accept: "
                + accept(header(request, "Sec-WebSocket-Key: ")) + "\r\n\r\n";
    }

    private static String header(String request, String name) {
        int start = request.indexOf(name) + name.length();
        return request.substring(start, request.indexOf('\r', start));
    }

    private static String accept(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    private static ByteBuffer frame(String text) {
        byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer frame = ByteBuffer.allocateDirect(payload.length + 10).put((byte) 0x81);
        if (payload.length < LENGTH_16) {
            frame.put((byte) payload.length);
        } else if (payload.length <= MOST_16) {
            frame.put((byte) LENGTH_16).putShort((short) payload.length);
        } else {
            frame.put((byte) LENGTH_64).putLong(payload.length);
        }
        return frame.put(payload).flip();
    }
}
