package live.danmaku.jmx;

import live.danmaku.model.Check;

/**
 * What readiness looked at, as JMX shows it.
 *
 * @param name of the thing
 * @param up whether it is as it should be
 * @param needed whether the node is not ready without it
 * @param detail what was found
 */
public record CheckRow(String name, boolean up, boolean needed, String detail) {

    static CheckRow of(Check check) {
        return new CheckRow(check.name(), check.up(), check.needed(), check.detail());
    }
}
