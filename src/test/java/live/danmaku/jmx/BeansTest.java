package live.danmaku.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import live.danmaku.FakeSocket;
import live.danmaku.TestFrames;
import live.danmaku.TestNode;
import live.danmaku.admin.Figures;
import live.danmaku.admin.NodeControl;
import live.danmaku.admin.Operations;
import live.danmaku.admin.Readiness;
import live.danmaku.encode.Decoder;
import live.danmaku.model.RoomId;
import live.danmaku.moderation.Judge;
import live.danmaku.moderation.WordLists;
import live.danmaku.room.Drain;
import live.danmaku.room.Moderation;
import live.danmaku.sanction.AuditTrail;
import live.danmaku.sanction.SanctionStore;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BeansTest {

    private static final String[] NO_TYPES = {};

    private final TestNode node = new TestNode();
    private final AuditTrail trail = new AuditTrail(SanctionStore.NONE, node.time);
    private final NodeControl control = new Node();
    private final Operations operations = new Operations(
            node.settings,
            new Moderation(
                    node.registry,
                    node.admission(new WordLists(), Judge.NONE),
                    node.sanctions,
                    SanctionStore.NONE,
                    trail,
                    node.time,
                    node.metrics),
            trail,
            control);
    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final Beans beans = beans("/danmaku");

    private Beans beans(String context) {
        return new Beans(
                server,
                context,
                new Figures(node.registry, node.metrics, TestFrames.FACTORY, node.kept, () -> null),
                operations,
                new Readiness(control, () -> Duration.ZERO, node.settings, () -> Readiness.Store.NONE, () -> null),
                node.settings,
                node.metrics,
                new Decoder());
    }

    @BeforeEach
    void open() {
        beans.open();
    }

    @AfterEach
    void close() {
        beans.close();
        assertThat(names()).isEmpty();
    }

    @Test
    void refresh_onlyTheRoomsWithTheMostViewersHaveBeans() {
        node.source.set("danmaku.jmx.rooms", "2");
        node.settings.refresh();
        join("a", 1);
        join("b", 2);
        join("c", 3);
        beans.refresh();
        assertThat(names()).containsExactlyInAnyOrder(server(), room("b"), room("c"));

        join("a", 5);
        beans.refresh();

        assertThat(names()).containsExactlyInAnyOrder(server(), room("a"), room("c"));
    }

    @Test
    void open_twoDeployments_haveNamesOfTheirOwn() {
        Beans other = beans("/stage/one");
        other.open();
        assertThat(names()).containsExactlyInAnyOrder(server(), "danmaku:context=stage.one,type=Server");

        Beans same = beans("/danmaku");
        same.open();
        same.close();
        other.close();

        assertThat(names()).containsExactly(server());
    }

    @ParameterizedTest
    @ValueSource(strings = {"type=Server,context=danmaku", "type=Room,context=danmaku,name=lobby"})
    void info_everythingIsDescribed_andOfOpenTypes(String keys) throws JMException {
        join("lobby", 1);
        beans.refresh();

        MBeanInfo info = server.getMBeanInfo(new ObjectName("danmaku:" + keys));

        assertThat(info.getDescription()).isNotBlank();
        assertThat(Stream.of(info.getAttributes(), info.getOperations()).flatMap(Stream::of))
                .isNotEmpty()
                .allSatisfy(feature -> {
                    assertThat(feature.getDescription()).as(feature.getName()).isNotBlank();
                    assertThat(feature.getDescriptor().getFieldValue("openType"))
                            .isNotNull();
                });
        assertThat(Stream.of(info.getOperations()).flatMap(operation -> Stream.of(operation.getSignature())))
                .extracting(MBeanFeatureInfo::getName)
                .allMatch(name -> !name.matches("p\\d+"));
    }

    @Test
    void attributes_areThoseOfTheNode() throws JMException {
        join("lobby", 2);
        node.post(new RoomId("lobby"), "hello");
        node.time.settle();

        assertThat(read("Viewers")).isEqualTo(2);
        assertThat(read("Accepted")).isEqualTo(1L);
        assertThat(read("FramesSent")).isEqualTo(2L);
        assertThat(read("State")).isEqualTo("OPEN");
        CompositeData[] rooms = (CompositeData[]) invoke("rooms", new Object[] {10}, int.class);
        assertThat(rooms).singleElement().satisfies(row -> {
            assertThat(row.get("name")).isEqualTo("lobby");
            assertThat(row.get("viewers")).isEqualTo(2);
        });
        assertThat((CompositeData[]) read("Configuration"))
                .filteredOn(row -> row.get("name").equals("danmaku.window"))
                .singleElement()
                .satisfies(row -> assertThat(row.get("source")).isEqualTo("default"));
    }

    @Test
    void setAttribute_window_holdsForTheRoom_untilItIsReset() throws JMException {
        join("lobby", 1);
        beans.refresh();
        ObjectName lobby = new ObjectName("danmaku:type=Room,context=danmaku,name=lobby");

        server.setAttribute(lobby, new Attribute("WindowMillis", 250));
        assertThat(node.settings.get().window(new RoomId("lobby"))).isEqualTo(Duration.ofMillis(250));
        assertThat(server.getAttribute(lobby, "WindowMillis")).isEqualTo(250);

        Object unused = server.invoke(lobby, "reset", new Object[0], NO_TYPES);

        assertThat(node.settings.get().window(new RoomId("lobby"))).isEqualTo(Duration.ofSeconds(1));
        assertThat(trail.newest(10)).extracting(entry -> entry.act()).containsExactly("reset", "set");
    }

    @Test
    void invoke_closeAndMute_areDone_andRecorded() throws JMException {
        FakeSocket viewer = FakeSocket.open();
        node.join(new RoomId("lobby"), viewer);

        assertThat(invoke("closeRoom", new Object[] {"lobby", 60L}, String.class, long.class))
                .asString()
                .startsWith("closed until ");
        assertThat(invoke(
                        "mute",
                        new Object[] {"*", "user", "u1", 0L},
                        String.class,
                        String.class,
                        String.class,
                        long.class))
                .isEqualTo("mute-user u1");

        assertThat(viewer.closed()).isNotNull();
        assertThat((CompositeData[]) read("Audit"))
                .extracting(row -> row.get("who") + " " + row.get("act") + " " + row.get("room"))
                .containsExactly("jmx mute *", "jmx close lobby");
    }

    @Test
    void invoke_nonsense_isAnsweredWithTheCode_inAClassThatEveryClientHas() {
        assertRefused(
                "invalid_field: kind must be",
                () -> invoke(
                        "mute",
                        new Object[] {"lobby", "planet", "mars", 0L},
                        String.class,
                        String.class,
                        String.class,
                        long.class));
        assertRefused("room_invalid: ", () -> invoke("closeRoom", new Object[] {"a b", 0L}, String.class, long.class));
        assertRefused("room_invalid: ", () -> invoke("closeRoom", new Object[] {null, 0L}, String.class, long.class));
        assertRefused(
                "invalid_field: seconds",
                () -> invoke("closeRoom", new Object[] {"lobby", Long.MIN_VALUE}, String.class, long.class));
        assertRefused(
                "room_unknown: ", () -> invoke("announce", new Object[] {"lobby", "hi"}, String.class, String.class));
        assertRefused("invalid_field: most", () -> invoke("rooms", new Object[] {0}, int.class));
        assertRefused(
                "invalid_field: \"danmaku.nothing\"",
                () -> invoke(
                        "set", new Object[] {"*", "danmaku.nothing", "1"}, String.class, String.class, String.class));
        assertRefused(
                "invalid_field: this act is for one room",
                () -> invoke("closeRoom", new Object[] {"*", 0L}, String.class, long.class));
        assertRefused(
                "invalid_field: danmaku.window = \"1\"",
                () -> server.setAttribute(new ObjectName(server()), new Attribute("WindowMillis", 1)));

        assertThat(trail.newest(10)).isEmpty();
    }

    @Test
    void attribute_ofARoomThatIsGone_isRefused() throws JMException {
        join("lobby", 1);
        beans.refresh();
        node.drain(pause -> node.time.advanceMillis(1_000)).run();

        assertRefused(
                "room_unknown: ",
                () -> server.getAttribute(new ObjectName("danmaku:type=Room,context=danmaku,name=lobby"), "Viewers"));
    }

    private Object read(String attribute) throws JMException {
        return server.getAttribute(new ObjectName(server()), attribute);
    }

    private Object invoke(String operation, Object[] arguments, Class<?>... types) throws JMException {
        return server.invoke(
                new ObjectName(server()),
                operation,
                arguments,
                Stream.of(types).map(Class::getName).toArray(String[]::new));
    }

    private Set<String> names() {
        try {
            return server.queryNames(new ObjectName("danmaku:*"), null).stream()
                    .map(ObjectName::getCanonicalName)
                    .collect(Collectors.toSet());
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }

    private static String server() {
        return "danmaku:context=danmaku,type=Server";
    }

    private static String room(String name) {
        return "danmaku:context=danmaku,name=" + name + ",type=Room";
    }

    private void join(String room, int viewers) {
        for (int i = 0; i < viewers; i++) {
            node.join(new RoomId(room), FakeSocket.open());
        }
    }

    private static void assertRefused(String message, ThrowingCallable call) {
        assertThatExceptionOfType(RuntimeMBeanException.class)
                .isThrownBy(call)
                .havingCause()
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .withMessageStartingWith(message);
    }

    /** A node that is open. */
    private final class Node implements NodeControl {

        @Override
        public State state() {
            return State.OPEN;
        }

        @Override
        public Drain.Outcome drain() {
            return new Drain.Outcome(0, 0);
        }

        @Override
        public boolean open() {
            return true;
        }

        @Override
        public void reload() {
            node.settings.refresh();
        }
    }
}
