package live.danmaku.tool.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The JDK's {@code jcmd} for one process. */
public record Jcmd(long pid) {
    private static final Pattern OTHER = Pattern.compile("Other \\(reserved=\\d+, committed=(\\d+)\\)");

    /**
     * Full garbage collections, until three in a row free no class loader: a collection queues what only weak references
     * hold, and frees it after the server has taken it from the queue.
     */
    void collectGarbage() throws InterruptedException {
        int fewest = Integer.MAX_VALUE;
        for (int inVain = 0; inVain < 3; inVain++) {
            run("GC.run");
            TimeUnit.MILLISECONDS.sleep(500);
            int loaders = classLoaders().size();
            if (loaders < fewest) {
                fewest = loaders;
                inVain = 0;
            }
        }
    }

    /** Bytes of all objects that are in use, after a full garbage collection. */
    public long liveBytes() {
        return liveObjects().bytes();
    }

    /** All objects that are in use, after a full garbage collection. */
    public LiveObjects liveObjects() {
        return LiveObjects.of(run("GC.class_histogram"));
    }

    /** Bytes outside of the heap that Java code has allocated; needs {@code -XX:NativeMemoryTracking=summary}. */
    public long directBytes() {
        return run("VM.native_memory summary scale=B")
                .lines()
                .map(OTHER::matcher)
                .filter(Matcher::find)
                .mapToLong(other -> Long.parseLong(other.group(1)))
                .findFirst()
                .orElse(0);
    }

    /** Objects of this class that are in use, after a full garbage collection. */
    long instances(String className) {
        return liveObjects().instances(className);
    }

    /**
     * Classes of all class loaders that have loaded something, one entry a loader. The table has a line for each loader,
     * which begins with its address and ends with its class.
     */
    public List<String> classLoaders() {
        return run("VM.classloader_stats")
                .lines()
                .filter(line -> line.startsWith("0x"))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .toList();
    }

    /** The Java options in force that are not the JDK's defaults. */
    public List<String> flags() {
        return List.of(run("VM.flags").split("\\s+", -1));
    }

    /** Names of all Java threads; the dump has a line for each, which begins with its name in quotes. */
    List<String> threads() {
        return run("Thread.print")
                .lines()
                .filter(line -> line.startsWith("\"") && line.contains("\" #"))
                .map(line -> line.substring(1, line.indexOf("\" #")))
                .toList();
    }

    String run(String command) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        List<String> line = new ArrayList<>(List.of(jcmd.toString(), Long.toString(pid)));
        line.addAll(List.of(command.split(" ", -1)));
        return Command.run(line, Map.of());
    }
}
