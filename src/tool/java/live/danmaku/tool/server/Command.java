package live.danmaku.tool.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A program that is run to its end: a server's administration tool, an installation. */
public final class Command {

    private Command() {}

    /**
     * Runs the command and returns what it printed.
     *
     * @throws ServerFailure when it ends with another status than 0, with what it printed
     */
    public static String run(List<String> command, Map<String, String> environment) {
        return run(new ProcessBuilder(command), environment, "");
    }

    /** Runs the command in a folder. */
    public static String runIn(Path folder, List<String> command) {
        return runIn(folder, command, Map.of(), "");
    }

    /** Runs the command in a folder, and gives it this to read. */
    public static String runIn(Path folder, List<String> command, Map<String, String> environment, String input) {
        return run(new ProcessBuilder(command).directory(folder.toFile()), environment, input);
    }

    private static String run(ProcessBuilder builder, Map<String, String> environment, String input) {
        List<String> command = builder.command();
        builder.redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            give(process, input);
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new ServerFailure(String.join(" ", command) + " failed: " + output.strip());
            }
            return output;
        } catch (IOException e) {
            throw new ServerFailure("could not run " + command.get(0), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailure("interrupted while running " + command.get(0), e);
        }
    }

    private static void give(Process process, String input) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException unread) {
            // A program that ends without reading its input says itself why.
        }
    }
}
