package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import live.danmaku.tool.server.Instance;
import live.danmaku.wire.WireFormat;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What every way to send keeps, in every format that it has, seen from sockets and in the node's own figures. After each
 * test nobody is left, no shared memory is held, and the server has logged no warning.
 */
abstract class SenderContract {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int UNCONFIRMED = 262_144;
    private static final int SMALL_BUFFER = 8_192;
    private static final int USUAL_BUFFER = 65_536;
    private static final int TEXT_MAX = 2_000;

    /** A room whose window is so long that all of a {@link #postLarge} but the first is one batch. */
    private static final String LARGE_ROOM = "large";

    private static final int LARGE_POSTS = 1_000;

    private final String room = "room-" + UUID.randomUUID();
    private final Random random = new Random(3);
    private final List<CheckingViewer> viewers = new ArrayList<>();

    /** The application's root. */
    abstract URI base();

    abstract NodeFigures node();

    /** The way that sends here, as figures name it. */
    abstract String way();

    abstract void assertNoWarning();

    /** What a server needs to be configured with. */
    static Map<String, String> settings(boolean nativeAllowed) {
        Map<String, String> settings = new HashMap<>();
        settings.put("danmaku.sender.native", nativeAllowed ? "1" : "0");
        settings.put("danmaku.outbox.bytes", Integer.toString(UNCONFIRMED));
        settings.put(Instance.LIMITS, "false");
        settings.put("danmaku.heartbeat", "3000");
        settings.put("danmaku.heartbeat.timeout", "6000");
        settings.put("danmaku.window", "100");
        settings.put("danmaku.rooms." + LARGE_ROOM + ".window", "3000");
        settings.put("danmaku.text.max", Integer.toString(TEXT_MAX));
        return Map.copyOf(settings);
    }

    @AfterEach
    final void nothingIsLeft() {
        viewers.forEach(CheckingViewer::assertSound);
        viewers.forEach(CheckingViewer::close);
        // From here on, one that is just answering a ping fails at that.
        viewers.clear();
        eventually(() -> {
            assertThat(node().senders()).isEmpty();
            assertThat(node().bytesInUse()).as("bytes in use").isZero();
            assertThat(node().frames().unaccounted())
                    .as(node().frames().toString())
                    .isZero();
        });
        assertNoWarning();
    }

    @Test
    final void everyFormat_isSentTheExpectedWay() {
        followInEveryFormat(room, USUAL_BUFFER);

        Map<String, Long> expected = isNative()
                ? Map.of(way() + " text", 1L, way() + " text-deflated", 1L, way() + " binary-deflated", 1L)
                : Map.of(way() + " text", 2L, way() + " binary-deflated", 1L);
        eventually(() -> assertThat(node().senders()).isEqualTo(expected));
    }

    @Test
    final void everything_arrivesInOrder_whileAllPostSmallAndLarge_andEveryFrameIsCounted() {
        long before = node().counted("frames-sent");
        List<CheckingViewer> all = new ArrayList<>(followInEveryFormat(room, USUAL_BUFFER));
        all.addAll(followInEveryFormat(room, USUAL_BUFFER));
        List<String> refs = new ArrayList<>();

        postFromAll(all, 1, 1, refs);
        postFromAll(all, 5, 100, refs);
        postFromAll(all, 6, TEXT_MAX, refs);

        CheckingViewer first = all.get(0);
        assertThat(first.sizes()).anyMatch(size -> size < 126);
        assertThat(first.sizes()).anyMatch(size -> size >= 126 && size <= 65_535);
        assertThat(first.sizes()).anyMatch(size -> size > 65_535);
        assertThat(all).allSatisfy(viewer -> {
            assertThat(viewer.refs()).isEqualTo(refs);
            assertThat(viewer.skipped()).isZero();
            assertThat(viewer.batches()).isEqualTo(first.batches());
        });
        assertCompressedAsAsked(all);
        long delivered = (long) all.size() * first.batches().size();
        eventually(() -> assertThat(node().counted("frames-sent") - before).isEqualTo(delivered));
    }

    @Test
    final void aPostInFragments_isRead_andAPingBetweenThemIsAnswered() {
        CheckingViewer viewer = followInEveryFormat(room, USUAL_BUFFER).get(0);

        viewer.postInFragments("f", "弹幕");

        eventually(() -> {
            assertThat(viewer.refs()).containsExactly("f");
            assertThat(viewer.texts()).isEqualTo(1);
            assertThat(viewer.pongs()).containsExactly(1);
        });
    }

