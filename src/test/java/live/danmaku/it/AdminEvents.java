package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What an admin page is told: server-sent events, as they come. */
final class AdminEvents implements Flow.Subscriber<String>, Client {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private record Event(String name, JsonObject data) {}

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
    private @Nullable CompletableFuture<HttpResponse<Void>> answer;
    private volatile Flow.@Nullable Subscription subscription;
    private String name = "";

    private AdminEvents() {}

    /** Begins to listen. */
    static AdminEvents of(HttpRequest.Builder request) {
        AdminEvents listener = new AdminEvents();
        listener.answer = CLIENT.sendAsync(request.build(), head -> {
                    assertThat(head.statusCode()).isEqualTo(200);
                    assertThat(head.headers().firstValue("Content-Type").orElse(""))
                            .startsWithIgnoringCase("text/event-stream");
                    return HttpResponse.BodySubscribers.fromLineSubscriber(listener);
                })
                .whenComplete((response, error) -> listener.ended.complete(true));
        return listener;
    }

    /** The next event of this name; others before it are left out. */
    JsonObject next(String wanted) {
        try {
            while (true) {
                Event event = events.poll(TestViewer.PATIENCE.toSeconds(), TimeUnit.SECONDS);
                assertThat(event).as("an event " + wanted).isNotNull();
                if (event.name().equals(wanted)) {
                    return event.data();
                }
            }
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    /** Waits until the server has ended it. */
    void awaitEnd() {
        assertThat(ended).succeedsWithin(TestViewer.PATIENCE);
    }

    @Override
    public void close() {
        Flow.Subscription begun = subscription;
        if (begun != null) {
            begun.cancel();
        } else if (answer != null) {
            answer.cancel(true);
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
        subscription = begun;
        begun.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
        if (line.startsWith("event: ")) {
            name = line.substring("event: ".length());
        } else if (line.startsWith("data: ")) {
            events.add(new Event(name, TestViewer.json(line.substring("data: ".length()))));
        }
    }

    @Override
    public void onError(Throwable error) {
        ended.complete(true);
    }

    @Override
    public void onComplete() {
        ended.complete(true);
    }
}
