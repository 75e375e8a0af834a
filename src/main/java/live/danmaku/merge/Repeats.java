package live.danmaku.merge;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import live.danmaku.model.Danmaku;
import live.danmaku.model.Lane;
import live.danmaku.model.Mode;

/**
 * Finds what says the same: one text, whatever its case and width, in one mode and one lane. The host's own danmaku are left
 * alone.
 *
 * <p>What several people said is taken from the share of the one who posted least, so that a flooder cannot take a text away
 * from others by being the first to write it.
 */
final class Repeats {

    private record Saying(Lane lane, Mode mode, String text) {

        static Saying of(Danmaku danmaku) {
            String text = Normalizer.normalize(danmaku.draft().text(), Normalizer.Form.NFKC);
            return new Saying(
                    danmaku.draft().author().lane(), danmaku.draft().style().mode(), text.toLowerCase(Locale.ROOT));
        }
    }

    private final Map<String, Integer> posted = new HashMap<>();

    private Repeats() {}

    /** What was gathered, with repeats together; in growing order of id. */
    static List<Candidate> combine(List<Danmaku> gathered) {
        return new Repeats().run(gathered);
    }

    private List<Candidate> run(List<Danmaku> gathered) {
        Map<Object, List<Danmaku>> sayings = new LinkedHashMap<>();
        for (Danmaku danmaku : gathered) {
            posted.merge(sender(danmaku), 1, Integer::sum);
            boolean host = danmaku.draft().author().lane() == Lane.HOST;
            Object key = host ? danmaku.id() : Saying.of(danmaku);
            sayings.computeIfAbsent(key, first -> new ArrayList<>(1)).add(danmaku);
        }
        return sayings.values().stream().map(this::candidate).toList();
    }

    private Candidate candidate(List<Danmaku> same) {
        Danmaku first = same.get(0);
        if (same.size() == 1) {
            return Candidate.of(first);
        }
        Set<String> senders = new HashSet<>();
        String least = sender(first);
        for (Danmaku danmaku : same) {
            String sender = sender(danmaku);
            if (senders.add(sender) && posted(sender) < posted(least)) {
                least = sender;
            }
        }
        return new Candidate(first, least, senders.size(), same.subList(1, same.size()));
    }

    private int posted(String sender) {
        return posted.getOrDefault(sender, 0);
    }

    private static String sender(Danmaku danmaku) {
        return danmaku.draft().author().sender();
    }
}
