package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import live.danmaku.wire.WireFormat;
import org.jspecify.annotations.Nullable;

/**
 * A viewer on a bare socket that checks every frame it is sent: well-formed, in order, and no batch missing that it was
 * not told of.
 *
 * <p>Threading: reads on the test's thread until {@link #follow} gives that to a thread of its own; {@code this} guards
 * what was read, the socket's output is guarded by {@code sending}.
 */
final class CheckingViewer implements Client {

    private static final byte[] STREAM_END = {0, 0, (byte) 0xff, (byte) 0xff, 3, 0};

    private final RawViewer socket;
    private final WireFormat wanted;
    private final boolean agreed;
    private final boolean answersPings;
    private final Object sending = new Object();
    private final SortedMap<Long, String> batches = new TreeMap<>();
    private final List<String> refs = new ArrayList<>();
    private final List<Integer> sizes = new ArrayList<>();
    private final List<Integer> pongs = new ArrayList<>();
    private @Nullable CompletableFuture<Void> following;
    private int texts;
    private long seq;
    private long skipped;
    private int pings;
    private int compressed;
    private int closeCode;

    private CheckingViewer(RawViewer socket, WireFormat wanted, boolean answersPings) {
        this.socket = socket;
        this.wanted = wanted;
        this.answersPings = answersPings;
        this.agreed = !socket.header("Sec-WebSocket-Extensions").isEmpty();
    }

    /** Joins, and asks for batches in this format; a small receive buffer makes the server wait sooner. */
    static CheckingViewer join(URI base, String room, WireFormat wanted, int receiveBuffer) {
        return join(base, room, wanted, receiveBuffer, /* answersPings= */ true);
    }

    /** Joins, and reads all, but leaves pings without an answer. */
    static CheckingViewer joinHalfDead(URI base, String room, WireFormat wanted) {
        return join(base, room, wanted, 65_536, /* answersPings= */ false);
    }

    private static CheckingViewer join(
            URI base, String room, WireFormat wanted, int receiveBuffer, boolean answersPings) {
        String headers = switch (wanted) {
            case TEXT -> "Sec-WebSocket-Protocol: danmaku.v1.json\r\n";
            case TEXT_DEFLATED -> "Sec-WebSocket-Extensions: permessage-deflate\r\n";
            case BINARY_DEFLATED -> "Sec-WebSocket-Protocol: danmaku.v1.json.deflate\r\n";
        };
        CheckingViewer viewer =
                new CheckingViewer(RawViewer.joinWith(base, room, headers, receiveBuffer), wanted, answersPings);
        viewer.greeted();
        return viewer;
    }

    private synchronized void greeted() {
        JsonObject hello = TestViewer.json(socket.read().text());
        assertThat(hello.getString("type")).isEqualTo("hello");
        seq = hello.getInt("seq");
    }

    /** Reads from now on, on a thread of its own, until the connection ends. */
    CheckingViewer follow() {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        Thread reader = new Thread(() -> readAll(ended), "checking-viewer");
        reader.setDaemon(true);
        reader.start();
        following = ended;
        return this;
    }

    private void readAll(CompletableFuture<Void> ended) {
        try {
            RawViewer.Frame frame = socket.read();
            while (frame.opcode() != RawViewer.CLOSE) {
                take(frame);
                frame = socket.read();
            }
            synchronized (this) {
                closeCode = frame.closeCode();
            }
            ended.complete(null);
        } catch (RuntimeException | Error e) {
            ended.completeExceptionally(e);
        }
    }

    private void take(RawViewer.Frame frame) {
        assertThat(frame.last()).as("not a fragment").isTrue();
        switch (frame.opcode()) {
            case RawViewer.TEXT, RawViewer.BINARY -> takeMessage(frame);
            case RawViewer.PING -> takePing(frame);
            case RawViewer.PONG -> takePong(frame);
            default -> throw new AssertionError("a frame with opcode " + frame.opcode());
        }
    }

    private synchronized void takeMessage(RawViewer.Frame frame) {
        sizes.add(frame.payload().length);
        String text = text(frame);
        if (text.startsWith("{\"type\":\"batch\"")) {
            long next = number(text, "\"seq\":");
            assertThat(next).as("seq").isEqualTo(seq + 1);
            seq = next;
            batches.put(seq, text);
            texts += text.split("\"text\":", -1).length - 1;
        } else {
            JsonObject message = TestViewer.json(text);
            switch (message.getString("type")) {
                case "ack" -> refs.add(message.getString("ref"));
                case "notice" -> {
                    assertThat(message.getString("code")).isEqualTo("skipped");
                    skipped += message.getInt("skipped");
                    seq += message.getInt("skipped");
                }
                case "heartbeat" ->
                    assertThat(message.getJsonNumber("seq").longValue())
                            .as("heartbeat, with everything before it")
                            .isEqualTo(seq);
                default -> throw new AssertionError(text);
            }
        }
    }

