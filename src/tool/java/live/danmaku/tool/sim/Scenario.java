package live.danmaku.tool.sim;

import java.util.Locale;
import live.danmaku.tool.load.Options;
import live.danmaku.tool.load.StopException;

/**
 * Who watches what, and how much they write.
 *
 * @param nodes servers
 * @param viewersPerNode viewers of each, on average
 * @param rooms rooms with viewers
 * @param giant the share of all viewers that the first room has before the others are dealt out
 * @param zipf the exponent by which those spread: the i-th room has 1 / i^zipf of the first one's
 * @param posts danmaku that a viewer writes in a second, on average
 * @param thin danmaku that a viewer is shown in a second at most; 0 = all
 * @param seed what makes one run differ from another
 */
record Scenario(int nodes, int viewersPerNode, int rooms, double giant, double zipf, double posts, int thin, int seed) {

    private static final int PLACES_MAX = 200_000_000;

    Scenario {
        require(nodes >= 1 && nodes <= Short.MAX_VALUE, "nodes must be 1 to " + Short.MAX_VALUE + ", was " + nodes);
        require(viewersPerNode >= 1, "viewers of a node must be 1 or more, was " + viewersPerNode);
        require(rooms >= 1, "rooms must be 1 or more, was " + rooms);
        require(giant >= 0 && giant <= 1, "giant must be 0 to 1, was " + giant);
        require(thin >= 0, "thin must be 0 or more, was " + thin);
        long viewers = (long) nodes * viewersPerNode;
        require(viewers <= PLACES_MAX, "viewers must be " + PLACES_MAX + " or fewer in all, were " + viewers);
        long places = (long) nodes * rooms;
        require(places <= PLACES_MAX, "rooms times nodes must be " + PLACES_MAX + " or less, was " + places);
    }

    /** The scenario that the option {@code scenario} names, with what other options change of it. */
    static Scenario read(Options options) {
        String name = options.text("scenario", "mixed").toLowerCase(Locale.ROOT);
        Scenario usual = switch (name) {
            case "mixed" -> new Scenario(100, 50_000, 20_000, 0.2, 1, 0.001, 100, 1);
            case "giant" -> new Scenario(100, 50_000, 1, 1, 1, 0.001, 100, 1);
            case "many" -> new Scenario(100, 50_000, 100_000, 0, 1, 0.001, 100, 1);
            default -> throw new StopException("-Dscenario=" + name + " is none: mixed, giant and many are there");
        };
        return usual.changed(options);
    }

    private Scenario changed(Options options) {
        try {
            return new Scenario(
                    options.count("nodes", nodes, 1),
                    options.count("viewers", viewersPerNode, 1),
                    options.count("rooms", rooms, 1),
                    options.number("giant", giant, 0),
                    options.number("zipf", zipf, 0),
                    options.number("posts", posts, 0),
                    options.count("thin", thin, 0),
                    options.count("seed", seed, 0));
        } catch (IllegalArgumentException e) {
            throw new StopException(e.getMessage() == null ? "not a scenario" : e.getMessage(), e);
        }
    }

    int viewers() {
        return nodes * viewersPerNode;
    }

    /** How many of so many danmaku in a window are shown. */
    int shown(int danmaku) {
        return thin == 0 ? danmaku : Math.min(danmaku, thin);
    }

    /** How many viewers each room has: all of them together, the first one most. */
    int[] audiences() {
        int[] audience = new int[rooms];
        audience[0] = (int) Math.round(giant * viewers());
        int others = viewers() - audience[0];
        double sum = 0;
        for (int room = 1; room <= rooms; room++) {
            sum += StrictMath.pow(room, -zipf);
        }
        int left = others;
        for (int room = 0; room < rooms; room++) {
            int share = (int) (others * StrictMath.pow(room + 1, -zipf) / sum);
            audience[room] += share;
            left -= share;
        }
        for (int room = 0; left > 0; room = (room + 1) % rooms, left--) {
            audience[room]++;
        }
        return audience;
    }

    private static void require(boolean kept, String rule) {
        if (!kept) {
            throw new IllegalArgumentException(rule);
        }
    }
}
