package live.danmaku.room;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import live.danmaku.model.Balance;
import live.danmaku.model.RoomId;
import live.danmaku.telemetry.Counter;
import live.danmaku.telemetry.Metrics;

/**
 * Where a room whose accepted danmaku do not add up is told of: counted and logged once for each life of the room.
 *
 * <p>Threading: any thread. Bound: remembers so many lives; beyond, it keeps silent.
 */
final class BalanceWatch {

    private static final Logger LOG = System.getLogger("danmaku.room");
    private static final int REMEMBERED = 1_000;

    private final Metrics metrics;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    BalanceWatch(Metrics metrics) {
        this.metrics = metrics;
    }

    /** A room is out of balance. */
    void found(RoomId room, String epoch, Balance balance) {
        if (known.size() < REMEMBERED && known.add(epoch)) {
            metrics.count(Counter.IMBALANCES);
            LOG.log(
                    Level.ERROR,
                    "room {0} epoch {1}: {2} danmaku are unaccounted for: {3}",
                    room,
                    epoch,
                    balance.difference(),
                    balance);
        }
    }
}
