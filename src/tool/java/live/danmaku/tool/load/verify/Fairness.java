package live.danmaku.tool.load.verify;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import live.danmaku.tool.load.script.Script;

/** The rule that a batch which leaves danmaku out shows nobody less than somebody who posted more. */
final class Fairness {
    private Fairness() {}

    /**
     * How many batches of a room broke the rule. Only those are looked at that follow another one and combine nothing: of the
     * others it is not known who posted how much, or whose an item is.
     *
     * @param script says which connection, and so which sender, each post came from
     */
    static int broken(Room room, Script script) {
        List<Batch> batches = room.catalogue().firstVersions();
        int broken = 0;
        for (int index = 1; index < batches.size(); index++) {
            Batch before = batches.get(index - 1);
            Batch batch = batches.get(index);
            boolean follows = before.key().epoch().equals(batch.key().epoch())
                    && before.key().seq() + 1 == batch.key().seq();
            if (follows && batch.omitted() > 0 && batch.combined() == 0) {
                NavigableMap<Long, Integer> window =
                        room.ledger().between(batch.key().epoch(), before.last(), batch.last());
                broken += isBroken(count(window.values(), script), count(batch.numbers(), script)) ? 1 : 0;
            }
        }
        return broken;
    }

    private static boolean isBroken(Map<Integer, Integer> posted, Map<Integer, Integer> shown) {
        for (Map.Entry<Integer, Integer> one : posted.entrySet()) {
            int share = shown.getOrDefault(one.getKey(), 0);
            for (Map.Entry<Integer, Integer> other : posted.entrySet()) {
                if (share < one.getValue()
                        && one.getValue() < other.getValue()
                        && share < shown.getOrDefault(other.getKey(), 0)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Map<Integer, Integer> count(Iterable<Integer> numbers, Script script) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int number : numbers) {
            if (number >= 0) {
                counts.merge(script.poster(number), 1, Integer::sum);
            }
        }
        return counts;
    }
}
