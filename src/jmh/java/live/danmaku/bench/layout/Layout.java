package live.danmaku.bench.layout;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import live.danmaku.bench.layout.Messages.Columns;
import live.danmaku.bench.layout.Messages.Message;
import live.danmaku.bench.layout.Messages.NumberRow;
import live.danmaku.bench.layout.Messages.Row;
import live.danmaku.bench.layout.Messages.ShortRow;
import live.danmaku.model.Batch;
import live.danmaku.model.Danmaku;

/** How the danmaku of a batch could be written as JSON. What is around them is the same in all. */
public enum Layout {
    /** An object each, what is default left out: what the protocol has. */
    ROWS,
    /** The same with keys of one letter. */
    SHORT_KEYS,
    /** The same with numbers for modes, colors and sizes. */
    NUMBERS,
    /** An array each: time, user, text, mode, color, size; what is default at the end left out. */
    ARRAYS,
    /** An array for each field; that of a field which is default throughout left out. */
    COLUMNS,
    /** The protocol's objects without who posted. */
    NO_USER,
    /** The protocol's objects without when it was posted. */
    NO_TIME;

    /** What JSON-B is to write. */
    public Object message(Batch batch) {
        Danmaku first = batch.items().get(0);
        List<Row> rows = batch.items().stream()
                .map(danmaku -> Row.of(danmaku, batch.senders(danmaku), first.at()))
                .toList();
        return new Message(
                "batch",
                batch.room().value(),
                batch.epoch(),
                batch.seq(),
                batch.online(),
                first.id(),
                first.at(),
                batch.last() == batch.items().get(rows.size() - 1).id() ? null : batch.last(),
                batch.omitted().isEmpty() ? null : omitted(batch),
                batch.combined() == 0 ? null : batch.combined(),
                items(rows));
    }

    private static SortedMap<String, Integer> omitted(Batch batch) {
        SortedMap<String, Integer> counts = new TreeMap<>();
        batch.omitted().forEach((reason, danmaku) -> counts.put(reason.wireName(), danmaku.size()));
        return counts;
    }

    private Object items(List<Row> rows) {
        return switch (this) {
            case ROWS -> rows;
            case SHORT_KEYS -> each(rows, ShortRow::of);
            case NUMBERS -> each(rows, NumberRow::of);
            case ARRAYS -> each(rows, Row::array);
            case COLUMNS -> Columns.of(rows);
            case NO_USER -> each(rows, Row::withoutUser);
            case NO_TIME -> each(rows, Row::withoutTime);
        };
    }

    private static <T> List<T> each(List<Row> rows, Function<Row, T> form) {
        return rows.stream().map(form).toList();
    }
}
