package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import live.danmaku.tool.server.AdministeredServer;
import live.danmaku.tool.server.WildFly;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.EnumSource;

/** How a server lets go of its viewers: two by two, every 300 ms, back within 6 s. */
@EnumSource(names = {"DRAINED_WILDFLY", "DRAINED_PAYARA_SERVER"})
class DrainIT extends ServerContract {

    private static final int VIEWERS = 6;

    @Test
    void undeploy_lastBatchLeaves_thenViewersAreClosedInPacedGroups_andToldWhenToComeBack() {
        AdministeredServer administered = on.administered();
        List<TestViewer> viewers = audienceWithADanmakuWaiting();

        List<Answer> answers = askingForReadinessMeanwhile(administered::undeploy);
        try {
            assertDrained(viewers);
            assertNotReadySinceTheFirstClose(viewers, answers, status -> status != 200);
        } finally {
            administered.deploy();
        }
        join();
        assertThat(http.health("ready").statusCode()).isEqualTo(200);
    }

    @Test
    void stop_lastBatchLeaves_thenViewersAreClosedInPacedGroups_andToldWhenToComeBack() {
        List<TestViewer> viewers = audienceWithADanmakuWaiting();

        on.stop();

        assertDrained(viewers);
    }

    @Test
    void suspend_drainsTheServer_andResumeBringsItBack() {
        Assumptions.assumeTrue(server instanceof WildFly, "only WildFly can be suspended");
        WildFly wildFly = (WildFly) server;
        List<TestViewer> viewers = audienceWithADanmakuWaiting();

        List<Answer> answers = askingForReadinessMeanwhile(() -> wildFly.suspend(30));
        try {
            assertDrained(viewers);
            assertNotReadySinceTheFirstClose(viewers, answers, status -> status == 503);
            RawViewer turnedAway = closing(RawViewer.join(server.baseUri(), room));
            assertThat(turnedAway.status()).isEqualTo(503);
        } finally {
            wildFly.resume();
        }
        assertThat(http.health("ready").statusCode()).isEqualTo(200);
        TestViewer back = join();
        back.post("back again");
        assertThat(texts(back.next("batch"))).containsExactly("back again");
    }

    @Test
    void health_ofAServerThatRuns_isUp() {
        join();

        HttpResponse<String> ready = http.health("ready");

        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(TestViewer.json(ready.body()).getString("status")).isEqualTo("UP");
        assertThat(TestViewer.json(ready.body()).getInt("viewers")).isPositive();
        assertThat(http.health("live").statusCode()).isEqualTo(200);
    }

    /** Viewers who have had a first batch, so that what was posted after it waits for the window's end. */
    private List<TestViewer> audienceWithADanmakuWaiting() {
        List<TestViewer> viewers = Stream.generate(this::join).limit(VIEWERS).toList();
        assertThat(http.postText(room, "first").statusCode()).isEqualTo(202);
        viewers.forEach(viewer -> viewer.next("batch"));
        assertThat(http.postText(room, "last").statusCode()).isEqualTo(202);
        return viewers;
    }

    private static void assertDrained(List<TestViewer> viewers) {
        assertThat(viewers).allSatisfy(viewer -> {
            assertThat(viewer.closeCode()).isEqualTo(1012);
            assertThat(texts(viewer.next("batch"))).containsExactly("last");
        });
        assertThat(viewers.stream().map(TestViewer::closeReason))
                .containsExactlyInAnyOrderElementsOf(Stream.iterate(1, delay -> delay + 1)
                        .limit(VIEWERS)
                        .map(delay -> "server restarts; retry-after=" + delay)
                        .toList());
        List<Long> closings =
                viewers.stream().map(TestViewer::closedNanos).sorted().toList();
        for (int group = 2; group < VIEWERS; group += 2) {
            Duration pause = Duration.ofNanos(closings.get(group) - closings.get(group - 1));
            assertThat(pause).isBetween(Duration.ofMillis(150), Duration.ofMillis(2_000));
        }
    }

    /** One answer to the question whether the server is ready, and when it was asked. */
    private record Answer(long askedNanos, int status) {}

    private List<Answer> askingForReadinessMeanwhile(Runnable action) {
        List<Answer> answers = new ArrayList<>();
        CompletableFuture<Void> done = CompletableFuture.runAsync(action);
        while (!done.isDone()) {
            long asked = System.nanoTime();
            answers.add(new Answer(asked, http.health("ready").statusCode()));
        }
        done.join();
        return answers;
    }

    private static void assertNotReadySinceTheFirstClose(
            List<TestViewer> viewers, List<Answer> answers, IntPredicate notReady) {
        long firstClose = viewers.stream()
                .map(TestViewer::closedNanos)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        assertThat(answers.stream().filter(answer -> answer.askedNanos() >= firstClose))
                .isNotEmpty()
                .allMatch(answer -> notReady.test(answer.status()));
    }
}
