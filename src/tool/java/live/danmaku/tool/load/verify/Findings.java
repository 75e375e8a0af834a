package live.danmaku.tool.load.verify;

/**
 * What comparing viewers' histories with the accepted posts found; counts are sums over the viewers.
 *
 * @param expected deliveries that the accepted posts call for
 * @param delivered those of them that arrived, each counted once
 * @param leftOut expected, not delivered, and counted by their batch as combined or left out
 * @param lost expected, and neither
 * @param duplicated deliveries of an item that the viewer had already
 * @param disordered items that arrived after one with a higher id
 * @param altered items with another text or style than was posted
 * @param unacknowledged items of this run under an id that no acknowledgement named
 * @param foreign items that others posted into the room
 * @param gaps places where a batch's number was not the next one
 * @param missingBatches batches that are missing in those places
 * @param repeatedBatches batches whose number the viewer had already
 * @param lateBatches batches that arrived after one with a higher number
 * @param miscounted batches whose items, combined and left out ones are not as many as the ids that they cover
 */
public record Findings(
        long expected,
        long delivered,
        long leftOut,
        long lost,
        long duplicated,
        long disordered,
        long altered,
        long unacknowledged,
        long foreign,
        long gaps,
        long missingBatches,
        long repeatedBatches,
        long lateBatches,
        long miscounted) {

    public static final Findings NONE = new Findings(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** These findings and the others' together. */
    public Findings plus(Findings other) {
        return new Findings(
                expected + other.expected,
                delivered + other.delivered,
                leftOut + other.leftOut,
                lost + other.lost,
                duplicated + other.duplicated,
                disordered + other.disordered,
                altered + other.altered,
                unacknowledged + other.unacknowledged,
                foreign + other.foreign,
                gaps + other.gaps,
                missingBatches + other.missingBatches,
                repeatedBatches + other.repeatedBatches,
                lateBatches + other.lateBatches,
                miscounted + other.miscounted);
    }

    /** These findings for each of so many viewers. */
    Findings times(int viewers) {
        return new Findings(
                expected * viewers,
                delivered * viewers,
                leftOut * viewers,
                lost * viewers,
                duplicated * viewers,
                disordered * viewers,
                altered * viewers,
                unacknowledged * viewers,
                foreign * viewers,
                gaps * viewers,
                missingBatches * viewers,
                repeatedBatches * viewers,
                lateBatches * viewers,
                miscounted * viewers);
    }

    /** Whether every viewer got everything that was not left out, once, in order and unaltered, and the batches add up. */
    public boolean faultless() {
        return lost
                        + duplicated
                        + disordered
                        + altered
                        + unacknowledged
                        + gaps
                        + repeatedBatches
                        + lateBatches
                        + miscounted
                == 0;
    }
}
