package live.danmaku.config;

/**
 * Where a value comes from.
 *
 * @param name of the source, as MicroProfile Config gives it
 * @param ordinal the higher one prevails
 */
public record Origin(String name, int ordinal) {

    /** Nobody has set anything. */
    public static final Origin DEFAULT = new Origin("default", 0);

    /** An operator has set it for now, above everything that is configured. */
    public static final Origin OPERATOR = new Origin("operator", Integer.MAX_VALUE);
}
