package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A viewer with a well-behaved WebSocket client that answers pings by itself.
 *
 * <p>Threading: one test thread; messages come in on the client's threads through a queue.
 */
final class TestViewer implements WebSocket.Listener, Client {
    /** Long enough for a busy machine; a test that passes does not wait for it. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private volatile String closeReason = "";
    private volatile long closedNanos;
    private final StringBuilder parts = new StringBuilder();
    private final ByteArrayOutputStream binaryParts = new ByteArrayOutputStream();
    private final AtomicInteger binaryMessages = new AtomicInteger();
    private @Nullable WebSocket socket;

    private TestViewer() {}

    /** Connects to a room of the application with this root. */
    static TestViewer join(URI base, String room) {
        return join(base, room, "danmaku.v1.json");
    }

    /** Connects to a room and offers these subprotocols, the preferred one first. */
    static TestViewer join(URI base, String room, String preferred, String... lessPreferred) {
        TestViewer viewer = new TestViewer();
        viewer.socket = get(CLIENT.newWebSocketBuilder()
                .subprotocols(preferred, lessPreferred)
                .buildAsync(URI.create("ws://" + base.getAuthority() + base.getPath() + "ws/rooms/" + room), viewer));
        return viewer;
    }

    String subprotocol() {
        return socket().getSubprotocol();
    }

    /** How many of the messages so far came as binary messages. */
    int binaryMessages() {
        return binaryMessages.get();
    }

    void send(String message) {
        get(socket().sendText(message, true));
    }

    /** Sends a message, whether or not the connection is open still. */
    void sendAndForget(String message) {
        socket().sendText(message, true).exceptionally(failure -> null).join();
    }

    void sendBinary(byte[] message) {
        get(socket().sendBinary(ByteBuffer.wrap(message), true));
    }

    void post(String text) {
        send(Json.createObjectBuilder()
                .add("type", "post")
                .add("text", text)
                .build()
                .toString());
    }

    /** The next message as it came. */
    String nextRaw() {
        try {
            String message = messages.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(message)
                    .as("a message; connection closed with " + closed.getNow(-1))
                    .isNotNull();
            return message;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    JsonObject next() {
        return json(nextRaw());
    }

    /** The next message of this type; others before it are dropped. */
    JsonObject next(String type) {
        return json(nextRaw(type));
    }

    String nextRaw(String type) {
        while (true) {
            String message = nextRaw();
            if (json(message).getString("type").equals(type)) {
                return message;
            }
        }
    }

    /** How many messages have come that no one has asked for. */
    int unread() {
        return messages.size();
    }

    /** The code that the server closed the connection with. */
    int closeCode() {
        return get(closed);
    }

    /** The text that the server closed the connection with. */
    String closeReason() {
        closeCode();
        return closeReason;
    }

    /** {@link System#nanoTime()} when the connection was closed. */
    long closedNanos() {
        closeCode();
        return closedNanos;
    }

    boolean isClosed() {
        return closed.isDone();
    }

    static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    private WebSocket socket() {
        return Objects.requireNonNull(socket);
    }

    private static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        parts.append(data);
        if (last) {
            messages.add(parts.toString());
            parts.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
        byte[] part = new byte[data.remaining()];
        data.get(part);
        binaryParts.writeBytes(part);
        if (last) {
            binaryMessages.incrementAndGet();
            messages.add(RawDeflate.text(binaryParts.toByteArray()));
            binaryParts.reset();
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closeReason = reason;
        closedNanos = System.nanoTime();
        closed.complete(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.completeExceptionally(error);
    }

    @Override
    public void close() {
        socket().abort();
    }
}
