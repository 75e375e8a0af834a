package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import live.danmaku.client.DanmakuModerator;
import live.danmaku.client.DanmakuPost;
import live.danmaku.client.DanmakuVerdict;
import live.danmaku.client.Forwarder;
import live.danmaku.client.ModeratorBinding;
import live.danmaku.it.host.FireServlet;
import live.danmaku.it.host.HouseRules;
import live.danmaku.tool.server.BuildFiles;

/** Another application on the same server: a WAR with the client package and a servlet that fires events. */
final class HostApplication {
    private static final String NAME = "host";
    private static final List<Class<?>> CLASSES = List.of(DanmakuPost.class, Forwarder.class, FireServlet.class);
    private static final List<Class<?>> MODERATOR = List.of(
            DanmakuPost.class, DanmakuModerator.class, DanmakuVerdict.class, ModeratorBinding.class, HouseRules.class);

    private HostApplication() {}

    /** Where the servlet answers, on the server that serves this application root. */
    static URI fire(URI danmakuBase) {
        return danmakuBase.resolve("/" + NAME + "/fire");
    }

    /** Has the application on this server fire an event. */
    static void fire(URI danmakuBase, String room, String text) {
        String form = "room=" + room + "&text=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
        assertThat(HttpApi.send(HttpRequest.newBuilder(fire(danmakuBase))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(form)))
                        .statusCode())
                .isEqualTo(204);
    }

    /** Writes the WAR and returns it. */
    static Path war() {
        return war(NAME, CLASSES);
    }

    /** Writes a WAR with a moderator, {@link HouseRules}, and returns it. */
    static Path moderator() {
        return war("moderator", MODERATOR);
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

    private static Path war(String name, List<Class<?>> classes) {
        Path war = BuildFiles.instance(name + ".war");
        try {
            Files.createDirectories(war.getParent());
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war))) {
                zip.putNextEntry(new ZipEntry("WEB-INF/beans.xml"));
                for (Class<?> type : classes) {
                    add(zip, type);
                }
            }
            return war;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(ZipOutputStream zip, Class<?> type) throws IOException {
        String file = type.getName().replace('.', '/') + ".class";
        zip.putNextEntry(new ZipEntry("WEB-INF/classes/" + file));
        try (InputStream in = type.getClassLoader().getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("no class file " + file);
            }
            in.transferTo(zip);
        }
        for (Class<?> nested : type.getDeclaredClasses()) {
            add(zip, nested);
        }
    }
}
