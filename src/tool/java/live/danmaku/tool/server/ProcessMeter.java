package live.danmaku.tool.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** What one process has used so far, all its threads together. */
public record ProcessMeter(long pid) {
    /** The unit of {@code /proc}, which is the same on every Linux, whatever the kernel's own clock. */
    private static final long MICROS_PER_TICK = 10_000;

    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;
    private static final String RESIDENT = "VmRSS:";

    /** Processor time in user and in kernel mode, in microseconds; 0 where the system does not tell. */
    public long cpuMicros() {
        Path stat = Path.of("/proc", Long.toString(pid), "stat");
        if (Files.isReadable(stat)) {
            return cpuMicros(read(stat));
        }
        return ProcessHandle.of(pid)
                        .flatMap(process -> process.info().totalCpuDuration())
                        .map(Duration::toNanos)
                        .orElse(0L)
                / 1000;
    }

    /** The processor time in a line of {@code /proc/PID/stat}; the name of the program may hold anything. */
    static long cpuMicros(String stat) {
        String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).strip().split(" ", -1);
        return (Long.parseLong(afterName[USER_TIME]) + Long.parseLong(afterName[SYSTEM_TIME])) * MICROS_PER_TICK;
    }

    /** Resident memory in bytes; 0 where there is no {@code /proc}. */
    public long residentBytes() {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        return read(status)
                .lines()
                .filter(line -> line.startsWith(RESIDENT))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .sum();
    }

    /** Descriptors that are open: files, sockets and the like; 0 where there is no {@code /proc}. */
    public long openFiles() {
        return entries("fd");
    }

    /** Threads, those of the virtual machine included; 0 where there is no {@code /proc}. */
    public long threads() {
        return entries("task");
    }

    private long entries(String folder) {
        Path of = Path.of("/proc", Long.toString(pid), folder);
        if (!Files.isReadable(of)) {
            return 0;
        }
        try (Stream<Path> entries = Files.list(of)) {
            return entries.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
