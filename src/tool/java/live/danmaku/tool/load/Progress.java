package live.danmaku.tool.load;

import java.io.Console;
import java.io.PrintStream;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Shows how the run goes: one line that changes on a terminal, a line every five seconds elsewhere. */
final class Progress {
    private static final long PLAIN_EVERY_NANOS = 5_000_000_000L;
    private static final long TERMINAL_EVERY_NANOS = 100_000_000L;
    private static final String CLEAR_LINE = "\r\u001b[K";

    /** On a narrow terminal the line is cut off instead of going on in a second one, which would stay. */
    private static final String NO_WRAP = "\u001b[?7l";

    private static final String WRAP = "\u001b[?7h";

    private final PrintStream out;
    private final boolean terminal;
    private long lastShown = System.nanoTime();
    private boolean lineOpen;

    Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Whether a person looks at standard output. */
    @SuppressWarnings("SystemConsoleNull") // Null or not, the answer is right on every version of Java.
    static boolean onTerminal() {
        @Nullable Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // From Java 22 on there is a console even without a terminal, and this method to tell.
            Method isTerminal = Console.class.getMethod("isTerminal");
            return Boolean.TRUE.equals(isTerminal.invoke(console));
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    /** Shows the state of now, unless that was done a moment ago. */
    void show(String state) {
        long now = System.nanoTime();
        if (now - lastShown < (terminal ? TERMINAL_EVERY_NANOS : PLAIN_EVERY_NANOS)) {
            return;
        }
        lastShown = now;
        if (terminal) {
            out.print(CLEAR_LINE + NO_WRAP + state + WRAP);
            out.flush();
            lineOpen = true;
        } else {
            out.println(state);
        }
    }

    /** Prints a line that stays. */
    void say(String line) {
        if (lineOpen) {
            out.print(CLEAR_LINE);
            lineOpen = false;
        }
        out.println(line);
    }
}
