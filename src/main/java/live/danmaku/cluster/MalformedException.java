package live.danmaku.cluster;

/** A message that is none of ours, or not as it should be. */
final class MalformedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why it was not taken. */
    enum Reason {
        /** It does not begin as ours do, is too large, or cannot be read. */
        FOREIGN,
        /** It is of a version or kind that this node does not know. */
        VERSION,
        /** It was not signed with the nodes' secret. */
        FORGED
    }

    private final Reason reason;

    MalformedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
