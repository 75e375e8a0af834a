package live.danmaku.tool.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What was checked, what it should be and what it was.
 *
 * <p>Not thread-safe.
 */
final class Checks {
    private final List<Check> checks = new ArrayList<>();

    private record Check(String what, String limit, String found, boolean holds) {
        String line() {
            String verdict = limit.isEmpty() ? "" : holds ? "ok" : "FAILED";
            return String.format(Locale.ROOT, "%-58s %-18s %-30s %s", what, limit, found, verdict)
                            .stripTrailing()
                    + System.lineSeparator();
        }
    }

    void add(String what, String limit, String found, boolean holds) {
        checks.add(new Check(what, limit, found, holds));
    }

    void equal(String what, long wanted, long found) {
        add(what, number(wanted), number(found), wanted == found);
    }

    void atMost(String what, double limit, double found, String unit) {
        add(what, "<= " + figure(limit) + " " + unit, figure(found) + " " + unit, found <= limit);
    }

    void atMost(String what, long limit, long found) {
        add(what, "<= " + number(limit), number(found), found <= limit);
    }

    /** Something worth knowing that nothing is asked of. */
    void note(String what, String found) {
        add(what, "", found, true);
    }

    /** Under whose heading the next ones are. */
    void heading(String title) {
        note(System.lineSeparator() + title, "");
    }

    boolean hold() {
        return checks.stream().allMatch(Check::holds);
    }

    /** A line for each. */
    String text() {
        StringBuilder text = new StringBuilder();
        checks.forEach(check -> text.append(check.line()));
        return text.append(hold() ? "PASSED" : "FAILED").toString();
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String figure(double number) {
        return String.format(Locale.ROOT, "%,.2f", number);
    }
}
