package live.danmaku.config;

/**
 * One setting as it is now, for people.
 *
 * @param property its name in MicroProfile Config
 * @param value what holds; not told where it is a secret
 * @param configured what is configured or set by an operator, which differs where it was rejected or waits for the next
 *     deployment; empty where nothing is
 * @param defaultValue what holds where nothing is configured; empty where that is no text
 * @param rule what a value has to be
 * @param live whether a change takes effect while the server runs
 * @param origin where {@code configured} comes from
 * @param effect what it does
 */
public record EffectiveValue(
        String property,
        String value,
        String configured,
        String defaultValue,
        String rule,
        boolean live,
        Origin origin,
        String effect) {}
