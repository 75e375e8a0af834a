package live.danmaku.tool.load.script;

import org.jspecify.annotations.Nullable;

/** Says why a comment of a file is not posted. */
final class UnusableCommentException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Skipped.Kind kind;

    private UnusableCommentException(Skipped.Kind kind, String reason, @Nullable Throwable cause) {
        super(reason, cause);
        this.kind = kind;
    }

    static UnusableCommentException malformed(String reason) {
        return new UnusableCommentException(Skipped.Kind.MALFORMED, reason, null);
    }

    static UnusableCommentException malformed(String reason, Throwable cause) {
        return new UnusableCommentException(Skipped.Kind.MALFORMED, reason, cause);
    }

    static UnusableCommentException unsupported(String reason) {
        return new UnusableCommentException(Skipped.Kind.UNSUPPORTED_MODE, reason, null);
    }

    static UnusableCommentException text(String reason) {
        return new UnusableCommentException(Skipped.Kind.TEXT_NOT_ALLOWED, reason, null);
    }

    Skipped at(int line) {
        return new Skipped(line, kind, String.valueOf(getMessage()));
    }
}
