package live.danmaku.it;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.net.ssl.SSLException;

/**
 * A WebSocket client on a bare socket, for what no well-behaved client would do: broken frames, no reading, no pongs.
 *
 * <p>Threading: one test thread.
 */
final class RawViewer implements Client {
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    /** The reserved bits of a frame; to be added to its opcode. */
    static final int RSV1 = 0x40;

    static final int RSV2 = 0x20;
    static final int RSV3 = 0x10;

    /** The end of the connection without a close frame. */
    static final int NO_CLOSE_FRAME = 1006;

    private static final byte[] MASK = {1, 2, 3, 4};
    private static final String UPGRADE =
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                    + Base64.getEncoder().encodeToString("0123456789abcdef".getBytes(StandardCharsets.US_ASCII))
                    + "\r\n";

    private final Socket tcp;
    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final String head;

    private RawViewer(InetAddress from, URI base, String path, String headers, int receiveBuffer) throws IOException {
        tcp = new Socket();
        tcp.bind(new InetSocketAddress(from, 0));
        tcp.setReceiveBufferSize(receiveBuffer);
        tcp.setTcpNoDelay(true);
        tcp.setSoTimeout((int) TestViewer.PATIENCE.toMillis());
        tcp.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), base.getPort()));
        socket = base.getScheme().equals("https") ? Tls.over(tcp) : tcp;
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
        out.write(request(base, path, headers).getBytes(StandardCharsets.US_ASCII));
        head = readHead();
    }

    /** Connects to a room. */
    static RawViewer join(URI base, String room) {
        return join(base, room, 65_536);
    }

    /** Connects to a room with a receive buffer of this many bytes. */
    static RawViewer join(URI base, String room, int receiveBuffer) {
        return open(base, "ws/rooms/" + room, UPGRADE, receiveBuffer);
    }

    /** Connects to a room, and offers extensions. */
    static RawViewer joinOffering(URI base, String room, String extensions) {
        return joinWith(base, room, "Sec-WebSocket-Extensions: " + extensions + "\r\n", 65_536);
    }

    /** Connects to a room with these lines in the handshake and a receive buffer of this many bytes. */
    static RawViewer joinWith(URI base, String room, String headers, int receiveBuffer) {
        return open(base, "ws/rooms/" + room, UPGRADE + headers, receiveBuffer);
    }

    /** Asks for the path as it is, without encoding it, and keeps the connection whatever the answer is. */
    static RawViewer request(URI base, String path) {
        return open(base, path, UPGRADE, 65_536);
    }

    /** The same with these lines in the handshake. */
    static RawViewer requestWith(URI base, String path, String headers) {
        return open(base, path, UPGRADE + headers, 65_536);
    }

    /** Connects to a room from another address of this machine, whatever the answer is. */
    static RawViewer requestFrom(String address, URI base, String room) {
        try {
            return new RawViewer(InetAddress.getByName(address), base, "ws/rooms/" + room, UPGRADE, 65_536);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A plain GET. */
    static RawViewer requestWithoutUpgrade(URI base, String path) {
        return open(base, path, "", 65_536);
    }

    private static RawViewer open(URI base, String path, String headers, int receiveBuffer) {
        try {
            return new RawViewer(InetAddress.getLoopbackAddress(), base, path, headers, receiveBuffer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String request(URI base, String path, String headers) {
        return "GET " + base.getPath() + path + " HTTP/1.1\r\nHost: " + base.getAuthority() + "\r\n" + headers + "\r\n";
    }

    /** The answer's lines up to the empty one. */
    private String readHead() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            head.write(in.readByte());
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    /** The HTTP status of the answer to the handshake. */
    int status() {
        return Integer.parseInt(head.split(" ", 3)[1]);
    }

    /** The content of that answer, of the length that it says; empty where it says none. */
    String body() {
        String length = header("Content-Length");
        try {
            return length.isEmpty() ? "" : new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value of a header of that answer, or empty. */
    String header(String name) {
        return head.lines()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    /**
     * Sends a frame, in pieces of so many bytes, each of which reaches TCP by itself. What the server does not read any
     * more because it has closed the connection is dropped.
     */
    void send(int opcode, boolean last, byte[] payload, int piece) {
        byte[] frame = frame(opcode, last, payload);
        try {
            for (int at = 0; at < frame.length; at += piece) {
                out.write(frame, at, Math.min(piece, frame.length - at));
                out.flush();
            }
        } catch (SocketException | SSLException closedByServer) {
            // The close code tells why; the test reads it.
            assert !tcp.isClosed();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void send(int opcode, boolean last, byte[] payload) {
        send(opcode, last, payload, Integer.MAX_VALUE);
    }

    void sendText(String text) {
        send(TEXT, true, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] frame(int opcode, boolean last, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write((last ? 0x80 : 0) | opcode);
        if (payload.length < 126) {
            frame.write(0x80 | payload.length);
        } else if (payload.length < 65_536) {
            frame.write(0x80 | 126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        } else {
            throw new IllegalArgumentException("no test needs a frame of " + payload.length + " bytes");
        }
        frame.writeBytes(MASK);
        for (int i = 0; i < payload.length; i++) {
            frame.write(payload[i] ^ MASK[i % MASK.length]);
        }
        return frame.toByteArray();
    }

    /** The next frame; pings are not answered. */
    Frame read() {
        try {
            int first = in.readUnsignedByte();
            long length = in.readUnsignedByte() & 0x7f;
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = in.readLong();
            }
            boolean last = (first & 0x80) != 0;
            byte[] payload = new byte[Math.toIntExact(length)];
            in.readFully(payload);
            return new Frame(first & 0x0f, first & 0x70, last, payload);
        } catch (EOFException | SocketException | SSLException e) {
            return new Frame(CLOSE, 0, true, new byte[] {NO_CLOSE_FRAME >> 8, (byte) NO_CLOSE_FRAME});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next frame with this opcode; others before it are dropped. */
    Frame read(int opcode) {
        while (true) {
            Frame frame = read();
            if (frame.opcode() == opcode) {
                return frame;
            }
            if (frame.opcode() == CLOSE) {
                throw new AssertionError("closed with " + frame.closeCode() + " before a frame " + opcode);
            }
        }
    }

    /** The next message of this type of the protocol's; others before it are dropped. */
    Frame readMessage(String type) {
        Frame frame = read(TEXT);
        while (!frame.text().startsWith("{\"type\":\"" + type + "\"")) {
            frame = read(TEXT);
        }
        return frame;
    }

    /** The next frame that has a reserved bit. */
    Frame readReserved() {
        Frame frame = read(TEXT);
        while (frame.reservedBits() == 0) {
            frame = read(TEXT);
        }
        return frame;
    }

    /** The code that the server closes the connection with. */
    int closeCode() {
        return readClose().closeCode();
    }

    /** How the server closes the connection; what comes before it is dropped. */
    Frame readClose() {
        return read(CLOSE);
    }

    /** Takes so many bytes from the connection, whatever they belong to; nothing can be read as frames after that. */
    void drain(int bytes) {
        try {
            in.skipNBytes(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the connection with a reset, which drops what is on its way in both directions. */
    void reset() {
        try {
            tcp.setSoLinger(true, 0);
            tcp.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the server has ended the TCP connection: what is sent then is answered with a reset. */
    boolean isDropped() {
        try {
            out.write(frame(PING, true, new byte[0]));
            out.flush();
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            // Not the TLS socket: it would first say so, and wait until the server reads that.
            tcp.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A frame from the server. */
    @SuppressWarnings("ArrayRecordComponent") // read once, compared never
    record Frame(int opcode, int reservedBits, boolean last, byte[] payload) {

        int closeCode() {
            return ((payload[0] & 0xff) << 8) | (payload[1] & 0xff);
        }

        /** What a close frame says besides its code. */
        String closeReason() {
            return new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
        }

        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }
    }
}