    private String text(RawViewer.Frame frame) {
        if (frame.opcode() == RawViewer.BINARY) {
            compressed++;
            return RawDeflate.text(frame.payload());
        }
        if (frame.reservedBits() == 0) {
            return frame.text();
        }
        assertThat(agreed && frame.reservedBits() == RawViewer.RSV1)
                .as("reserved bits only as agreed")
                .isTrue();
        compressed++;
        byte[] stream = Arrays.copyOf(frame.payload(), frame.payload().length + STREAM_END.length);
        System.arraycopy(STREAM_END, 0, stream, frame.payload().length, STREAM_END.length);
        return RawDeflate.text(stream);
    }

    private void takePing(RawViewer.Frame frame) {
        synchronized (this) {
            pings++;
        }
        if (answersPings) {
            send(RawViewer.PONG, true, frame.payload());
        }
    }

    private synchronized void takePong(RawViewer.Frame frame) {
        assertThat(frame.payload()).hasSize(100);
        pongs.add((int) frame.payload()[0]);
    }

    /** Sends a ping of 100 bytes, which the server answers with the same; its pong is known by the number. */
    void ping(int number) {
        byte[] payload = new byte[100];
        Arrays.fill(payload, (byte) number);
        send(RawViewer.PING, true, payload);
    }

    /** Posts; the ack will have this ref. */
    void post(String ref, String text) {
        send(RawViewer.TEXT, true, postJson(ref, text));
    }

    /** Posts in as many fragments as the message has bytes, with a ping between two of them. */
    void postInFragments(String ref, String text) {
        byte[] message = postJson(ref, text);
        for (int i = 0; i < message.length; i++) {
            int opcode = i == 0 ? RawViewer.TEXT : RawViewer.CONTINUATION;
            send(opcode, i == message.length - 1, new byte[] {message[i]});
            if (i == 0) {
                ping(1);
            }
        }
    }

    private static byte[] postJson(String ref, String text) {
        return Json.createObjectBuilder()
                .add("type", "post")
                .add("ref", ref)
                .add("text", text)
                .build()
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private void send(int opcode, boolean last, byte[] payload) {
        synchronized (sending) {
            socket.send(opcode, last, payload);
        }
    }

    /** Starts the closing handshake, whatever is on its way. */
    void sendClose() {
        send(RawViewer.CLOSE, true, new byte[] {0x03, (byte) 0xe8});
    }

    /** Reads so many bytes, and resets the connection in the middle of what it is being sent. */
    void resetAfter(int bytes) {
        socket.drain(bytes);
        socket.reset();
    }

    /** Whether the server has ended the TCP connection of a viewer that does not read. */
    boolean isDropped() {
        return socket.isDropped();
    }

    /** Asserts that nothing was wrong with what was read so far. */
    void assertSound() {
        CompletableFuture<Void> reading = following;
        if (reading != null && reading.isDone()) {
            reading.join();
        }
    }

    /** Whether the connection has ended. */
    boolean isEnded() {
        return following != null && following.isDone();
    }

    /** The format that it has asked for. */
    WireFormat wanted() {
        return wanted;
    }

    /** The batches that have come, by seq. */
    synchronized SortedMap<Long, String> batches() {
        return new TreeMap<>(batches);
    }

    /** How many danmaku have come. */
    synchronized int texts() {
        return texts;
    }

    /** The refs of the acks that have come, in their order. */
    synchronized List<String> refs() {
        return List.copyOf(refs);
    }

    /** Sizes of the messages' payloads, in their order. */
    synchronized List<Integer> sizes() {
        return List.copyOf(sizes);
    }

    /** The numbers of the pings that were answered, in their order. */
    synchronized List<Integer> pongs() {
        return List.copyOf(pongs);
    }

    synchronized int pings() {
        return pings;
    }

    /** How many messages were compressed. */
    synchronized int compressed() {
        return compressed;
    }

    /** The seq up to which it had, or was told of, every batch. */
    synchronized long seq() {
        return seq;
    }

    /** How many batches it was told to have been left out. */
    synchronized long skipped() {
        return skipped;
    }

    synchronized int closeCode() {
        return closeCode;
    }

    @Override
    public void close() {
        socket.close();
    }

    /** The number behind the first such name: the batches here are too large to be parsed each time. */
    private static long number(String json, String name) {
        int from = json.indexOf(name) + name.length();
        int to = from;
        while (Character.isDigit(json.charAt(to))) {
            to++;
        }
        return Long.parseLong(json.substring(from, to));
    }
}
