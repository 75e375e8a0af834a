package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import live.danmaku.tool.server.AdministeredServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Danmaku in an EAR with the company's applications, and another one deployed beside that: from each of them an event is
 * delivered once. Payara Micro takes no EAR.
 */
@EnumSource(names = {"WILDFLY", "PAYARA_SERVER"})
class PackagingIT extends ServerContract {

    private static final Path EAR = NewsApplication.ear();

    @BeforeParameterizedClassInvocation
    static void deployEar(Servers on) {
        AdministeredServer administered = on.administered();
        administered.undeploy();
        administered.add(EAR);
    }

    @AfterParameterizedClassInvocation
    static void removeEar(Servers on) {
        AdministeredServer administered = on.administered();
        administered.remove(EAR);
        administered.deploy();
    }

    @Test
    void anEvent_ofAnEjb_isDeliveredOnceAfterCommit() {
        TestViewer viewer = join();

        assertThat(news().publish(room, "Polls close in ten minutes")).isTrue();

        assertThat(textsUntilTheEnd(viewer)).containsExactly("Polls close in ten minutes");
    }

    @Test
    void anEvent_ofAnEjbThatRollsBack_isNotDelivered() {
        TestViewer viewer = join();

        assertThat(news().publish(room, "x".repeat(81))).isFalse();

        assertThat(textsUntilTheEnd(viewer)).isEmpty();
    }

    @Test
    void anEvent_outsideOfATransaction_isDeliveredOnce() {
        TestViewer viewer = join();

        news().flash(room, "Breaking");

        assertThat(textsUntilTheEnd(viewer)).containsExactly("Breaking");
    }

    @Test
    void anEvent_ofTheSameWar_isDeliveredOnce() {
        TestViewer viewer = join();

        HostApplication.within(server.baseUri()).fire("room", room, "text", "from within");

        assertThat(textsUntilTheEnd(viewer)).containsExactly("from within");
    }

    @Test
    void anEvent_ofAWarBeside_isDeliveredOnce() {
        TestViewer viewer = join();
        HostApplication host = HostApplication.beside(server.baseUri());

        await().atMost(TestViewer.PATIENCE)
                .until(() -> host.fire("room", room, "text", "from beside").equals("1"));

        assertThat(textsUntilTheEnd(viewer)).containsExactly("from beside");
    }

    @Test
    void eachApplication_isToldWhatHappens_once() {
        TestViewer viewer = join();
        news().flash(room, "seen by all");
        viewer.next("batch");

        String seen = room + ": Flash said seen by all";
        await().atMost(TestViewer.PATIENCE).until(() -> news().seen().contains(seen));
        assertThat(news().seen()).containsOnlyOnce(seen);
        for (HostApplication host : new HostApplication[] {
            HostApplication.within(server.baseUri()), HostApplication.beside(server.baseUri())
        }) {
            await().atMost(TestViewer.PATIENCE)
                    .until(() -> host.observed(room).stream()
                                    .filter(note -> note.endsWith("seen by all"))
                                    .count()
                            == 1);
        }
    }

    private NewsApplication news() {
        return new NewsApplication(server.baseUri());
    }
}
