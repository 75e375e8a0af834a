package live.danmaku.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import live.danmaku.TestFrames;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Refusal;
import live.danmaku.wire.Frame;
import live.danmaku.wire.WireFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private static final Allowed MUCH = new Allowed(Duration.ofSeconds(60), 1_000, 1 << 20, 1 << 20);
    private static final String EPOCH = "e1";

    private final Kept kept = new Kept();
    private final History history = new History(kept);

    @Test
    void add_withinTheBounds_keepsAllInOrder() {
        add(1, 5, MUCH);

        assertThat(seqs(history)).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(history.figures().batches()).isEqualTo(5);
        assertThat(kept.batches()).isEqualTo(5);
        assertThat(kept.bytes()).isEqualTo(history.figures().bytes());
    }

    @Test
    void add_moreBatchesThanAllowed_givesUpTheOldest() {
        add(1, 10, new Allowed(Duration.ofSeconds(60), 3, 1 << 20, 1 << 20));

        assertThat(seqs(history)).containsExactly(8L, 9L, 10L);
    }

    @Test
    void add_moreBytesThanAllowed_givesUpTheOldest() {
        Allowed little = new Allowed(Duration.ofSeconds(60), 1_000, 3_000, 1 << 20);
        for (long seq = 1; seq <= 10; seq++) {
            history.add(entry(seq, "x".repeat(1_000), 1, seq), little);
        }

        assertThat(seqs(history)).containsExactly(9L, 10L);
        assertThat(kept.bytes()).isEqualTo(history.figures().bytes()).isLessThanOrEqualTo(3_000);
    }

    @Test
    void add_batchLargerThanAllowed_isNotKept() {
        history.add(entry(1, "x".repeat(5_000), 1, 0), new Allowed(Duration.ofSeconds(60), 10, 3_000, 1 << 20));

        assertThat(seqs(history)).isEmpty();
        assertThat(kept.bytes()).isZero();
    }

    @Test
    void add_moreThanTheNodeMayKeep_isGivenUpByTheRoomThatAdds() {
        Allowed shared = new Allowed(Duration.ofSeconds(60), 1_000, 1 << 20, 6_000);
        History other = new History(kept);
        for (long seq = 1; seq <= 3; seq++) {
            other.add(entry(seq, "x".repeat(1_000), 1, seq), shared);
        }

        for (long seq = 1; seq <= 10; seq++) {
            history.add(entry(seq, "x".repeat(1_000), 1, seq), shared);
        }

        assertThat(seqs(other)).containsExactly(1L, 2L, 3L);
        assertThat(seqs(history)).containsExactly(9L, 10L);
        assertThat(kept.bytes()).isLessThanOrEqualTo(6_000);
        other.clear();
        history.clear();
        assertThat(kept.bytes()).isZero();
        assertThat(kept.batches()).isZero();
    }

    @Test
    void add_batchThatGrewWhenItWasCompressed_isWeighedAnew() {
        Entry first = entry(1, "{\"text\":\"弹幕\"}".repeat(100), 1, 0);
        history.add(first, MUCH);
        long before = kept.bytes();

        Frame frame = first.encoded().frame();
        frame.prepareShared(WireFormat.TEXT_DEFLATED);
        frame.release();
        history.add(entry(2, "", 1, 0), MUCH);

        assertThat(kept.bytes()).isEqualTo(history.figures().bytes());
        assertThat(kept.bytes() - before).isGreaterThan(entry(2, "", 1, 0).bytes());
    }

    @Test
    void tidy_batchesThatAreTooOld_areGivenUp() {
        for (long seq = 1; seq <= 5; seq++) {
            history.add(entry(seq, "", 1, TimeUnit.SECONDS.toNanos(10 * seq)), MUCH);
        }

        history.tidy(TimeUnit.SECONDS.toNanos(80) - 1, MUCH);
        assertThat(seqs(history)).containsExactly(2L, 3L, 4L, 5L);
        history.tidy(TimeUnit.SECONDS.toNanos(80), MUCH);
        assertThat(seqs(history)).containsExactly(3L, 4L, 5L);
        history.tidy(TimeUnit.SECONDS.toNanos(1_000), MUCH);

        assertThat(seqs(history)).isEmpty();
        assertThat(kept.bytes()).isZero();
    }

    @Test
    void add_noAgeAllowed_keepsNothing() {
        add(1, 3, new Allowed(Duration.ZERO, 1_000, 1 << 20, 1 << 20));

        assertThat(seqs(history)).isEmpty();
    }

    @Test
    void after_batchThatIsMissing_isTheNextOneUpToTheLast() {
        history.add(entry(5, "five", 1, 0), MUCH);
        history.add(entry(8, "eight", 1, 0), MUCH);

        assertThat(seqAfter(0, 10)).isEqualTo(5);
        assertThat(seqAfter(5, 10)).isEqualTo(8);
        assertThat(seqAfter(7, 8)).isEqualTo(8);
        assertThat(history.after(5, 7)).isNull();
        assertThat(history.after(8, 10)).isNull();
        assertThat(new History(kept).after(0, 10)).isNull();
    }

    @Test
    void start_withinWhatIsKept_isRecovered() {
        add(11, 20, MUCH);

        assertThat(start("e1", 14L, null)).isEqualTo(new Start(14, true, null));
        assertThat(start("e1", 10L, null)).isEqualTo(new Start(10, true, null));
        assertThat(start("e1", 20L, null)).isEqualTo(new Start(20, true, null));
    }

    @Test
    void start_beforeWhatIsKept_isTheBeginningOfIt() {
        add(11, 20, MUCH);

        assertThat(start("e1", 9L, null)).isEqualTo(new Start(10, false, null));
        assertThat(start("e1", 9L, 6)).as("but not more than the last").isEqualTo(new Start(14, false, null));
    }

    @Test
    void start_ofAnotherEpoch_isTheBeginningOfWhatIsKept() {
        add(11, 20, MUCH);

        assertThat(start("e0", 14L, null)).isEqualTo(new Start(10, false, null));
        assertThat(start("e0", 99L, 2)).isEqualTo(new Start(18, false, null));
    }

    @Test
    void start_nothingKept_isTheNextBatch() {
        assertThat(start("e1", 20L, null)).isEqualTo(new Start(20, true, null));
        assertThat(start("e1", 19L, null)).isEqualTo(new Start(20, false, null));
        assertThat(start("e0", 3L, null)).isEqualTo(new Start(20, false, null));
        assertThat(start(null, null, 10)).isEqualTo(new Start(20, null, null));
    }

    @Test
    void start_inTheFuture_isToldAndIsTheNextBatch() {
        add(11, 20, MUCH);

        Start start = start("e1", 21L, null);

        assertThat(start.seen()).isEqualTo(20);
        assertThat(start.recovered()).isFalse();
        assertThat(start.refusal()).isNotNull().extracting(Refusal::code).isEqualTo(ErrorCode.SEQ_UNKNOWN);
    }

    @Test
    void start_last_isWholeBatchesThatHaveAtLeastSoMany() {
        for (long seq = 11; seq <= 20; seq++) {
            history.add(entry(seq, "", 3, 0), MUCH);
        }

        assertThat(start(null, null, 1).seen()).isEqualTo(19);
        assertThat(start(null, null, 3).seen()).isEqualTo(19);
        assertThat(start(null, null, 4).seen()).isEqualTo(18);
        assertThat(start(null, null, 10_000).seen()).isEqualTo(10);
        assertThat(start(null, null, null).seen()).isEqualTo(20);
    }

    @Test
    void start_batchKeptButNotNumberedYet_isNotBefore() {
        add(11, 20, MUCH);
        history.add(entry(21, "", 1, 0), MUCH);

        assertThat(start("e1", 20L, null)).isEqualTo(new Start(20, true, null));
        assertThat(start(null, null, 1).seen()).isEqualTo(19);
    }

    @Test
    void requireRange_notAllKept_isRefusedWithWhereItBegins() {
        add(11, 20, MUCH);

        history.requireRange(11, 20, 20);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> history.requireRange(10, 12, 20))
                .satisfies(refusal -> {
                    assertThat(refusal.code()).isEqualTo(ErrorCode.HISTORY_GONE);
                    assertThat(refusal.from()).contains(11L);
                });
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> history.requireRange(20, 21, 20))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.SEQ_UNKNOWN));
    }

    @Test
    void batchesAfter_limit_areTheOldestOnes() {
        add(11, 20, MUCH);

        assertThat(history.batchesAfter(0, 3, 1 << 20).stream().map(Entry::seq)).containsExactly(11L, 12L, 13L);
        assertThat(history.batchesAfter(18, Integer.MAX_VALUE, 1 << 20).stream().map(Entry::seq))
                .containsExactly(19L, 20L);
        assertThat(history.batchesAfter(20, 3, 1 << 20)).isEmpty();
    }

    @Test
    void batchesAfter_bytes_areNotExceededButByOne() {
        for (long seq = 1; seq <= 5; seq++) {
            history.add(entry(seq, "x".repeat(1_000), 1, 0), MUCH);
        }

        assertThat(history.batchesAfter(1, 10, 2_500).stream().map(Entry::seq)).containsExactly(2L, 3L);
        assertThat(history.batchesAfter(1, 10, 1).stream().map(Entry::seq)).containsExactly(2L);
    }

    @Test
    void rewrite_thatAnotherOneCameBetween_isMadeAnew_andBothHold() {
        add(1, 2, MUCH);
        AtomicBoolean between = new AtomicBoolean();

        history.rewrite(0, entry -> {
            if (between.compareAndSet(false, true)) {
                history.rewrite(1, other -> other.with(other.encoded(), other.leftOut() + "a"));
            }
            return entry.leftOut().endsWith("b") ? entry : entry.with(entry.encoded(), entry.leftOut() + "b");
        });

        assertThat(history.batchesAfter(0, 10, 1 << 20))
                .extracting(Entry::leftOut)
                .containsExactly("b", "ab");
        assertThat(kept.bytes()).isEqualTo(history.figures().bytes());
    }

    private Start start(@Nullable String epoch, @Nullable Long since, @Nullable Integer last) {
        return history.start(new Resume(epoch, since, last), EPOCH, 20);
    }

    private void add(long first, long last, Allowed allowed) {
        LongStream.rangeClosed(first, last).forEach(seq -> history.add(entry(seq, "batch " + seq, 1, 0), allowed));
    }

    private long seqAfter(long seq, long last) {
        Frame frame = Objects.requireNonNull(history.after(seq, last));
        frame.release();
        return frame.seq();
    }

    static Entry entry(long seq, String text, int danmaku, long nanos) {
        Frame frame = TestFrames.frame(seq, text);
        frame.release();
        return new Entry(frame.encoded(), danmaku, 1, List.of(), List.of(), "", nanos);
    }

    static List<Long> seqs(History history) {
        List<Long> seqs = new ArrayList<>();
        for (Frame next = history.after(0, Long.MAX_VALUE);
                next != null;
                next = history.after(next.seq(), Long.MAX_VALUE)) {
            seqs.add(next.seq());
            next.release();
        }
        return seqs;
    }
}
