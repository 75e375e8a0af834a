package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import live.danmaku.tool.server.AdministeredServer;
import live.danmaku.tool.server.JmxAccess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.EnumSource;

/** What an administrator does while viewers are connected. */
@EnumSource(names = {"WILDFLY", "PAYARA_SERVER"})
class AdministrationIT extends ServerContract {
    /** Payara shows its applications a changed value after up to half a minute. */
    private static final Duration CONFIGURATION_LIMIT = Duration.ofSeconds(60);

    @Test
    void undeploy_closesViewers_withACodeThatSaysComeBack() {
        AdministeredServer administered = on.administered();
        TestViewer viewer = join();

        administered.undeploy();
        try {
            assertThat(viewer.closeCode()).isEqualTo(1012);
            assertThat(http.get("rooms").statusCode()).isEqualTo(404);
        } finally {
            administered.deploy();
        }
    }

    @Test
    void redeploy_closesViewers_whoComeBack_andAreServed() {
        TestViewer before = join();

        on.administered().redeploy();

        assertThat(before.closeCode()).isEqualTo(1012);
        TestViewer after = join();
        after.post("back again");
        assertThat(texts(after.next("batch"))).containsExactly("back again");
    }

    /** The application beside stays deployed, and is there before the server is. */
    @Test
    void anApplicationsEvents_areRefusedWhileTheServerIsAway_andFlowAgainAfterwards() {
        HostApplication host = HostApplication.beside(server.baseUri());
        assertThat(host.fire("room", room, "text", "before")).isEqualTo("1");
        AdministeredServer administered = on.administered();

        administered.undeploy();
        try {
            assertThat(host.fire("room", room, "text", "into the void")).isEqualTo("0");
            assertThat(host.fire("room", room, "text", "into the void", "how", "commit"))
                    .isEqualTo("0 0");
        } finally {
            administered.deploy();
        }

        assertThat(host.observed(room)).contains("closed").endsWith("refused gone", "refused gone");
        TestViewer viewer = join();
        await().atMost(TestViewer.PATIENCE)
                .until(() -> host.fire("room", room, "text", "after").equals("1"));
        assertThat(textsUntilTheEnd(viewer)).containsExactly("after");
        await().atMost(TestViewer.PATIENCE)
                .until(() -> host.observed(room).stream().anyMatch(note -> note.endsWith("Newsroom: after")));
    }

    @Test
    void aPostBeforeTheRedeploy_isNotLost() {
        TestViewer viewer = join();
        viewer.post("first");
        viewer.next("batch");
        viewer.post("accepted in the last moment");
        viewer.next("ack");

        on.administered().redeploy();

        assertThat(texts(viewer.next("batch"))).containsExactly("accepted in the last moment");
    }

    @Test
    void aChangedWindow_takesEffectWithoutRedeploy() {
        TestViewer viewer = join();
        AdministeredServer administered = on.administered();

        administered.configure("danmaku.window", "250");
        try {
            await().atMost(CONFIGURATION_LIMIT).until(() -> http.room(room).getInt("window") == 250);
            assertThat(viewer.isClosed()).isFalse();
        } finally {
            administered.configure("danmaku.window", "1000");
            await().atMost(CONFIGURATION_LIMIT).until(() -> http.room(room).getInt("window") == 1000);
        }
    }

    @Test
    void jmx_withAWrongPassword_isRefused() {
        JmxAccess wrong = on.administered().jmx().withPassword("not-the-password");

        assertThatExceptionOfType(Exception.class)
                .isThrownBy(() -> JmxClient.connect(wrong))
                .matches(refusal -> refusal instanceof SecurityException || refusal instanceof IOException);
    }

    @Test
    void aValueOutOfRange_leavesTheOldOne_isLogged_andReadinessTells() throws IOException {
        join();
        AdministeredServer administered = on.administered();

        administered.configure("danmaku.window", "soon");
        try {
            await().atMost(CONFIGURATION_LIMIT)
                    .until(() -> http.health("ready").body().contains("danmaku.window"));
            assertThat(http.health("ready").statusCode()).isEqualTo(200);
            assertThat(http.health("ready").body()).doesNotContain("soon");
            assertThat(http.room(room).getInt("window")).isEqualTo(1_000);
            assertThat(Files.readString(server.logFile()))
                    .contains("danmaku.window = \"soon\" is not a whole number from 50 to 10000; 1000 stays");
        } finally {
            administered.configure("danmaku.window", "1000");
            await().atMost(CONFIGURATION_LIMIT)
                    .until(() -> !http.health("ready").body().contains("danmaku.window"));
        }
    }
}
