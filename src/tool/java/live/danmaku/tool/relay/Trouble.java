package live.danmaku.tool.relay;

import java.util.Locale;
import java.util.stream.Stream;
import live.danmaku.tool.load.StopException;

/** What happens to a cluster while it is watched. */
enum Trouble {
    NONE("nothing"),
    /** The broker is killed, and started again. */
    BROKER("the broker is gone"),
    /** The first node is killed, and stays away. */
    KILL("the first node is gone"),
    /** The first node stands still, and goes on. */
    PAUSE("the first node stands still");

    private final String meanwhile;

    Trouble(String meanwhile) {
        this.meanwhile = meanwhile;
    }

    /** The one that {@code -Dtrouble} names. */
    static Trouble of(String option) {
        return Stream.of(values())
                .filter(trouble -> trouble.name().toLowerCase(Locale.ROOT).equals(option))
                .findFirst()
                .orElseThrow(() ->
                        new StopException("-Dtrouble=" + option + " is unknown: choose none, broker, kill or pause"));
    }

    /** Whether it is the first node's, so that what is posted or watched there tells nothing about the others. */
    boolean isOfFirstNode() {
        return this == KILL || this == PAUSE;
    }

    String meanwhile() {
        return meanwhile;
    }
}
