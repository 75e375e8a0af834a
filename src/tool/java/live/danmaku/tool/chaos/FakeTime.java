package live.danmaku.tool.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import live.danmaku.tool.server.BuildFiles;

/**
 * The wall clock of one process, which can be set while it runs: libfaketime, loaded before everything else. The clock that
 * only measures, and the times of files, stay as they are.
 */
final class FakeTime {
    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"),
            Path.of("/usr/lib/faketime/libfaketimeMT.so.1"),
            Path.of("/usr/lib64/faketime/libfaketimeMT.so.1"));

    private final Path library;
    private final Path offset = BuildFiles.instance("wall-clock");

    private FakeTime(Path library) {
        this.library = library;
    }

    /** The library where its packages put it, or where {@code -Dfaketime} says. */
    static Optional<FakeTime> installed() {
        return Optional.ofNullable(System.getProperty("faketime"))
                .map(Path::of)
                .or(() -> LIBRARIES.stream().filter(Files::exists).findFirst())
                .map(FakeTime::new);
    }

    /** For the process whose clock it is to be. */
    Map<String, String> environment() {
        set(Duration.ZERO);
        return Map.of(
                "LD_PRELOAD", library.toString(),
                "FAKETIME_TIMESTAMP_FILE", offset.toString(),
                "FAKETIME_CACHE_DURATION", "1",
                "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                // Otherwise Java's timed waits, which go by the other clock, end at once and spin.
                "FAKETIME_FORCE_MONOTONIC_FIX", "0",
                "NO_FAKE_STAT", "1");
    }

    /** Sets the clock to this much after the true time; the process sees it within a second. */
    void set(Duration after) {
        try {
            Files.createDirectories(offset.resolveSibling(""));
            Path written = Files.writeString(
                    offset.resolveSibling("wall-clock.new"), String.format("%+d%n", after.toSeconds()));
            Files.move(written, offset, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
