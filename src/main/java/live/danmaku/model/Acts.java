package live.danmaku.model;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What moderators did in a room within a window, as its viewers are told.
 *
 * @param recalled ids of danmaku that are not to be shown any more
 * @param notices texts that everybody in the room is to see, in order
 * @param rules all that holds in the room now; null where that has not changed
 */
public record Acts(
        List<Long> recalled, List<String> notices, @Nullable Rules rules) {

    /** Nothing was done. */
    public static final Acts NONE = new Acts(List.of(), List.of(), null);

    public Acts {
        recalled = List.copyOf(recalled);
        notices = List.copyOf(notices);
    }

    /** Danmaku are recalled. */
    public static Acts recall(List<Long> ids) {
        return new Acts(ids, List.of(), null);
    }

    /** A notice. */
    public static Acts notice(String text) {
        return new Acts(List.of(), List.of(text), null);
    }

    /** The rules have changed. */
    public static Acts change(Rules rules) {
        return new Acts(List.of(), List.of(), rules);
    }

    /** These, and then those. */
    public Acts then(Acts later) {
        return new Acts(
                Stream.concat(recalled.stream(), later.recalled.stream()).toList(),
                Stream.concat(notices.stream(), later.notices.stream()).toList(),
                later.rules == null ? rules : later.rules);
    }

    /** Whether nothing was done. */
    public boolean isNone() {
        return recalled.isEmpty() && notices.isEmpty() && rules == null;
    }

    /** How many things were done, which is what the bound of a window counts. */
    public int size() {
        return recalled.size() + notices.size() + (rules == null ? 0 : 1);
    }
}
