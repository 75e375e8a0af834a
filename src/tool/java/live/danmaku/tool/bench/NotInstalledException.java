package live.danmaku.tool.bench;

/** A contender cannot take part on this machine; the message says why. */
final class NotInstalledException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotInstalledException(String message) {
        super(message);
    }
}
