package live.danmaku.bench.layout;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.function.Function;
import live.danmaku.model.Danmaku;
import live.danmaku.model.Style;
import org.jspecify.annotations.Nullable;

/** The layouts as JSON-B writes them: a null component is left out. */
final class Messages {

    private Messages() {}

    @JsonbPropertyOrder({"type", "room", "epoch", "seq", "online", "id", "at", "last", "omitted", "combined", "items"})
    public record Message(
            String type,
            String room,
            String epoch,
            long seq,
            int online,
            long id,
            long at,
            @Nullable Long last,
            @Nullable SortedMap<String, Integer> omitted,
            @Nullable Integer combined,
            Object items) {}

    /** A danmaku, or several that say the same; what is default is null. */
    @JsonbPropertyOrder({"at", "user", "text", "mode", "color", "size", "count"})
    public record Row(
            @Nullable Long at,
            @Nullable String user,
            String text,
            @Nullable String mode,
            @Nullable String color,
            @Nullable String size,
            @Nullable Integer count) {

        static Row of(Danmaku danmaku, int senders, long batchAt) {
            Style style = danmaku.draft().style();
            return new Row(
                    danmaku.at() == batchAt ? null : danmaku.at() - batchAt,
                    danmaku.draft().author().name(),
                    danmaku.draft().text(),
                    style.mode() == Style.DEFAULT.mode() ? null : style.mode().wireName(),
                    style.color().equals(Style.DEFAULT.color()) ? null : style.color(),
                    style.size() == Style.DEFAULT.size() ? null : style.size().wireName(),
                    senders == 1 ? null : senders);
        }

        Row withoutUser() {
            return new Row(at, null, text, mode, color, size, count);
        }

        Row withoutTime() {
            return new Row(null, user, text, mode, color, size, count);
        }

        List<Object> array() {
            List<Object> fields = new ArrayList<>(Arrays.asList(
                    or(at, 0L), or(user, ""), text, or(mode, ""), or(color, ""), or(size, ""), or(count, "")));
            while (fields.get(fields.size() - 1).equals("")) {
                fields.remove(fields.size() - 1);
            }
            return fields;
        }
    }

    @JsonbPropertyOrder({"a", "u", "t", "m", "c", "s", "n"})
    public record ShortRow(
            @Nullable Long a,
            @Nullable String u,
            String t,
            @Nullable String m,
            @Nullable String c,
            @Nullable String s,
            @Nullable Integer n) {

        static ShortRow of(Row row) {
            return new ShortRow(row.at(), row.user(), row.text(), row.mode(), row.color(), row.size(), row.count());
        }
    }

    @JsonbPropertyOrder({"at", "user", "text", "mode", "color", "size", "count"})
    public record NumberRow(
            @Nullable Long at,
            @Nullable String user,
            String text,
            @Nullable Integer mode,
            @Nullable Integer color,
            @Nullable Integer size,
            @Nullable Integer count) {

        private static final List<String> MODES = List.of("scroll", "reverse", "top", "bottom");
        private static final List<String> SIZES = List.of("small", "normal", "large");

        static NumberRow of(Row row) {
            return new NumberRow(
                    row.at(),
                    row.user(),
                    row.text(),
                    row.mode() == null ? null : MODES.indexOf(row.mode()),
                    row.color() == null ? null : Integer.decode(row.color()),
                    row.size() == null ? null : SIZES.indexOf(row.size()),
                    row.count());
        }
    }

    @JsonbPropertyOrder({"at", "user", "text", "mode", "color", "size", "count"})
    public record Columns(
            @Nullable List<Long> at,
            @Nullable List<String> user,
            @Nullable List<String> text,
            @Nullable List<String> mode,
            @Nullable List<String> color,
            @Nullable List<String> size,
            @Nullable List<Integer> count) {

        static Columns of(List<Row> rows) {
            return new Columns(
                    column(rows, Row::at, 0L),
                    column(rows, Row::user, ""),
                    column(rows, Row::text, ""),
                    column(rows, Row::mode, ""),
                    column(rows, Row::color, ""),
                    column(rows, Row::size, ""),
                    column(rows, Row::count, 1));
        }

        private static <T> @Nullable List<T> column(List<Row> rows, Function<Row, @Nullable T> field, T otherwise) {
            return rows.stream().map(field).allMatch(Objects::isNull)
                    ? null
                    : rows.stream().map(row -> or(field.apply(row), otherwise)).toList();
        }
    }

    private static <T> T or(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
