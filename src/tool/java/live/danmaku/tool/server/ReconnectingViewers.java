package live.danmaku.tool.server;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Viewers of one room who come back whenever their connection ends, and who remember with which code it did.
 *
 * <p>Threading: one owner; connections change on the HTTP client's threads.
 */
final class ReconnectingViewers {
    /** Between two attempts of a viewer: short, because a redeploy is over in a second or two. */
    private static final Duration PAUSE = Duration.ofMillis(250);

    private static final Duration POLL = Duration.ofMillis(50);
    private static final int NO_CLOSE_FRAME = 1006;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Executor afterPause = CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    private final Map<Integer, Long> closeCodes = new ConcurrentSkipListMap<>();
    private final Set<Viewer> greeted = ConcurrentHashMap.newKeySet();
    private final URI address;
    private final int count;

    ReconnectingViewers(URI base, int count) {
        this.address = URI.create("ws://" + base.getAuthority() + base.getPath() + "ws/rooms/redeploy");
        this.count = count;
    }

    int count() {
        return count;
    }

    /** How many connections ended with which code. */
    Map<Integer, Long> closeCodes() {
        return Map.copyOf(closeCodes);
    }

    /** Connects all and waits for their greetings. */
    void join() throws InterruptedException {
        for (int i = 0; i < count; i++) {
            connect();
        }
        awaitBack(Duration.ofSeconds(60));
    }

    /** Waits until every viewer has been greeted on its present connection. */
    void awaitBack(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (greeted.size() < count) {
            if (System.nanoTime() > deadline) {
                throw new ServerFailure("only " + greeted.size() + " of " + count + " viewers are back after "
                        + limit.toSeconds() + " s; close codes " + closeCodes);
            }
            TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a failed attempt is followed by the next one
    private void connect() {
        Viewer viewer = new Viewer();
        CompletableFuture<WebSocket> connection = client.newWebSocketBuilder().buildAsync(address, viewer);
        connection.whenComplete((open, failure) -> {
            if (failure != null) {
                afterPause.execute(this::connect);
            }
        });
    }

    /** One connection. */
    private final class Viewer implements WebSocket.Listener {

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            greeted.add(this);
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            ended(code);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            ended(NO_CLOSE_FRAME);
        }

        private void ended(int code) {
            greeted.remove(this);
            closeCodes.merge(code, 1L, Long::sum);
            afterPause.execute(ReconnectingViewers.this::connect);
        }
    }
}