    @Test
    final void aFrameOfMegabytes_arrivesWhole_andNoPongStandsInIt() {
        List<CheckingViewer> readers = followInEveryFormat(LARGE_ROOM, USUAL_BUFFER);
        List<CheckingViewer> pinging = followInEveryFormat(LARGE_ROOM, SMALL_BUFFER);
        postLarge();

        AtomicInteger ping = new AtomicInteger();
        eventually(() -> {
            if (ping.get() < 100) {
                int number = ping.incrementAndGet();
                pinging.forEach(viewer -> viewer.ping(number));
            }
            assertThat(readers).allMatch(viewer -> viewer.texts() == LARGE_POSTS);
            assertThat(pinging).allMatch(viewer -> viewer.texts() == LARGE_POSTS);
        });

        CheckingViewer first = readers.get(0);
        assertThat(first.sizes()).anyMatch(size -> size > 3_000_000);
        assertThat(readers).allSatisfy(viewer -> assertThat(viewer.batches()).isEqualTo(first.batches()));
        assertThat(pinging).allSatisfy(viewer -> {
            assertThat(viewer.batches()).isEqualTo(first.batches());
            // RFC 6455, section 5.5.3: of several pings, the last one may be the only one that is answered.
            eventually(() -> assertThat(viewer.pongs()).contains(ping.get()));
            assertThat(viewer.pongs()).isSorted().doesNotHaveDuplicates();
        });
        assertCompressedAsAsked(readers);
    }

    @Test
    final void viewersThatEndInTheMiddleOfAFrame_leave_andCostNobodyAnything() {
        List<CheckingViewer> readers = followInEveryFormat(LARGE_ROOM, USUAL_BUFFER);
        List<CheckingViewer> reset = joinInEveryFormat(LARGE_ROOM, SMALL_BUFFER);
        List<CheckingViewer> closed = joinInEveryFormat(LARGE_ROOM, SMALL_BUFFER);
        CheckingViewer poster = postLarge();

        reset.forEach(viewer -> viewer.resetAfter(100_000));
        closed.forEach(CheckingViewer::sendClose);
        closed.forEach(CheckingViewer::follow);

        eventually(() -> {
            assertThat(readers).allMatch(viewer -> viewer.texts() == LARGE_POSTS);
            assertThat(closed).allMatch(CheckingViewer::isEnded);
            assertThat(viewersNow()).isEqualTo(readers.size() + 1);
        });
        CheckingViewer first = readers.get(0);
        assertThat(readers).allSatisfy(viewer -> assertThat(viewer.batches()).isEqualTo(first.batches()));
        assertThat(closed).allSatisfy(viewer -> {
            viewer.assertSound();
            // Tyrus ends the TCP connection with its answer, and drops what is still behind it.
            assertThat(viewer.closeCode()).isIn(1000, RawViewer.NO_CLOSE_FRAME);
        });
        assertThat(poster.skipped()).isZero();
    }

    /** RFC 6455, sections 5.5.1 and 7.1.1. */
    @Test
    final void afterTheCloseFrame_nothingFollows_andTheAnswerEndsTheConnection() {
        try (RawViewer viewer = RawViewer.join(base(), room)) {
            viewer.readMessage("hello");
            viewer.send(RawViewer.BINARY, true, new byte[1]);
            assertThat(viewer.closeCode()).isEqualTo(1003);
            eventually(() -> assertThat(viewersNow()).isZero());

            viewer.send(RawViewer.CLOSE, true, new byte[] {1003 >> 8, (byte) 1003});

            assertThat(viewer.read().closeCode()).isEqualTo(RawViewer.NO_CLOSE_FRAME);
        }
    }

    @Test
    final void aViewerThatPauses_isToldWhatItMissed_andTheOthersMissNothing() {
        long before = node().counted("frames-skipped");
        List<CheckingViewer> readers = followInEveryFormat(room, USUAL_BUFFER);
        List<CheckingViewer> pausing = joinInEveryFormat(room, SMALL_BUFFER);
        long largestBacklog = 0;

        // Each of the three has missed some by then; much later, the unanswered pings would end them.
        while (node().counted("frames-skipped") - before < 7) {
            postAndAwait(readers, 33);
            largestBacklog = Math.max(largestBacklog, node().largestBacklog());
        }
        pausing.forEach(CheckingViewer::follow);
        postAndAwait(readers, 1);

        CheckingViewer first = readers.get(0);
        eventually(() -> assertThat(pausing).allSatisfy(viewer -> {
            viewer.assertSound();
            assertThat(viewer.seq()).isEqualTo(first.seq());
        }));
        assertThat(pausing).allSatisfy(viewer -> {
            assertThat(viewer.skipped()).isPositive();
            assertThat(viewer.batches().size() + viewer.skipped()).isEqualTo(viewer.seq());
            assertThat(first.batches()).containsAllEntriesOf(viewer.batches());
        });
        assertThat(readers).allSatisfy(viewer -> assertThat(viewer.skipped()).isZero());
        assertThat(pausing.stream().mapToLong(CheckingViewer::skipped).sum())
                .isEqualTo(node().counted("frames-skipped") - before);
        int largestFrame =
                first.sizes().stream().mapToInt(Integer::intValue).max().orElseThrow();
        assertThat(largestBacklog).isBetween((long) UNCONFIRMED, (long) UNCONFIRMED + largestFrame);
    }

