package live.danmaku.transport.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import live.danmaku.transport.ViewerSocket.Completion;
import org.junit.jupiter.api.Test;
import org.xnio.conduits.StreamSinkConduit;

/** What a conduit beneath the sink keeps, as the TLS conduit does. */
class SharedSinkOverTlsTest {

    private boolean resumed;
    private boolean told;

    @Test
    void send_conduitThatKeepsWhatItTook_isFlushedWhenTheSocketTakesMore() {
        SharedSink sink = new SharedSink(conduit(/* flushed= */ false));

        sink.send(ByteBuffer.allocate(10), completion());

        assertThat(told).isTrue();
        assertThat(resumed).isTrue();
    }

    @Test
    void send_conduitThatPassedEverythingOn_leavesTheSocketAlone() {
        SharedSink sink = new SharedSink(conduit(/* flushed= */ true));

        sink.send(ByteBuffer.allocate(10), completion());

        assertThat(told).isTrue();
        assertThat(resumed).isFalse();
    }

    /** Takes every buffer whole, as TLS does, whose output may then wait within. */
    private StreamSinkConduit conduit(boolean flushed) {
        return (StreamSinkConduit) Proxy.newProxyInstance(
                SharedSinkOverTlsTest.class.getClassLoader(),
                new Class<?>[] {StreamSinkConduit.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "write" -> {
                        ByteBuffer taken = (ByteBuffer) arguments[0];
                        int size = taken.remaining();
                        taken.position(taken.limit());
                        yield size;
                    }
                    case "flush" -> flushed;
                    case "resumeWrites" -> {
                        resumed = true;
                        yield null;
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private Completion completion() {
        return new Completion() {
            @Override
            public void sent() {
                told = true;
            }

            @Override
            public void failed(Throwable cause) {
                throw new AssertionError(cause);
            }
        };
    }
}
