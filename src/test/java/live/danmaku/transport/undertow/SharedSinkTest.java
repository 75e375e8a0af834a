package live.danmaku.transport.undertow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import live.danmaku.transport.ViewerSocket.Completion;
import org.junit.jupiter.api.Test;

/** Our frames are written in small letters here, Undertow's in capitals. */
class SharedSinkTest {

    private final FakeConduit socket = new FakeConduit();
    private final SharedSink sink = new SharedSink(socket);
    private final Told told = new Told();

    /** Counts what a send is told. */
    private final class Told implements Completion {

        private final AtomicInteger sent = new AtomicInteger();
        private final AtomicInteger failed = new AtomicInteger();
        private volatile boolean underTheLock;

        @Override
        public void sent() {
            sent.incrementAndGet();
            underTheLock |= Thread.holdsLock(sink);
        }

        @Override
        public void failed(Throwable cause) {
            failed.incrementAndGet();
            underTheLock |= Thread.holdsLock(sink);
        }
    }

    private void assertTold(int sent, int failed) {
        assertThat(told.sent).hasValue(sent);
        assertThat(told.failed).hasValue(failed);
        assertThat(told.underTheLock).as("told under the sink's lock").isFalse();
    }

    @Test
    void send_socketTakesAll_isToldAtOnce() {
        sink.send(bytes("[ours]"), told);

        assertThat(socket.taken()).isEqualTo("[ours]");
        assertTold(1, 0);
    }

    @Test
    void send_socketTakesAPart_restLeavesWithTheNextFlushes() throws IOException {
        socket.takes(2);
        sink.send(bytes("[ours]"), told);
        assertTold(0, 0);
        assertThat(sink.isWriteResumed()).isTrue();

        socket.takes(1);
        assertThat(sink.flush()).isFalse();
        assertTold(0, 0);
        socket.takes(100);
        assertThat(sink.flush()).isTrue();

        assertThat(socket.taken()).isEqualTo("[ours]");
        assertTold(1, 0);
    }

    @Test
    void write_whileOursIsCut_takesNothing_untilOursHasLeft() throws IOException {
        socket.takes(2);
        sink.send(bytes("[ours]"), told);
        ByteBuffer ping = bytes("[PING]");

        assertThat(sink.write(ping)).isZero();
        socket.takes(2);
        assertThat(sink.write(ping)).isZero();
        assertTold(0, 0);
        socket.takes(100);
        assertThat(sink.write(ping)).isEqualTo(6);

        assertThat(socket.taken()).isEqualTo("[ours][PING]");
        assertTold(1, 0);
    }

    @Test
    void write_ofSeveralBuffers_followsOurs() throws IOException {
        socket.takes(2);
        sink.send(bytes("[ours]"), told);
        socket.takes(100);

        long written = sink.write(new ByteBuffer[] {bytes("-"), bytes("[PI"), bytes("NG]"), bytes("-")}, 1, 2);

        assertThat(written).isEqualTo(6);
        assertThat(socket.taken()).isEqualTo("[ours][PING]");
        assertTold(1, 0);
    }

    @Test
    void send_whileUndertowsFrameIsCut_waitsUntilThatIsWhole() throws IOException {
        socket.takes(2);
        ByteBuffer ping = bytes("[PING]");
        sink.write(ping);
        socket.takes(100);

        sink.send(bytes("[ours]"), told);
        assertThat(sink.flush()).isFalse();
        assertTold(0, 0);
        sink.write(ping);
        assertTold(0, 0);
        assertThat(sink.flush()).isTrue();

        assertThat(socket.taken()).isEqualTo("[PING][ours]");
        assertTold(1, 0);
    }

    @Test
    void send_behindUndertowsCutFrame_leavesBeforeUndertowsNextOne() throws IOException {
        socket.takes(2);
        ByteBuffer ping = bytes("[PING]");
        sink.write(ping);
        sink.send(bytes("[ours]"), told);
        socket.takes(100);

        sink.write(ping);
        sink.write(bytes("[PONG]"));

        assertThat(socket.taken()).isEqualTo("[PING][ours][PONG]");
        assertTold(1, 0);
    }

    @Test
    void suspendWrites_whileOursWaits_isIgnored_andHeededAfterwards() throws IOException {
        socket.takes(2);
        sink.send(bytes("[ours]"), told);

        sink.suspendWrites();
        assertThat(sink.isWriteResumed()).isTrue();
        socket.takes(100);
        sink.flush();
        sink.suspendWrites();

        assertThat(sink.isWriteResumed()).isFalse();
    }

