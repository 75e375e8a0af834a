package live.danmaku.tool.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The result as text: a line for each server. */
final class Table {
    private static final String NAME = "%-24s";

    /** One column: its title, how a value is written, and where it comes from. */
    private record Column(String title, int decimals, Value value) {
        String cell(Row row, double floor) {
            double number = value.of(row, floor);
            return pad(Double.isNaN(number) ? "-" : String.format(Locale.ROOT, "%,." + decimals + "f", number));
        }

        String pad(String text) {
            return " ".repeat(Math.max(0, Math.max(title.length(), 6) + 2 - text.length())) + text;
        }
    }

    private interface Value {
        double of(Row row, double floor);
    }

    private static final List<Column> COLUMNS = List.of(
            new Column("us/frame", 2, (row, floor) -> row.median(Turn::microsPerFrame)),
            new Column("x floor", 2, (row, floor) -> row.median(Turn::microsPerFrame) / floor),
            new Column("frames/s", 0, (row, floor) -> row.median(Turn::framesPerSecond)),
            new Column("B/frame", 0, (row, floor) -> row.median(Turn::bytesPerFrame)),
            new Column("MB/s", 2, (row, floor) -> row.median(Turn::bytesPerSecond) / 1e6),
            new Column("B/danmaku", 1, (row, floor) -> row.median(Turn::bytesPerDanmaku)),
            new Column("us/danmaku", 3, (row, floor) -> row.median(Turn::microsPerDanmaku)),
            new Column("p50 ms", 1, (row, floor) -> row.median(Turn::p50)),
            new Column("p99 ms", 1, (row, floor) -> row.median(Turn::p99)),
            new Column("lost", 0, (row, floor) -> row.sum(Turn::lost)),
            new Column("dup", 0, (row, floor) -> row.sum(Turn::duplicated)),
            new Column("closed", 0, (row, floor) -> row.sum(Turn::closed)),
            new Column("RSS MB", 0, (row, floor) -> row.median(Turn::residentMegabytes)),
            new Column("KB/conn", 1, (row, floor) -> row.median(Turn::kilobytesPerConnection)));

    private Table() {}

    static String of(List<Row> rows) {
        double floor = rows.stream()
                .filter(row -> row.server().equals("floor"))
                .mapToDouble(row -> row.median(Turn::microsPerFrame))
                .findFirst()
                .orElse(Double.NaN);
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, NAME, "server"));
        COLUMNS.forEach(column -> text.append(column.pad(column.title())));
        text.append("  wire frames    verified\n");
        for (Row row : rows) {
            text.append(String.format(Locale.ROOT, NAME, row.server()));
            COLUMNS.forEach(column -> text.append(column.cell(row, floor)));
            text.append(row.sameBytes() ? "  identical    " : "  different    ");
            text.append(row.faultless() ? "  passed" : "  FAILED").append('\n');
        }
        return text.toString();
    }

    /** What was found wrong, a line for each turn; empty if nothing was. */
    static String faults(List<Row> rows) {
        return rows.stream()
                .flatMap(row -> row.turns().stream())
                .filter(turn -> !turn.report().problems().isEmpty())
                .map(turn -> turn.server() + ", round " + turn.round() + ": "
                        + String.join("; ", turn.report().problems()) + "\n")
                .collect(Collectors.joining());
    }
}
