package live.danmaku.cluster;

/** The broker did not take a message, or cannot be reached. */
public final class BusException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BusException(String message, Throwable cause) {
        super(message, cause);
    }

    public BusException(String message) {
        super(message);
    }
}
