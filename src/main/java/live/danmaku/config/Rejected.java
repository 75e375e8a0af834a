package live.danmaku.config;

/**
 * A configured value that breaks its rule, so that another one holds.
 *
 * @param property its name
 * @param value what is configured; not told where it is a secret
 * @param rule what it has to be
 * @param kept what holds instead
 */
public record Rejected(String property, String value, String rule, String kept) {

    /** The sentence for people. */
    @Override
    public String toString() {
        return "%s = \"%s\" is not %s; %s stays".formatted(property, value, rule, kept);
    }
}
