package live.danmaku.room;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import live.danmaku.model.Balance;
import live.danmaku.model.Batch;
import live.danmaku.model.Danmaku;
import live.danmaku.model.Omission;

/**
 * What became of the danmaku that a room's ticks have decided on so far. Ids have no holes, so {@code decided} is how many
 * these are, while the other figures count what was done with them: the two must agree.
 *
 * @param decided id of the last danmaku whose batch was made or lost
 * @param batched items of batches
 * @param combined danmaku that items of others stand for
 * @param thinned danmaku left out, by reason
 * @param lost danmaku whose batch could not be made
 */
record Fates(long decided, long batched, long combined, Map<Omission, Long> thinned, long lost) {

    static final Fates NONE = new Fates(0, 0, 0, Map.of(), 0);

    /** With the next batch, made. */
    Fates plus(Batch batch) {
        return new Fates(
                batch.last(),
                batched + batch.items().size(),
                combined + batch.combined(),
                Balance.sum(thinned, omissions(batch)),
                lost);
    }

    /** With the next batch, which could not be made. */
    Fates plusLost(List<Danmaku> gathered) {
        if (gathered.isEmpty()) {
            return this;
        }
        return new Fates(gathered.get(gathered.size() - 1).id(), batched, combined, thinned, lost + gathered.size());
    }

    /** With what was accepted in all: at least as many as were decided on. */
    Balance balance(long accepted) {
        return new Balance(accepted, batched, combined, thinned, lost, accepted - decided);
    }

    /** Whether as many were decided on as something was done with. */
    boolean agree() {
        return decided == batched + combined + Balance.total(thinned) + lost;
    }

    private static Map<Omission, Long> omissions(Batch batch) {
        Map<Omission, Long> counts = new EnumMap<>(Omission.class);
        batch.omitted().forEach((reason, danmaku) -> counts.put(reason, (long) danmaku.size()));
        return counts;
    }
}
