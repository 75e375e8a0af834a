package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.management.AttributeNotFoundException;
import javax.management.JMException;
import javax.management.MBeanInfo;
import javax.management.ReflectionException;
import javax.management.openmbean.CompositeData;
import javax.xml.parsers.DocumentBuilderFactory;
import live.danmaku.tool.server.BuildFiles;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.NodeList;

/** What an administrator reads and does through each server's own JMX access. */
@EnumSource(names = {"WILDFLY", "PAYARA_SERVER", "PAYARA_MICRO"})
class ManagementIT extends ServerContract {

    /** The busiest rooms are looked for every five seconds. */
    private static final Duration ROOMS_LIMIT = Duration.ofSeconds(15);

    @SuppressWarnings("NullAway.Init")
    private JmxClient jmx;

    @BeforeEach
    void connect() throws IOException {
        jmx = JmxClient.connect(server);
    }

    @AfterEach
    void disconnect() throws IOException {
        jmx.close();
    }

    @Test
    void figures_areRead_andDescribed() throws Exception {
        TestViewer viewer = join();
        viewer.post("hello");
        viewer.next("batch");

        assertThat(jmx.read("State")).isEqualTo("OPEN");
        assertThat(jmx.read("Ready")).isEqualTo(true);
        assertThat((Integer) jmx.read("Viewers")).isPositive();
        assertThat((Long) jmx.read("Accepted")).isPositive();
        assertThat((CompositeData[]) jmx.read("Checks")).hasSize(5);
        MBeanInfo info = jmx.info();
        assertThat(Stream.of(info.getAttributes(), info.getOperations()).flatMap(Stream::of))
                .allSatisfy(feature -> assertThat(feature.getDescription()).isNotBlank());
    }

    /** Payara answers 500 for all of its metrics where one of them is not there. */
    @Test
    void payarasMetrics_nameFigures_thatAreThere() throws Exception {
        NodeList paths = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(BuildFiles.serverConfig().resolve("payara/metrics.xml").toFile())
                .getElementsByTagName("mbean");

        assertThat(paths.getLength()).isPositive();
        for (int i = 0; i < paths.getLength(); i++) {
            assertThat(jmx.readNamed(paths.item(i).getTextContent())).isInstanceOf(Number.class);
        }
    }

    @Test
    void configuration_saysWhereValuesComeFrom_andNoSecrets() throws Exception {
        CompositeData[] configuration = (CompositeData[]) jmx.read("Configuration");

        assertThat(configuration)
                .filteredOn(row -> row.get("name").equals("danmaku.config.refresh"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.get("value")).isEqualTo("500");
                    assertThat(row.get("standard")).isEqualTo("5000");
                    assertThat((Integer) row.get("ordinal")).isPositive();
                });
        assertThat(configuration)
                .extracting(row -> row.get("value"))
                .contains("(secret)")
                .doesNotContain(TestTickets.SECRET);
    }

    @Test
    void window_setForARoom_holdsAtOnce_untilItIsReset() throws Exception {
        TestViewer viewer = join();
        awaitBean();

        jmx.writeOfRoom(room, "WindowMillis", 321);
        assertThat(http.room(room).getInt("window")).isEqualTo(321);
        assertThat(jmx.readOfRoom(room, "Viewers")).isEqualTo(1);

        jmx.invokeOfRoom(room, "reset");
        assertThat(http.room(room).getInt("window")).isEqualTo(1_000);
        assertThat(viewer.isClosed()).isFalse();
    }

    @Test
    void acts_reachViewers_andAreRecorded() throws Exception {
        TestViewer viewer = join();

        jmx.invoke("announce", room, "Back in five minutes");
        JsonObject batch = viewer.next("batch");
        assertThat(batch.getJsonObject("acts").getJsonArray("notices").getValuesAs(JsonValue::toString))
                .containsExactly("\"Back in five minutes\"");

        assertThat((String) jmx.invoke("closeRoom", room, 60L)).startsWith("closed until");
        assertThat(viewer.closeCode()).isEqualTo(1008);
        jmx.invoke("reopenRoom", room);
        join();

        assertThat((CompositeData[]) jmx.read("Audit"))
                .filteredOn(row -> row.get("room").equals(room))
                .extracting(row -> row.get("act"))
                .containsExactly("reopen", "close", "announce");
        assertThat((CompositeData[]) jmx.read("Audit"))
                .allSatisfy(row -> assertThat(row.get("who")).isNotEqualTo(""));
    }

    @Test
    void nonsense_isRefusedWithACode_thatEveryClientCanRead() {
        assertRefused("invalid_field: kind must be", () -> jmx.invoke("mute", room, "planet", "mars", 0L));
        assertRefused("room_invalid: ", () -> jmx.invoke("closeRoom", "a b", 0L));
        assertRefused("room_unknown: ", () -> jmx.invoke("announce", "no-such-room-" + room, "hi"));
        assertRefused("invalid_field: danmaku.window = \"1\" is not", () -> jmx.write("WindowMillis", 1));
        assertRefused(
                "invalid_field: danmaku.shards is read at deployment",
                () -> jmx.invoke("set", "*", "danmaku.shards", "4"));

        assertThat(causes(() -> jmx.read("Nothing"))).hasAtLeastOneElementOfType(AttributeNotFoundException.class);
        assertThat(causes(() -> jmx.invoke("drain", "now", 1L))).hasAtLeastOneElementOfType(ReflectionException.class);
    }

    @Test
    void drain_emptiesTheNode_untilResume() throws Exception {
        TestViewer viewer = join();

        assertThat((String) jmx.invoke("drain")).matches("\\d+ viewers closed, 0 of them late");
        try {
            assertThat(viewer.closeCode()).isEqualTo(1012);
            assertThat(http.health("ready").statusCode()).isEqualTo(503);
            assertThat(http.health("ready").body()).contains("\"drained\"");
            assertThat(http.postText(room, "too late").statusCode()).isEqualTo(503);
            assertThat(jmx.read("State")).isEqualTo("DRAINED");
        } finally {
            assertThat(jmx.invoke("resume")).isEqualTo("OPEN");
        }
        assertThat(http.health("ready").statusCode()).isEqualTo(200);
        join();
    }

    @Test
    void microProfileHealth_hasTheCheck_whereTheServerHasMicroProfileHealth() {
        HttpResponse<String> ready = HttpApi.send(http.request("/health/ready").GET());

        if (on == Servers.WILDFLY) {
            assertThat(ready.statusCode()).isEqualTo(404);
        } else {
            assertThat(ready.statusCode()).isEqualTo(200);
            assertThat(ready.body()).contains("\"danmaku\"", "\"doors\":\"open\"");
        }
    }

    private void awaitBean() throws JMException {
        String name = JmxClient.room(room).getCanonicalName();
        await().atMost(ROOMS_LIMIT).until(() -> jmx.names().contains(name));
    }

    private static void assertRefused(String message, ThrowingCallable call) {
        assertThat(causes(call))
                .filteredOn(cause -> cause.getClass().equals(IllegalArgumentException.class))
                .singleElement()
                .satisfies(cause -> assertThat(cause).hasMessageStartingWith(message));
    }

    /** What was thrown, and what that was caused by: Payara Server wraps it once more. */
    private static List<Throwable> causes(ThrowingCallable call) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = catchThrowable(call); cause != null; cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }
}
