package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/** What every drain has to keep, whatever began it. */
abstract class DrainContract extends ServerContract {

    private static final int VIEWERS = 6;

    /** Viewers who have had a first batch, so that what was posted after it waits for the window's end. */
    final List<TestViewer> audienceWithADanmakuWaiting() {
        List<TestViewer> viewers = Stream.generate(this::join).limit(VIEWERS).toList();
        assertThat(http.postText(room, "first").statusCode()).isEqualTo(202);
        viewers.forEach(viewer -> viewer.next("batch"));
        assertThat(http.postText(room, "last").statusCode()).isEqualTo(202);
        return viewers;
    }

    static void assertDrained(List<TestViewer> viewers) {
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
    record Answer(long askedNanos, int status) {}

    final List<Answer> askingForReadinessMeanwhile(Runnable action) {
        List<Answer> answers = new ArrayList<>();
        CompletableFuture<Void> done = CompletableFuture.runAsync(action);
        while (!done.isDone()) {
            long asked = System.nanoTime();
            answers.add(new Answer(asked, http.health("ready").statusCode()));
        }
        done.join();
        return answers;
    }

    static void assertNotReadySinceTheFirstClose(
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
