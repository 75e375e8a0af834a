package live.danmaku.tool.server;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The objects in a Java process, as {@code jcmd} tells them.
 *
 * @param instances number of objects by class
 * @param bytes of all of them
 */
public record LiveObjects(Map<String, Long> instances, long bytes) {
    private static final int COUNT = 1;
    private static final int TOTAL_BYTES = 2;
    private static final int CLASS = 3;

    /** Reads a table with a line for each class, and one with the sums at its end. */
    static LiveObjects of(String table) {
        List<String[]> lines =
                table.lines().map(line -> line.strip().split("\\s+", -1)).toList();
        Map<String, Long> instances = lines.stream()
                .filter(words -> words.length > CLASS && words[0].endsWith(":"))
                .collect(Collectors.toMap(words -> words[CLASS], words -> Long.parseLong(words[COUNT]), Long::sum));
        return new LiveObjects(instances, Long.parseLong(lines.get(lines.size() - 1)[TOTAL_BYTES]));
    }

    /** Objects of this class, those of its subclasses not included. */
    public long instances(String className) {
        return instances.getOrDefault(className, 0L);
    }
}
