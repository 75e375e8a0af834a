package live.danmaku.client;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import live.danmaku.MemoryNaming;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The beans of the client jar in an application, with the test in the place of the server. */
class ClientEventsTest {

    private static final DanmakuPost POST = DanmakuPost.to("lobby").text("hi");

    private final List<Map<String, String>> posted = new ArrayList<>();

    /** The client holds its server weakly. */
    private final List<Object> servers = new ArrayList<>();

    private WeldContainer cdi = start();

    @AfterEach
    @SuppressWarnings("BanJNDI") // the name is a constant
    void stop() throws NamingException {
        cdi.shutdown();
        new InitialContext().unbind(Forwarder.GATE);
        assertThat(MemoryNaming.names().keySet()).noneMatch(name -> name.startsWith("java:global/danmaku"));
    }

    @Test
    void fire_acceptedPost_isCounted_andNothingIsTold() {
        server(fields -> Forwarder.ACCEPTED);

        fire(POST.as("ann").lane("vip"));

        assertThat(posted).hasSize(1);
        assertThat(posted.get(0))
                .containsEntry("version", Forwarder.VERSION)
                .containsEntry("room", "lobby")
                .containsEntry("text", "hi")
                .containsEntry("user", "ann")
                .containsEntry("lane", "vip")
                .containsKey("application")
                .doesNotContainKeys("mode", "color", "size");
        assertThat(forwarder().accepted()).isEqualTo(1);
        assertThat(application().refused).isEmpty();
    }

    @Test
    void fire_noServer_isTold_andAServerThatComesLater_isFound() {
        fire(POST);
        assertThat(application().refused).containsExactly(new DanmakuRefused(POST, Forwarder.GONE));
        stopAndStart();

        server(fields -> Forwarder.ACCEPTED);
        fire(POST);

        assertThat(forwarder().accepted()).isEqualTo(1);
    }

    @Test
    void fire_redeployedServer_isFoundAtOnce() {
        boolean[] closed = {false};
        server(fields -> closed[0] ? Forwarder.GONE : Forwarder.ACCEPTED);
        fire(POST);
        closed[0] = true;
        server(fields -> Forwarder.ACCEPTED);

        fire(POST);

        assertThat(forwarder().accepted()).isEqualTo(2);
        assertThat(forwarder().refused()).isZero();
    }

    @Test
    void fire_refusedPost_isToldWithItsCode_andCountedByIt() {
        server(fields -> "lobby".equals(fields.get("room")) ? "room_busy" : "room_invalid");

        fire(POST);
        fire(POST);
        fire(DanmakuPost.to("not a room").text("hi"));

        assertThat(application().refused)
                .extracting(DanmakuRefused::code)
                .containsExactly("room_busy", "room_busy", "room_invalid");
        assertThat(forwarder().refusedByCode()).isEqualTo(Map.of("room_busy", 2L, "room_invalid", 1L));
        assertThat(forwarder().refused()).isEqualTo(3);
    }

    @Test
    @SuppressWarnings("NullAway") // of a server that breaks its contract
    void fire_serverThatFailsOrSaysNothing_neverReachesTheCaller() {
        server(fields -> {
            throw new NoClassDefFoundError("of a server that is being undeployed");
        });
        fire(POST);
        stopAndStart();
        server(fields -> null);
        fire(POST);

        assertThat(forwarder().refusedByCode()).isEqualTo(Map.of(Forwarder.FAILED, 1L));
    }

    @Test
    @SuppressWarnings("NullAway") // as an application may
    void fire_nullFields_areLeftToTheServer() {
        server(fields -> fields.containsKey("room") ? Forwarder.ACCEPTED : "room_invalid");

        fire(new DanmakuPost(null, null, null, null, null, null, null));

        assertThat(posted.get(0)).containsOnlyKeys("version", "application");
        assertThat(forwarder().refusedByCode()).isEqualTo(Map.of("room_invalid", 1L));
    }

    @Test
    void refusedObserver_thatThrows_neverReachesTheCaller() {
        application().failing = true;

        fire(POST);

        assertThat(forwarder().refused()).isEqualTo(1);
    }

    @Test
    void refusedObserver_thatPostsAgain_isNotToldOfThatForEver() {
        application().postsAgain = true;

        fire(POST);

        assertThat(application().refused).hasSize(1);
        assertThat(forwarder().refused()).isEqualTo(2);
    }

