package live.danmaku.it;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import live.danmaku.tool.server.BuildFiles;
import live.danmaku.tool.server.Command;

/** Runs the scripts of {@code server-config} as an administrator does. */
final class AdministratorShell {

    /** What users get that the scripts make. */
    static final String PASSWORD = "correct-horse-1";

    private AdministratorShell() {}

    /** Runs a script of {@code server-config}, with one line of input. */
    static String run(String product, String input, Stream<String> words, Map<String, String> environment) {
        List<String> command = Stream.concat(Stream.of("sh"), words).toList();
        return Command.runIn(BuildFiles.serverConfig().resolve(product), command, environment, input + "\n");
    }
}
