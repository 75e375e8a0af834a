package live.danmaku.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import live.danmaku.FakeSocket;
import live.danmaku.model.Frame;
import live.danmaku.telemetry.Metrics;
import live.danmaku.transport.Outbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AudienceTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 16, 256})
    void broadcast_anyNumberOfShards_reachesEveryViewerOnce(int shards) {
        Audience audience = new Audience(shards);
        List<FakeSocket> sockets =
                Stream.generate(FakeSocket::open).limit(1_000).toList();
        sockets.forEach(socket -> audience.join(viewer(socket)));

        assertThat(audience.broadcast(new Frame(1, "frame"))).isZero();

        assertThat(audience.size()).isEqualTo(1_000);
        assertThat(sockets).allSatisfy(socket -> assertThat(socket.sent()).containsExactly("hello", "frame"));
    }

    @Test
    void joinAndLeave_twice_countOnce() {
        Audience audience = new Audience(4);
        Outbox viewer = viewer(FakeSocket.open());

        audience.join(viewer);
        audience.join(viewer);
        assertThat(audience.size()).isEqualTo(1);

        assertThat(audience.leave(viewer)).isTrue();
        assertThat(audience.leave(viewer)).isFalse();
        assertThat(audience.size()).isZero();
    }

    @Test
    void broadcast_busyViewer_countsWhatWasLeftOut() {
        Audience audience = new Audience(2);
        audience.join(viewer(FakeSocket.stuck()));
        audience.join(viewer(FakeSocket.open()));

        assertThat(audience.broadcast(new Frame(1, "1"))).isZero();
        assertThat(audience.broadcast(new Frame(2, "2"))).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, -2})
    void constructor_noPowerOfTwo_isRefused(int shards) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Audience(shards));
    }

    private static Outbox viewer(FakeSocket socket) {
        Outbox outbox = new Outbox(socket, new Outbox.Rules(8, missed -> "missed", closing -> {}, new Metrics()));
        outbox.open("hello", 0);
        return outbox;
    }
}
