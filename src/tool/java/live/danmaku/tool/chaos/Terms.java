package live.danmaku.tool.chaos;

import live.danmaku.tool.load.Options;
import live.danmaku.tool.load.StopException;
import live.danmaku.tool.load.client.Offer;
import live.danmaku.tool.server.Product;
import live.danmaku.tool.server.ServerFailure;

/**
 * What a trial is asked to do.
 *
 * @param viewers connections that only watch
 * @param posters connections that post, and watch too
 * @param rate posts a second, over all rooms
 * @param seconds how long is measured
 * @param warmup seconds of the same work before that
 * @param churn viewers that leave, and as many that join, in a second
 * @param within seconds in which viewers who were cut off come back
 * @param growth percent that the live heap may grow while it is measured
 * @param heapMegabytes the server's heap
 * @param deflate whether viewers offer permessage-deflate
 * @param tuned whether the server is set up for many viewers
 */
record Terms(
        Product product,
        int viewers,
        int posters,
        int rooms,
        double rate,
        double seconds,
        double warmup,
        double churn,
        double within,
        double growth,
        int heapMegabytes,
        boolean deflate,
        boolean tuned) {
    private static final double LONGEST_WARMUP = 300;
    private static final double PARTS = 6;

    /** Half an hour with 100 viewers coming and going a second. */
    static final Terms SOAK = new Terms(Product.WILDFLY, 5000, 20, 1, 50, 1500, 300, 100, 5, 2, 1024, false, true);

    /** A minute of each kind. */
    static final Terms CHAOS = new Terms(Product.WILDFLY, 500, 20, 1, 100, 50, 10, 50, 5, 5, 512, false, true);

    /** What viewers offer who come by the ten thousand: browsers. */
    static final Terms STORM = new Terms(Product.WILDFLY, 10_000, 20, 1, 1000, 42, 10, 0, 5, 10, 2048, true, true);

    /** Honest people, some of whom post twice a second, beside a flood. */
    static final Terms FLOOD = new Terms(Product.WILDFLY, 5000, 20, 1, 40, 40, 20, 0, 5, 20, 2048, false, true);

    /** The options given, and the usual ones for what is not. {@code -Dminutes} is all of it, the warm-up included. */
    static Terms read(Options options, Terms usual) {
        double usualSeconds = usual.seconds + usual.warmup;
        double minutes = options.number("minutes", usualSeconds / 60, 0.01);
        double all = options.number("seconds", minutes * 60, 1);
        double warmup =
                options.number("warmup", all == usualSeconds ? usual.warmup : Math.min(LONGEST_WARMUP, all / PARTS), 0);
        if (warmup >= all) {
            throw new StopException("-Dwarmup=" + warmup + " must be less than the " + all + " s of the run");
        }
        return new Terms(
                product(options.text("server", usual.product.option())),
                options.count("viewers", usual.viewers, 1),
                options.count("posters", usual.posters, 1),
                options.count("rooms", usual.rooms, 1),
                options.number("rate", usual.rate, 0.001),
                all - warmup,
                warmup,
                options.number("churn", usual.churn, 0),
                options.number("within", usual.within, 0),
                options.number("growth", usual.growth, 0),
                options.count("heap", usual.heapMegabytes, 64),
                options.choice("deflate", usual.deflate),
                options.choice("tuned", usual.tuned));
    }

    private static Product product(String option) {
        try {
            return Product.of(option);
        } catch (ServerFailure e) {
            throw new StopException(String.valueOf(e.getMessage()), e);
        }
    }

    /** The same for a run of another length. */
    Terms lasting(double newSeconds, double newWarmup) {
        return new Terms(
                product,
                viewers,
                posters,
                rooms,
                rate,
                newSeconds,
                newWarmup,
                churn,
                within,
                growth,
                heapMegabytes,
                deflate,
                tuned);
    }

    Offer offer() {
        return new Offer(Offer.JSON, deflate, 0);
    }

    @Override
    public String toString() {
        return viewers + " viewers and " + posters + " posters in " + rooms + " rooms, " + rate + " posts a second, "
                + seconds + " s after " + warmup + " s of warm-up";
    }
}
