package live.danmaku.tool.sim;

import java.util.HashMap;
import java.util.Map;
import live.danmaku.tool.load.Options;

/** A small cluster with options as a command line has them. */
final class Simulated {
    final Scenario scenario;
    final Setup setup;
    final Course course;

    /** @param options such as {@code -Dnodes=4} */
    Simulated(String... options) {
        Options given = options(options);
        scenario = Scenario.read(given);
        setup = Setup.read(given, scenario);
        course = new Course(scenario, setup, new Costs(given));
    }

    /** Options as a command line has them, over those of a small cluster. */
    static Options options(String... options) {
        Map<String, String> values = new HashMap<>(Map.of("nodes", "4", "viewers", "500", "rooms", "50"));
        for (String option : options) {
            String[] parts = option.substring("-D".length()).split("=", 2);
            values.put(parts[0], parts[1]);
        }
        return new Options(values::get);
    }

    Cluster cluster() {
        return course.world().cluster();
    }

    int online() {
        int sum = 0;
        for (int node = 0; node < scenario.nodes(); node++) {
            sum += cluster().online(node);
        }
        return sum;
    }
}
