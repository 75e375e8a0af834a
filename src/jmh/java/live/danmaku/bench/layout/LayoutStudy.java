package live.danmaku.bench.layout;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Stream;
import live.danmaku.bench.Sample;
import live.danmaku.model.Batch;
import live.danmaku.wire.Frame;
import live.danmaku.wire.FrameFactory;
import live.danmaku.wire.WireFormat;

/**
 * The command {@code mvn -q -Pjmh -Djmh.main=live.danmaku.bench.layout.LayoutStudy}: prints how many bytes a danmaku takes,
 * by layout, size of the batch and level of compression.
 */
public final class LayoutStudy {

    private static final int[] SIZES = {1, 10, 50, 100, 1000};
    private static final int[] SMALL_SIZES = {1, 2, 3, 4, 5, 7, 10, 20};
    private static final int[] LEVELS = {1, 3, 6, 9};
    private static final int CROWD = 100;
    private static final int LEVEL = 6;

    private final Jsonb jsonb = JsonbBuilder.create();
    private final PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);

    private LayoutStudy() {}

    public static void main(String[] args) {
        LayoutStudy study = new LayoutStudy();
        study.layouts("every danmaku by another guest", 0);
        study.layouts(CROWD + " guests post all", CROWD);
        study.smallBatches();
    }

    private void layouts(String title, int crowd) {
        out.printf("%nBytes per danmaku; %s%n", title);
        out.printf("%-10s %6s %9s %8s %8s %8s %8s%n", "layout", "batch", "plain", "level 1", "3", "6", "9");
        for (int size : SIZES) {
            List<Batch> batches = batches(size, crowd);
            for (Layout layout : Layout.values()) {
                List<String> messages = messages(layout, batches);
                out.printf("%-10s %6d %9.1f", layout, size, mean(messages) / size);
                for (int level : LEVELS) {
                    out.printf(" %8.1f", compressedMean(messages, level) / size);
                }
                out.println();
            }
        }
    }

    private void smallBatches() {
        out.printf("%nBytes per batch of the protocol's layout, level %d%n", LEVEL);
        out.printf("%6s %9s %9s%n", "batch", "plain", "deflated");
        for (int size : SMALL_SIZES) {
            List<String> messages = messages(Layout.ROWS, batches(size, 0));
            out.printf("%6d %9.1f %9.1f%n", size, mean(messages), compressedMean(messages, LEVEL));
        }
    }

    /** Enough of them for a mean, and for each layout the same. */
    private static List<Batch> batches(int size, int crowd) {
        Sample sample = Sample.of(crowd);
        return Stream.generate(() -> sample.batch(size))
                .limit(Math.max(20, 5000 / size))
                .toList();
    }

    private List<String> messages(Layout layout, List<Batch> batches) {
        return batches.stream()
                .map(batch -> jsonb.toJson(layout.message(batch)))
                .toList();
    }

    private static double mean(List<String> messages) {
        return messages.stream()
                .mapToInt(message -> message.getBytes(UTF_8).length)
                .average()
                .orElseThrow();
    }

    private static double compressedMean(List<String> messages, int level) {
        try (FrameFactory frames = new FrameFactory(level, 0)) {
            return messages.stream()
                    .mapToInt(message -> compressed(frames.frame(1, message)))
                    .average()
                    .orElseThrow();
        }
    }

    private static int compressed(Frame frame) {
        int bytes = frame.payload(WireFormat.TEXT_DEFLATED).remaining();
        frame.release();
        return bytes;
    }
}