    @Test
    final void viewersThatAnswerNoPing_areEnded_thoughTheyTakeNothingOrEverything() {
        long before = node().counted("closed-dead");
        List<CheckingViewer> readers = followInEveryFormat(room, USUAL_BUFFER);
        List<CheckingViewer> stuck = joinInEveryFormat(room, SMALL_BUFFER);
        CheckingViewer halfDead = opened(CheckingViewer.joinHalfDead(base(), room, WireFormat.TEXT))
                .follow();
        AtomicLong mostInUse = new AtomicLong();

        eventually(() -> {
            postAndAwait(readers, 17);
            mostInUse.accumulateAndGet(node().bytesInUse(), Math::max);
            assertThat(viewersNow()).isEqualTo(readers.size());
        });

        assertThat(node().counted("closed-dead") - before).isEqualTo(stuck.size() + 1);
        eventually(() -> assertThat(halfDead.isEnded()).isTrue());
        halfDead.assertSound();
        assertThat(halfDead.closeCode()).isEqualTo(1013);
        assertThat(halfDead.pings())
                .as("two heartbeats, and a probe behind the data")
                .isBetween(2, 3);
        assertThat(readers).allSatisfy(viewer -> assertThat(viewer.skipped()).isZero());
        // At most two frames a viewer, in three formats, whatever was sent meanwhile.
        assertThat(mostInUse.get()).isLessThan(8_000_000);
        if (isNative()) {
            // The standard has no way to end a connection whose peer takes no part in it.
            eventually(() -> assertThat(stuck).allMatch(CheckingViewer::isDropped));
        }
    }

    private boolean isNative() {
        return !way().equals("portable");
    }

    private void assertCompressedAsAsked(List<CheckingViewer> all) {
        assertThat(all)
                .allSatisfy(viewer -> assertThat(viewer.compressed() > 0)
                        .isEqualTo(
                                switch (viewer.wanted()) {
                                    case TEXT -> false;
                                    case TEXT_DEFLATED -> isNative();
                                    case BINARY_DEFLATED -> true;
                                }));
    }

    private long viewersNow() {
        return node().senders().values().stream().mapToLong(Long::longValue).sum();
    }

    private List<CheckingViewer> joinInEveryFormat(String where, int receiveBuffer) {
        return Stream.of(WireFormat.values())
                .map(format -> opened(CheckingViewer.join(base(), where, format, receiveBuffer)))
                .toList();
    }

    private List<CheckingViewer> followInEveryFormat(String where, int receiveBuffer) {
        List<CheckingViewer> following = joinInEveryFormat(where, receiveBuffer);
        following.forEach(CheckingViewer::follow);
        return following;
    }

    private CheckingViewer opened(CheckingViewer viewer) {
        viewers.add(viewer);
        return viewer;
    }

    /** Has everybody post so many texts at the same time, and awaits that all have come to all. */
    private void postFromAll(List<CheckingViewer> all, int posts, int length, List<String> refs) {
        int expected = all.get(0).texts() + posts * all.size();
        for (int i = 0; i < posts; i++) {
            String ref = "r" + refs.size();
            refs.add(ref);
            all.forEach(viewer -> viewer.post(ref, text(length)));
        }
        awaitTexts(all, expected);
        eventually(() -> assertThat(all).allMatch(viewer -> viewer.refs().size() == refs.size()));
    }

    /** Has the first of these post so many long texts, and awaits that they have come to all of these. */
    private void postAndAwait(List<CheckingViewer> readers, int posts) {
        int expected = readers.get(0).texts() + posts;
        IntStream.range(0, posts).forEach(i -> readers.get(0).post("r", text(TEXT_MAX)));
        awaitTexts(readers, expected);
    }

    private void awaitTexts(List<CheckingViewer> readers, int expected) {
        eventually(() -> assertThat(readers).allMatch(viewer -> viewer.texts() == expected));
    }

    /** Has a new viewer post what will be one batch of several MB, and returns when all of that is accepted. */
    private CheckingViewer postLarge() {
        CheckingViewer poster = opened(CheckingViewer.join(base(), LARGE_ROOM, WireFormat.TEXT, USUAL_BUFFER))
                .follow();
        IntStream.range(0, LARGE_POSTS).forEach(i -> poster.post("r", text(TEXT_MAX)));
        eventually(() -> assertThat(poster.refs()).hasSize(LARGE_POSTS));
        return poster;
    }

    /** Common Chinese characters in an order that deflate finds little in. */
    private String text(int length) {
        return random.ints(length, 0x4e00, 0x9fa5)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private void eventually(ThrowingRunnable assertion) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).untilAsserted(() -> {
            viewers.forEach(CheckingViewer::assertSound);
            assertion.run();
        });
    }
}
