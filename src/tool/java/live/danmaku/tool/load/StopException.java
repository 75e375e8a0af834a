package live.danmaku.tool.load;

/** Ends the command because a run is not possible; the message says why in a sentence for its user. */
final class StopException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StopException(String message) {
        super(message);
    }

    StopException(String message, Throwable cause) {
        super(message, cause);
    }
}
