package live.danmaku.tool.sim;

/**
 * Random numbers that are the same everywhere and always for the same seed (SplitMix64: Steele, Lea and Flood, "Fast
 * splittable pseudorandom number generators", 2014). The JDK's promise that for some of its own only. Not thread-safe.
 */
final class Dice {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1.0p-53;

    /** Past this mean the normal distribution is as good as Poisson's. */
    private static final double NORMAL_FROM = 50;

    private long state;

    Dice(long seed) {
        state = seed;
    }

    private long next() {
        state += GOLDEN;
        long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /** 0 to {@code bound} - 1, evenly but for one part in 2^32 over {@code bound}. */
    int below(int bound) {
        return (int) (((next() >>> 32) * bound) >>> 32);
    }

    /** From 0 to 1, without 1. */
    double part() {
        return (next() >>> 11) * UNIT;
    }

    /** A number of independent events with this mean. */
    int events(double mean) {
        if (mean >= NORMAL_FROM) {
            return (int) Math.max(0, Math.round(mean + StrictMath.sqrt(mean) * normal()));
        }
        double limit = StrictMath.exp(-mean);
        int events = 0;
        for (double product = part(); product > limit; product *= part()) {
            events++;
        }
        return events;
    }

    /** By Box and Muller. */
    private double normal() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - part()));
        return radius * StrictMath.cos(2 * Math.PI * part());
    }
}
