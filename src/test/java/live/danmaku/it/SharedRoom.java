package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import live.danmaku.tool.server.AppServer;

/**
 * A room that two nodes share, with a viewer on each.
 *
 * <p>Threading: one test thread.
 */
final class SharedRoom implements AutoCloseable {
    private static final int POSTS = 50;

    private final Watching one;
    private final Watching other;

    /** A viewer, and what it has seen. */
    private record Watching(TestViewer viewer, Seen seen) {

        /** Reads up to this text. */
        void readTo(String text) {
            while (!seen.texts().contains(text)) {
                seen.batch(viewer.next("batch"));
            }
        }

        /** What it has seen of a test's own texts, in their order. */
        List<String> texts(String prefix) {
            return seen.texts().stream().filter(text -> text.startsWith(prefix)).toList();
        }
    }

    SharedRoom(AppServer one, AppServer other) {
        String room = "room-" + UUID.randomUUID();
        this.one = join(one, room);
        this.other = join(other, room);
    }

    private static Watching join(AppServer server, String room) {
        Watching watching = new Watching(TestViewer.join(server.baseUri(), room), new Seen());
        watching.viewer().next("hello");
        return watching;
    }

    /** Each posts, a new text each time, until the other has seen something of it. */
    void awaitShared() {
        String fromOne = "mark-" + UUID.randomUUID() + "-";
        String fromOther = "mark-" + UUID.randomUUID() + "-";
        AtomicInteger turn = new AtomicInteger();
        await().atMost(TestViewer.PATIENCE).until(() -> {
            int now = turn.incrementAndGet();
            one.viewer().post(fromOne + now);
            other.viewer().post(fromOther + now);
            one.readTo(fromOne + now);
            other.readTo(fromOther + now);
            return !one.texts(fromOther).isEmpty() && !other.texts(fromOne).isEmpty();
        });
    }

    /** What either posts reaches both, once and in order. */
    void assertEverythingReachesBoth() {
        for (int i = 0; i < POSTS; i++) {
            one.viewer().post("one" + i);
            other.viewer().post("other" + i);
        }
        for (Watching watching : List.of(one, other)) {
            for (String prefix : List.of("one", "other")) {
                watching.readTo(prefix + (POSTS - 1));
                assertThat(watching.texts(prefix))
                        .containsExactlyElementsOf(IntStream.range(0, POSTS)
                                .mapToObj(i -> prefix + i)
                                .toList());
            }
            assertThat(watching.seen().repeated()).isZero();
            assertThat(watching.seen().missed()).isZero();
        }
    }

    /** Each has what was posted on its own node, without a word of the other's. */
    void assertEachGoesOnAlone() {
        for (Watching watching : List.of(one, other)) {
            String alone = "alone-" + UUID.randomUUID();
            watching.viewer().post(alone);
            watching.readTo(alone);
        }
    }

    @Override
    public void close() {
        one.viewer().close();
        other.viewer().close();
    }
}
