package live.danmaku.tool.load;

/** Ends the command because a run is not possible; the message says why in a sentence for its user. */
public final class StopException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StopException(String message) {
        super(message);
    }

    public StopException(String message, Throwable cause) {
        super(message, cause);
    }
}
