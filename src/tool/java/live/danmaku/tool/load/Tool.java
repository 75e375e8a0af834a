package live.danmaku.tool.load;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The frame around all commands: what a run throws becomes a sentence, and what it found an exit status. */
public final class Tool {
    private static final int FAULTS_FOUND = 1;
    private static final int NOT_POSSIBLE = 2;

    private Tool() {}

    /** A command; true if nothing was found wrong. */
    public interface Command {
        boolean go(PrintStream out) throws InterruptedException;
    }

    /** Runs the command, and ends the process unless all is well. */
    public static void run(Command command) {
        // Comments are in any language, whatever the platform's character set.
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        int status;
        try {
            status = command.go(out) ? 0 : FAULTS_FOUND;
        } catch (StopException e) {
            out.println("Cannot run: " + e.getMessage());
            status = NOT_POSSIBLE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            status = NOT_POSSIBLE;
        }
        if (status != 0) {
            System.exit(status);
        }
    }
}
