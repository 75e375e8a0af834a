package live.danmaku.model;

/**
 * How the server ends one connection.
 *
 * @param code why
 * @param retryAfterSeconds how long the client stays away at least, from 1; 0 where it does not come back, or decides itself
 */
public record Closing(CloseCode code, long retryAfterSeconds) {

    public Closing {
        if (retryAfterSeconds < 0 || (retryAfterSeconds > 0 && !code.comesBack())) {
            throw new IllegalArgumentException(code + " with retry-after=" + retryAfterSeconds);
        }
    }

    /** The text in the close frame, {@code <sentence>} or {@code <sentence>; retry-after=<seconds>}: ASCII, at most 123 bytes. */
    public String reason() {
        return retryAfterSeconds > 0 ? code.sentence() + "; retry-after=" + retryAfterSeconds : code.sentence();
    }
}
