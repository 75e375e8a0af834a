package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import live.danmaku.it.host.Watch;
import live.danmaku.tool.server.Jcmd;
import live.danmaku.tool.server.LiveObjects;
import live.danmaku.tool.server.WildFly;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An admin page that is open, and an application that observes, while the server or the application is deployed anew, where
 * that can be done.
 */
@EnumSource(names = {"GUARDED_WILDFLY", "REDEPLOYED_PAYARA_SERVER"})
class AdminRedeployIT extends ServerContract {

    /** Enough to tell what every redeploy leaves from what comes once; {@code -Dredeploy.times} for more. */
    private static final int TIMES = Integer.getInteger("redeploy.times", 2);

    private static final Duration COLLECTED = Duration.ofSeconds(40);
    private static final String SERVER = "live.danmaku.app.DanmakuServer";

    /**
     * A thread that stayed would hold its class loader, and is seen by that. WildFly's own threads for requests keep the first one
     * that they served, and so the application of that time, for as long as they live: here that is a second without work.
     */
    @Test
    void redeployments_ofEitherSide_endTheStream_observersAreToldAgain_andNothingOfOldOnesStays() {
        if (server instanceof WildFly wildFly) {
            wildFly.endIdleWorkers(Duration.ofSeconds(1));
        }
        Path host = HostApplication.war();
        redeployBoth(host);
        long loaders = loaders();

        for (int i = 0; i < TIMES; i++) {
            redeployBoth(host);
        }

        await().atMost(COLLECTED).untilAsserted(() -> {
            LiveObjects live = jcmd().liveObjects();
            assertThat(live.instances(SERVER)).isEqualTo(1);
            assertThat(live.instances(Watch.class.getName())).isEqualTo(1);
            assertThat(loaders()).isLessThan(loaders + TIMES);
        });
    }

    private void redeployBoth(Path host) {
        AdminEvents ended = listen();
        ended.next("node");
        assertActed();
        on.administered().redeploy();
        ended.awaitEnd();
        assertObserved();

        AdminEvents open = listen();
        assertThat(open.next("node").getString("state")).isEqualTo("open");
        on.administered().remove(host);
        on.administered().add(host);
        assertObserved();
    }

    /** What moderators do is written to the data source: what a container keeps for that must end with the application. */
    private void assertActed() {
        assertThat(AdminRequests.act(
                                Guarded.ADMIN,
                                server.baseUri(),
                                "room-" + UUID.randomUUID(),
                                "{\"act\":\"pin\",\"text\":\"We are back soon\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    /** The server looks for observers once a second. */
    private void assertObserved() {
        HostApplication application = HostApplication.beside(server.baseUri());
        String told = "room-" + UUID.randomUUID();
        await().atMost(TestViewer.PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
            http.postText(told, "hello " + UUID.randomUUID());
            return application.observed(told).stream().anyMatch(note -> note.contains(": hello"));
        });
    }

    /** Class loaders, without those that Java makes for methods that are called by reflection often. */
    private long loaders() {
        return jcmd().classLoaders().stream()
                .filter(loader -> !loader.endsWith("DelegatingClassLoader"))
                .count();
    }

    private Jcmd jcmd() {
        return new Jcmd(server.process().pid());
    }

    private AdminEvents listen() {
        return closing(AdminEvents.of(AdminRequests.login(
                Guarded.ADMIN, HttpRequest.newBuilder(server.baseUri().resolve("admin/api/stream")))));
    }
}
