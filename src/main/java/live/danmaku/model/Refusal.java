package live.danmaku.model;

import java.io.Serial;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A typed refusal of what a client sent: a code for programs, a sentence for people, and, where waiting helps, for how
 * long. It is an answer and not a fault, so it carries no stack trace and costs next to nothing to throw.
 */
public final class Refusal extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final ErrorCode code;
    private final @Nullable Duration retryAfter;
    private final @Nullable Long from;

    /** A refusal that waiting does not change. */
    public Refusal(ErrorCode code, String message) {
        this(code, message, null);
    }

    /** A refusal that may not stand any more after {@code retryAfter}. */
    public Refusal(ErrorCode code, String message, @Nullable Duration retryAfter) {
        this(code, message, retryAfter, null);
    }

    private Refusal(ErrorCode code, String message, @Nullable Duration retryAfter, @Nullable Long from) {
        super(message, null, /* enableSuppression= */ false, /* writableStackTrace= */ false);
        this.code = code;
        this.retryAfter = retryAfter;
        this.from = from;
    }

    /** A refusal of batches that the room does not keep any more; {@code from} is the first one that it can still send. */
    public static Refusal historyGone(long from) {
        return new Refusal(
                ErrorCode.HISTORY_GONE, "the room keeps no batches from before " + from + " any more", null, from);
    }

    public ErrorCode code() {
        return code;
    }

    /** The sentence for people; never null. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    /** The first batch that is still to be had, where this is about batches that are not. */
    public Optional<Long> from() {
        return Optional.ofNullable(from);
    }

    /** {@link #retryAfter()} in whole seconds, rounded up; 0 where waiting does not help. */
    public long retryAfterSeconds() {
        return retryAfter == null ? 0 : (retryAfter.toMillis() + 999) / 1_000;
    }

    /** How long to wait before trying again, where waiting helps. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
