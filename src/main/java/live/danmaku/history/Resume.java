package live.danmaku.history;

import java.util.regex.Pattern;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What a viewer that connects wants of its room's past.
 *
 * @param epoch where it was, or null
 * @param since seq of the last batch that it has had in that epoch, from 0; null where {@code epoch} is
 * @param last how many of the newest danmaku it wants where that cannot be told or not be served, from 1 to 10,000; or null
 * @param heard how far it has seen what each node accepted, where it may come from another node
 */
public record Resume(
        @Nullable String epoch,
        @Nullable Long since,
        @Nullable Integer last,
        Heard heard) {

    /** What a viewer wants that comes from no other node. */
    public Resume(@Nullable String epoch, @Nullable Long since, @Nullable Integer last) {
        this(epoch, since, last, Heard.NOTHING);
    }

    /** Nothing: the viewer begins with the next batch. */
    public static final Resume NOTHING = new Resume(null, null, null);

    private static final Pattern EPOCH = Pattern.compile("[0-9A-Za-z]{1,32}");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");
    private static final int LAST_MAX = 10_000;

    /**
     * Reads the parameters {@code epoch}, {@code since}, {@code last} and {@code heard}, each as it is written, or null.
     *
     * @throws Refusal {@code resume_invalid}
     */
    public static Resume of(
            @Nullable String epoch, @Nullable String since, @Nullable String last, @Nullable String heard) {
        if ((epoch == null) != (since == null)) {
            throw invalid("epoch and since go together: seq counts within an epoch");
        }
        if (epoch != null && !EPOCH.matcher(epoch).matches()) {
            throw invalid("epoch must be one that the server gave: 1 to 32 letters and digits");
        }
        Long seq = since == null ? null : number(since);
        if (since != null && seq == null) {
            throw invalid("since must be the seq of a batch, or 0");
        }
        Long danmaku = last == null ? null : number(last);
        if (last != null && (danmaku == null || danmaku < 1 || danmaku > LAST_MAX)) {
            throw invalid("last must be a whole number from 1 to " + LAST_MAX);
        }
        return new Resume(epoch, seq, danmaku == null ? null : danmaku.intValue(), Heard.parse(heard));
    }

    /**
     * Reads the parameters out of a URL's query. They need no percent-encoding, and are not decoded: one way to write each
     * is one less thing to get wrong. Others are nothing to us.
     *
     * @param query without the question mark, or null
     * @throws Refusal {@code resume_invalid}
     */
    public static Resume parse(@Nullable String query) {
        return query == null
                ? NOTHING
                : of(value(query, "epoch"), value(query, "since"), value(query, "last"), value(query, "heard"));
    }

    private static @Nullable String value(String query, String name) {
        String found = null;
        for (String parameter : query.split("&", -1)) {
            int end = parameter.indexOf('=');
            if ((end < 0 ? parameter : parameter.substring(0, end)).equals(name)) {
                if (found != null) {
                    throw invalid(name + " is there twice");
                }
                found = parameter.substring(end < 0 ? parameter.length() : end + 1);
            }
        }
        return found;
    }

    private static @Nullable Long number(String text) {
        return DIGITS.matcher(text).matches() ? Long.valueOf(text) : null;
    }

    static Refusal invalid(String message) {
        return new Refusal(ErrorCode.RESUME_INVALID, message);
    }
}
