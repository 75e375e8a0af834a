package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import live.danmaku.it.host.FireServlet;
import live.danmaku.it.host.HouseRules;
import live.danmaku.it.host.Watch;
import live.danmaku.it.host.WatchServlet;
import live.danmaku.tool.server.Archive;
import live.danmaku.tool.server.BuildFiles;

/** Another application on the same server, which fires events and observes what happens. */
final class HostApplication {
    private static final Class<?>[] CLASSES = {FireServlet.class, Watch.class, WatchServlet.class};

    private final URI base;

    private HostApplication(URI base) {
        this.base = base;
    }

    /** As a WAR of its own, on the server that serves this application root. */
    static HostApplication beside(URI danmakuBase) {
        return new HostApplication(danmakuBase.resolve("/host/"));
    }

    /** In danmaku's own WAR. */
    static HostApplication within(URI danmakuBase) {
        return new HostApplication(danmakuBase);
    }

    /** Has the application beside this server fire an event. */
    static void fire(URI danmakuBase, String room, String text) {
        beside(danmakuBase).fire("room", room, "text", text);
    }

    /**
     * Has it fire an event.
     *
     * @param parameters names and values of {@link FireServlet}'s, alternating
     * @return how many were accepted, in a transaction before and after its end
     */
    String fire(String... parameters) {
        List<String> form = new ArrayList<>();
        for (int i = 0; i < parameters.length; i += 2) {
            form.add(parameters[i] + "=" + URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
        }
        HttpResponse<String> answer = HttpApi.send(HttpRequest.newBuilder(base.resolve("fire"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(String.join("&", form))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    /** What it has observed of a room. */
    List<String> observed(String room) {
        return HttpApi.send(HttpRequest.newBuilder(base.resolve("watch?room=" + room)))
                .body()
                .lines()
                .toList();
    }

    /** Ends what stalls there. */
    void release() {
        HttpApi.send(HttpRequest.newBuilder(base.resolve("watch")).POST(BodyPublishers.noBody()));
    }

    /** Writes the WAR that is deployed beside danmaku's, and returns it. */
    static Path war() {
        return Archive.hostWar("host.war", CLASSES).write();
    }

    /** Writes danmaku's WAR with this application in it, and returns it. */
    static Path warWithin() {
        return Archive.named("danmaku-host.war")
                .withAllOf(BuildFiles.war())
                .with("WEB-INF/classes/", CLASSES)
                .write();
    }

    /** Writes a WAR with a moderator, {@link HouseRules}, and returns it. */
    static Path moderator() {
        return Archive.hostWar("moderator.war", HouseRules.class).write();
    }

    /** Waits until the moderator is asked, with the posts of a viewer who does nothing else. */
    static void awaitModerator(TestViewer asking) {
        AtomicInteger attempts = new AtomicInteger();
        await().atMost(TestViewer.PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
            String ref = "m" + attempts.incrementAndGet();
            asking.send("{\"type\":\"post\",\"ref\":\"" + ref + "\",\"text\":\"reject me " + ref + "\"}");
            JsonObject answer = asking.next();
            while (!answer.getString("ref", "").equals(ref)) {
                answer = asking.next();
            }
            return answer.getString("code", "").equals("rejected");
        });
    }
}
