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

    /** A refusal that waiting does not change. */
    public Refusal(ErrorCode code, String message) {
        this(code, message, null);
    }

    /** A refusal that may not stand any more after {@code retryAfter}. */
    public Refusal(ErrorCode code, String message, @Nullable Duration retryAfter) {
        super(message, null, /* enableSuppression= */ false, /* writableStackTrace= */ false);
        this.code = code;
        this.retryAfter = retryAfter;
    }

    public ErrorCode code() {
        return code;
    }

    /** The sentence for people; never null. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    /** How long to wait before trying again, where waiting helps. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
