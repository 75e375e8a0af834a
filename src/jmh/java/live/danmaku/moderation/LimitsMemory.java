package live.danmaku.moderation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import live.danmaku.config.ConfigSource;
import live.danmaku.config.LiveSettings;
import live.danmaku.model.Author;
import live.danmaku.model.Identity;
import live.danmaku.model.Lane;
import live.danmaku.model.Network;
import live.danmaku.model.Right;
import live.danmaku.model.RoomId;
import live.danmaku.model.TimeSource;

/**
 * The command {@code mvn -q -Pjmh -Djmh.main=live.danmaku.moderation.LimitsMemory}: sends 200,000 users, each from an address and
 * on a connection of its own, through the limits, in slow mode and each in a room of its own, and prints what the heap holds
 * before, after it, and when all are forgotten.
 */
public final class LimitsMemory {

    private static final int PEOPLE = 200_000;

    private final PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
    private final Clock clock = new Clock();
    private final LiveSettings settings = new LiveSettings(new Nothing());
    private final PostLimits limits = new PostLimits(settings, clock);
    private final RoomLimit rooms = new RoomLimit(clock);
    private final TextModeration texts = new TextModeration(settings, new WordLists(), clock);

    private LimitsMemory() {}

    public static void main(String[] args) {
        new LimitsMemory().run();
    }

    private void run() {
        Folding.get();
        double before = heap();
        print("before", before, before);
        for (int i = 0; i < PEOPLE; i++) {
            Network from = new Network(true, i);
            Author author = new Author(
                    "name",
                    "connection-" + i,
                    new Identity("user-" + i, "name", Lane.ORDINARY, Set.of(Right.POST), null),
                    from);
            RoomId room = new RoomId("room-" + i);
            rooms.visit(from, room, 200);
            limits.check(room, author, Duration.ofSeconds(10));
            texts.check(room, author, "hello " + i);
        }
        print("after " + PEOPLE + " users and addresses", heap(), before);
        clock.nanos += TimeUnit.HOURS.toNanos(2);
        limits.tidy();
        rooms.tidy();
        texts.tidy();
        print("when they are forgotten", heap(), before);
    }

    private void print(String when, double megabytes, double before) {
        out.printf(Locale.ROOT, "%-40s %6.1f MB, %+.1f MB%n", when, megabytes, megabytes - before);
    }

    private static double heap() {
        for (int i = 0; i < 3; i++) {
            ManagementFactory.getMemoryMXBean().gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
    }

    private static final class Clock implements TimeSource {
        private long nanos = 1;

        @Override
        public long epochMillis() {
            return 0;
        }

        @Override
        public long nanos() {
            return nanos;
        }
    }

    private static final class Nothing implements ConfigSource {
        @Override
        public Optional<String> value(String property) {
            return Optional.empty();
        }

        @Override
        public Iterable<String> properties() {
            return List.of();
        }
    }
}