    @Test
    void listener_saysWhatIsObserved_andWhatShare() {
        assertThat(listener().apply(List.of()))
                .containsEntry("version", Forwarder.VERSION)
                .containsEntry("events", "accepted,opened")
                .containsEntry("one-in", "100");
    }

    @Test
    void listener_eventsBecomeCdiEvents_whateverTheServersVersion() {
        tell(List.of(
                Map.of("event", "opened", "room", "lobby", "epoch", "e1"),
                Map.of("event", "sold", "room", "lobby"),
                Map.of("room", "lobby"),
                Map.of("event", "accepted", "room", "lobby", "id", "7", "text", "hi", "mood", "merry"),
                Map.of("event", "accepted", "id", "not a number"),
                Map.of("event", "accepted")));

        assertThat(application().seen)
                .containsExactly(
                        new RoomOpened("lobby", "e1"),
                        new DanmakuAccepted("lobby", "", 7, 0, "hi", "", "", "", "", ""),
                        new DanmakuAccepted("", "", 0, 0, "", "", "", "", "", ""));
    }

    @Test
    void listener_anObserverThatThrows_doesNotKeepWhatComesAfterFromBeingTold() {
        application().failing = true;

        tell(List.of(Map.of("event", "accepted", "id", "1"), Map.of("event", "accepted", "id", "2")));

        assertThat(application().seen).hasSize(2);
    }

    @Test
    void listener_ofAnApplicationThatObservesNothing_isNotThere() {
        cdi.shutdown();
        cdi = new Weld()
                .disableDiscovery()
                .addBeanClasses(Forwarder.class, ListenerBinding.class)
                .initialize();

        assertThat(MemoryNaming.names().keySet()).noneMatch(name -> name.startsWith(ListenerBinding.NAMES));
    }

    private static WeldContainer start() {
        MemoryNaming.install();
        return new Weld()
                .disableDiscovery()
                .addBeanClasses(Forwarder.class, ListenerBinding.class, ModeratorBinding.class, Application.class)
                .initialize();
    }

    private void stopAndStart() {
        cdi.shutdown();
        cdi = start();
    }

    private static void tell(List<Map<String, String>> happenings) {
        assertThat(listener().apply(happenings)).containsKey("events");
    }

    @SuppressWarnings("BanJNDI") // the name is a constant
    private void server(Function<Map<String, String>, String> answer) {
        Function<Map<String, String>, String> gate = fields -> {
            posted.add(fields);
            return answer.apply(fields);
        };
        servers.add(gate);
        try {
            new InitialContext().rebind(Forwarder.GATE, gate);
        } catch (NamingException e) {
            throw new AssertionError(e);
        }
    }

    private void fire(DanmakuPost post) {
        cdi.getBeanManager().getEvent().fire(post);
    }

    private Forwarder forwarder() {
        return cdi.select(Forwarder.class).get();
    }

    private Application application() {
        return cdi.select(Application.class).get();
    }

    @SuppressWarnings("unchecked")
    private static Function<List<Map<String, String>>, Map<String, String>> listener() {
        return (Function<List<Map<String, String>>, Map<String, String>>) MemoryNaming.names().entrySet().stream()
                .filter(bound -> bound.getKey().startsWith(ListenerBinding.NAMES))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    /** An application that observes some of what there is. Not proxied, so that the test can see its fields. */
    @Singleton
    static class Application {

        final List<DanmakuRefused> refused = new ArrayList<>();
        final List<Object> seen = new ArrayList<>();
        boolean failing;
        boolean postsAgain;

        @Inject
        @SuppressWarnings("NullAway.Init")
        Event<DanmakuPost> danmaku;

        @Produces
        DanmakuShare share() {
            return DanmakuShare.oneIn(100);
        }

        void refused(@Observes DanmakuRefused one) {
            refused.add(one);
            failIfAsked();
            if (postsAgain) {
                danmaku.fire(one.post());
            }
        }

        void opened(@Observes RoomOpened room) {
            seen.add(room);
        }

        void accepted(@Observes DanmakuAccepted danmaku) {
            seen.add(danmaku);
            failIfAsked();
        }

        private void failIfAsked() {
            if (failing) {
                throw new IllegalStateException("as asked");
            }
        }
    }
}
