package live.danmaku.bench.layout;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import live.danmaku.model.Danmaku;
import live.danmaku.model.Style;
import org.jspecify.annotations.Nullable;

/** The layouts as JSON-B writes them: a null component is left out. */
final class Messages {

    private Messages() {}

    @JsonbPropertyOrder({"type", "room", "epoch", "seq", "online", "id", "at", "items"})
    public record Message(
            String type, String room, String epoch, long seq, int online, long id, long at, Object items) {}

    /** A danmaku; what is default is null. */
    @JsonbPropertyOrder({"at", "user", "text", "mode", "color", "size"})
    public record Row(
            @Nullable Long at,
            @Nullable String user,
            String text,
            @Nullable String mode,
            @Nullable String color,
            @Nullable String size) {

        static Row of(Danmaku danmaku, long batchAt) {
            Style style = danmaku.draft().style();
            return new Row(
                    danmaku.at() == batchAt ? null : danmaku.at() - batchAt,
                    danmaku.draft().author().name(),
                    danmaku.draft().text(),
                    style.mode() == Style.DEFAULT.mode() ? null : style.mode().wireName(),
                    style.color().equals(Style.DEFAULT.color()) ? null : style.color(),
                    style.size() == Style.DEFAULT.size() ? null : style.size().wireName());
        }

        Row withoutUser() {
            return new Row(at, null, text, mode, color, size);
        }

        Row withoutTime() {
            return new Row(null, user, text, mode, color, size);
        }

        List<Object> array() {
            List<Object> fields = new ArrayList<>(
                    Arrays.asList(or(at, 0L), or(user, ""), text, or(mode, ""), or(color, ""), or(size, "")));
            while (fields.get(fields.size() - 1).equals("")) {
                fields.remove(fields.size() - 1);
            }
            return fields;
        }
    }

    @JsonbPropertyOrder({"a", "u", "t", "m", "c", "s"})
    public record ShortRow(
            @Nullable Long a,
            @Nullable String u,
            String t,
            @Nullable String m,
            @Nullable String c,
            @Nullable String s) {

        static ShortRow of(Row row) {
            return new ShortRow(row.at(), row.user(), row.text(), row.mode(), row.color(), row.size());
        }
    }

    @JsonbPropertyOrder({"at", "user", "text", "mode", "color", "size"})
    public record NumberRow(
            @Nullable Long at,
            @Nullable String user,
            String text,
            @Nullable Integer mode,
            @Nullable Integer color,
            @Nullable Integer size) {

        private static final List<String> MODES = List.of("scroll", "reverse", "top", "bottom");
        private static final List<String> SIZES = List.of("small", "normal", "large");

        static NumberRow of(Row row) {
            return new NumberRow(
                    row.at(),
                    row.user(),
                    row.text(),
                    row.mode() == null ? null : MODES.indexOf(row.mode()),
                    row.color() == null ? null : Integer.decode(row.color()),
                    row.size() == null ? null : SIZES.indexOf(row.size()));
        }
    }

    @JsonbPropertyOrder({"at", "user", "text", "mode", "color", "size"})
    public record Columns(
            @Nullable List<Long> at,
            @Nullable List<String> user,
            @Nullable List<String> text,
            @Nullable List<String> mode,
            @Nullable List<String> color,
            @Nullable List<String> size) {

        static Columns of(List<Row> rows) {
            return new Columns(
                    column(rows, Row::at, 0L),
                    column(rows, Row::user, ""),
                    column(rows, Row::text, ""),
                    column(rows, Row::mode, ""),
                    column(rows, Row::color, ""),
                    column(rows, Row::size, ""));
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
