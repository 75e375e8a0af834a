package live.danmaku.app;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import live.danmaku.config.Key;
import live.danmaku.config.Settings;

/**
 * Sees to it that nobody overlooks a server whose limits are off.
 *
 * <p>Threading: one thread at a time.
 */
final class LimitsWatch {

    private static final Logger LOG = System.getLogger("danmaku");

    private boolean on = true;

    /** Says in the log that the limits went off, or on again; nothing where they are as they were. */
    void check(Settings now) {
        if (now.isOn(Key.LIMITS) != on) {
            on = !on;
            if (on) {
                LOG.log(Level.INFO, "limits are on again");
            } else {
                LOG.log(
                        Level.WARNING,
                        "LIMITS ARE OFF ({0}): everybody may post and connect as fast as they can. For load tests only",
                        Key.LIMITS.property());
            }
        }
    }
}
