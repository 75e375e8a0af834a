package live.danmaku.tool.load;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import live.danmaku.tool.load.script.SteadyScript;

/** The command {@code mvn -Pload}: made-up comments at a steady rate. */
public final class Load {
    private static final int TAGS = 36 * 36 * 36 * 36;

    private Load() {}

    public static void main(String[] args) {
        Tool.run(out -> {
            Options options = Options.ofThisProcess();
            int rooms = options.count("rooms", 1, 1);
            int posters = options.count("posters", Math.max(20, rooms), 1);
            if (posters < rooms) {
                throw new StopException("-Dposters=" + posters + " is less than -Drooms=" + rooms
                        + ", but every room needs a poster of its own");
            }
            int flooders = options.count("flooders", 0, 0);
            if (flooders >= posters) {
                throw new StopException("-Dflooders=" + flooders + " must be less than -Dposters=" + posters);
            }
            double rate = options.number("rate", 100, 0.001);
            double seconds = options.number("seconds", 30, 1);
            double warmup = options.number("warmup", 5, 0);
            String tag = Integer.toString(ThreadLocalRandom.current().nextInt(TAGS), Character.MAX_RADIX);
            SteadyScript script = new SteadyScript(rate, warmup + seconds, posters, flooders, tag);
            Settings settings = Settings.read("load", options, 100, rooms, warmup);
            return new Run(settings, hello -> new Plan(script, List.of()), out).go();
        });
    }
}
