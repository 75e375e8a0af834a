package live.danmaku.tool.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The JDK's {@code jcmd} for one process. */
public record Jcmd(long pid) {

    /** Bytes of all objects that are in use, after a full garbage collection. */
    public long liveBytes() {
        List<String> histogram = run("GC.class_histogram").lines().toList();
        String total = histogram.get(histogram.size() - 1).strip();
        return Long.parseLong(total.split("\\s+", -1)[2]);
    }

    String run(String command) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        return Command.run(List.of(jcmd.toString(), Long.toString(pid), command), Map.of());
    }
}