    @Test
    void completion_sendsTheNext_whichLeavesBeforeUndertows() throws IOException {
        socket.takes(2);
        sink.send(bytes("[ours]"), new Completion() {

            @Override
            public void sent() {
                sink.send(bytes("[next]"), told);
            }

            @Override
            public void failed(Throwable cause) {
                told.failed(cause);
            }
        });
        socket.takes(100);

        sink.flush();
        sink.write(bytes("[PING]"));

        assertThat(socket.taken()).isEqualTo("[ours][next][PING]");
        assertTold(1, 0);
    }

    @Test
    void send_brokenSocket_failsOnce() throws IOException {
        socket.breaks();

        sink.send(bytes("[ours]"), told);

        assertThatThrownBy(sink::terminateWrites).isInstanceOf(IOException.class);
        assertTold(0, 1);
    }

    @Test
    void flush_brokenSocket_throws_andTheEndFailsOursOnce() {
        socket.takes(2);
        sink.send(bytes("[ours]"), told);
        socket.breaks();

        assertThatThrownBy(sink::flush).isInstanceOf(IOException.class);
        assertThatThrownBy(sink::terminateWrites).isInstanceOf(IOException.class);
        assertThatThrownBy(sink::truncateWrites).isInstanceOf(IOException.class);

        assertTold(0, 1);
    }

    @Test
    void terminateWrites_whileOursWaits_failsItOnce() throws IOException {
        socket.takes(2);
        sink.send(bytes("[ours]"), told);

        sink.terminateWrites();
        assertThat(sink.flush()).isTrue();

        assertTold(0, 1);
    }

    @Test
    void truncateWrites_whileOursWaits_failsItOnce() throws IOException {
        socket.takes(2);
        sink.send(bytes("[ours]"), told);

        sink.truncateWrites();
        assertThat(sink.flush()).isTrue();

        assertTold(0, 1);
    }

    @Test
    void terminateWrites_afterOursHasLeft_tellsNothingMore() throws IOException {
        sink.send(bytes("[ours]"), told);

        sink.terminateWrites();

        assertTold(1, 0);
    }

    @Test
    void send_afterTheEnd_whichCutUndertowsFrame_fails() throws IOException {
        socket.takes(2);
        sink.write(bytes("[PING]"));
        sink.terminateWrites();

        sink.send(bytes("[ours]"), told);

        assertTold(0, 1);
    }

    @Test
    void write_whenTheSocketBreaksBehindOurs_stillTellsThatOursWasSent() {
        socket.takes(2);
        sink.send(bytes("[ours]"), told);
        AtomicInteger writes = new AtomicInteger();
        socket.takesEachTime(() -> {
            if (writes.incrementAndGet() == 1) {
                socket.breaks();
            }
            return 100;
        });

        assertThatThrownBy(() -> sink.write(bytes("[PING]"))).isInstanceOf(IOException.class);

        assertTold(1, 0);
    }

    /** One thread sends the next of ours at each completion; the other writes and flushes as Undertow does. */
    @Test
    void twoThreads_sendAndWrite_leaveEveryFrameWholeAndInOrder() {
        int frames = 3_000;
        socket.takesEachTime(() -> ThreadLocalRandom.current().nextInt(9));
        CompletableFuture<Void> ours = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < frames; i++) {
                CompletableFuture<Void> sent = new CompletableFuture<>();
                sink.send(bytes("[ours " + i + "]"), new Completion() {

                    @Override
                    public void sent() {
                        told.sent();
                        sent.complete(null);
                    }

                    @Override
                    public void failed(Throwable cause) {
                        sent.completeExceptionally(cause);
                    }
                });
                sent.orTimeout(20, TimeUnit.SECONDS).join();
            }
        });

        int written = 0;
        while (written < frames || !ours.isDone()) {
            if (written < frames) {
                writeWhole(bytes("[PING " + written++ + "]"));
            }
            flush();
        }

        ours.join();
        assertTold(frames, 0);
        assertWholeAndInOrder(Pattern.compile("\\[(?:ours (\\d+)|PING (\\d+))]"), frames);
    }

    private void assertWholeAndInOrder(Pattern frame, int frames) {
        String stream = socket.taken();
        Matcher next = frame.matcher(stream);
        int[] seen = new int[2];
        int at = 0;
        while (next.find() && next.start() == at) {
            int whose = next.group(1) != null ? 0 : 1;
            assertThat(next.group(whose + 1)).isEqualTo(Integer.toString(seen[whose]++));
            at = next.end();
        }
        assertThat(stream.substring(at)).isEmpty();
        assertThat(seen).containsExactly(frames, frames);
    }

    private void writeWhole(ByteBuffer frame) {
        try {
            while (frame.hasRemaining()) {
                sink.write(frame);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void flush() {
        try {
            sink.flush();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
