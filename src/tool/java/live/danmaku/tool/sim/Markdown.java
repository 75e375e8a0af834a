package live.danmaku.tool.sim;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A table as {@code docs/capacity.md} has it. */
final class Markdown {

    private Markdown() {}

    /** A column: its title, and what a row has there. */
    record Column<R>(String title, Function<R, String> cell) {}

    static <R> String table(List<R> rows, List<Column<R>> columns) {
        String head = line(columns.stream().map(Column::title).toList());
        String rule = "|" + "---|".repeat(columns.size()) + "\n";
        return head
                + rule
                + rows.stream()
                        .map(row -> line(columns.stream()
                                .map(column -> column.cell().apply(row))
                                .toList()))
                        .collect(Collectors.joining());
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    /** A number with as many decimals as tell something. */
    static String number(double value) {
        int decimals = value >= 100 || value == 0 ? 0 : value >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    static String count(int value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%,.0f %%", share * 100);
    }
}
