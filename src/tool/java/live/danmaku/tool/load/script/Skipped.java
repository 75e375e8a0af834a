package live.danmaku.tool.load.script;

/** A line of a comment file that is not posted, and why. */
public record Skipped(int line, Kind kind, String reason) {
    /** What is wrong with a line. */
    public enum Kind {
        /** The line is not what its format says. */
        MALFORMED,
        /** The comment is of a kind that the protocol does not have. */
        UNSUPPORTED_MODE,
        /** The server would refuse the text. */
        TEXT_NOT_ALLOWED
    }
}
