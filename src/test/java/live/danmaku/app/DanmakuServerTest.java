package live.danmaku.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import live.danmaku.ManualTime;
import live.danmaku.MapSource;
import live.danmaku.admin.NodeControl.State;
import live.danmaku.config.LiveSettings;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a node lets viewers in: an operator's drain and a suspended application server do not undo each other. */
class DanmakuServerTest {

    private final ManualTime time = new ManualTime();
    private final DanmakuServer server = new DanmakuServer(
            new LiveSettings(new MapSource()), time, Runnable::run, () -> Thread::new, null, time, "/test");

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void start_opensTheNode_andStopShutsItForGood() {
        assertThat(server.state()).isEqualTo(State.STOPPED);

        server.start();
        assertThat(server.state()).isEqualTo(State.OPEN);

        server.stop();
        server.resume();
        assertThat(server.open()).isFalse();
        assertThat(server.state()).isEqualTo(State.STOPPED);
    }

    @Test
    void drain_shutsTheNode_untilItIsOpened() {
        server.start();

        assertThat(server.drain().viewers()).isZero();
        assertThat(server.state()).isEqualTo(State.DRAINED);
        assertThat(server.registry().isOpen()).isFalse();

        assertThat(server.open()).isTrue();
        assertThat(server.state()).isEqualTo(State.OPEN);
    }

    @Test
    void resume_ofTheApplicationServer_doesNotOpenANodeThatAnOperatorDrained() {
        server.start();
        server.drain();

        server.suspend();
        assertThat(server.state()).isEqualTo(State.SUSPENDED);
        server.resume();

        assertThat(server.state()).isEqualTo(State.DRAINED);
        assertThat(server.registry().isOpen()).isFalse();
    }

    @Test
    void open_whileTheApplicationServerIsSuspended_opensWithItsResume() {
        server.start();
        server.drain();
        server.suspend();

        assertThat(server.open()).isFalse();
        assertThat(server.state()).isEqualTo(State.SUSPENDED);

        server.resume();
        assertThat(server.registry().isOpen()).isTrue();
    }

    @Test
    void drain_ofASuspendedNode_isRefused() {
        server.start();
        server.suspend();

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(server::drain)
                .returns(ErrorCode.UNAVAILABLE, Refusal::code);
    }
}
