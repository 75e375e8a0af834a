package live.danmaku.moderation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import live.danmaku.bench.Microbenchmark;
import live.danmaku.bench.Sample;
import live.danmaku.config.ConfigSource;
import live.danmaku.config.LiveSettings;
import live.danmaku.model.Author;
import live.danmaku.model.Identity;
import live.danmaku.model.Lane;
import live.danmaku.model.Refusal;
import live.danmaku.model.Right;
import live.danmaku.model.RoomId;
import live.danmaku.model.TimeSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What a text of 40 characters costs: in the word filter, in all rules for texts, and at the limits, where they let it in and
 * where not. The words of the list are cut out of shuffled comments, so that texts run deep into the automaton.
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init")
public class ModerationBenchmark extends Microbenchmark {

    private static final RoomId ROOM = new RoomId("lobby");
    private static final int LENGTH = 40;
    private static final int TEXTS = 256;

    @Param({"20000"})
    int words;

    private List<String> texts;
    private WordFilter filter;
    private TextModeration moderation;
    private PostLimits limits;
    private List<Author> authors;
    private Author flooder;
    private int next;

    @Setup
    public void setUp() {
        Random random = new Random(7);
        String all = String.join(
                " ",
                Stream.generate(Sample.of(0)::draft)
                        .limit(2_000)
                        .map(draft -> draft.text())
                        .toList());
        texts = IntStream.range(0, TEXTS)
                .mapToObj(i -> cut(all, random.nextInt(all.length() - LENGTH), LENGTH))
                .toList();
        List<String> list = new ArrayList<>();
        while (list.size() < words) {
            // A character that no text has, so that a word is nearly there and no text is refused.
            list.add(cut(all, random.nextInt(all.length() - LENGTH), 1 + random.nextInt(5)) + '\u30FB' + "\u2603"
                    + (char) ('a' + random.nextInt(26)));
        }
        filter = new WordFilter(list);
        WordLists lists = new WordLists();
        lists.reject(list);
        lists.mask(list.subList(0, words / 10));
        lists.rejectPatterns(List.of("\\d{8,}", "(vx|wei ?xin|qq) ?[:=]? ?\\w+", "加(我|微信|群)"), complaint -> {});
        LiveSettings settings = new LiveSettings(new Defaults());
        moderation = new TextModeration(settings, lists, TimeSource.system());
        limits = new PostLimits(settings, TimeSource.system());
        authors = IntStream.range(0, 100_000)
                .mapToObj(i -> new Author(
                        "guest",
                        "guest-" + i,
                        new Identity("user-" + i, null, Lane.ORDINARY, Set.of(Right.POST), null),
                        new live.danmaku.model.Network(false, i)))
                .toList();
        flooder = new Author("flooder", Lane.ORDINARY);
    }

    private static String cut(String all, int start, int length) {
        return all.substring(start, start + length);
    }

    /** Nothing set but that repeats do not count: the same texts come again and again here. */
    private static final class Defaults implements ConfigSource {
        @Override
        public Optional<String> value(String property) {
            return property.equals("danmaku.repeats") ? Optional.of("0") : Optional.empty();
        }

        @Override
        public Iterable<String> properties() {
            return List.of();
        }
    }

    private String text() {
        next = (next + 1) % TEXTS;
        return texts.get(next);
    }

    @Benchmark
    public boolean wordFilter() {
        return filter.matches(Folding.get().fold(text()));
    }

    @Benchmark
    public String allRules() {
        String text = text();
        try {
            return moderation.check(ROOM, authors.get(0), text);
        } catch (Refusal e) {
            return text;
        }
    }

    /** By one of 100,000 users, each from another address. */
    @Benchmark
    public boolean limits_letIn() {
        next = (next + 1) % authors.size();
        return passes(authors.get(next));
    }

    /** By a connection that is far over its limit. */
    @Benchmark
    public boolean limits_refuse() {
        return passes(flooder);
    }

    private boolean passes(Author author) {
        try {
            limits.check(ROOM, author, java.time.Duration.ZERO);
            return true;
        } catch (Refusal e) {
            return false;
        }
    }
}
