package live.danmaku.jmx;

import live.danmaku.config.EffectiveValue;

/**
 * A setting as JMX shows it.
 *
 * @param name in MicroProfile Config
 * @param value that holds
 * @param configured what is configured, or set by an operator
 * @param standard what holds where nothing is configured
 * @param rule what a value has to be
 * @param live whether a change takes effect while the server runs
 * @param source where {@code configured} comes from
 * @param ordinal of the source; the highest prevails
 * @param effect what it does
 */
public record SettingRow(
        String name,
        String value,
        String configured,
        String standard,
        String rule,
        boolean live,
        String source,
        int ordinal,
        String effect) {

    static SettingRow of(EffectiveValue setting) {
        return new SettingRow(
                setting.property(),
                setting.value(),
                setting.configured(),
                setting.defaultValue(),
                setting.rule(),
                setting.live(),
                setting.origin().name(),
                setting.origin().ordinal(),
                setting.effect());
    }
}
