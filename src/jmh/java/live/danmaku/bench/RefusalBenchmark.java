package live.danmaku.bench;

import java.util.List;
import java.util.Optional;
import live.danmaku.config.ConfigSource;
import live.danmaku.config.LiveSettings;
import live.danmaku.encode.ClientMessage.Post;
import live.danmaku.encode.Decoder;
import live.danmaku.encode.Encoder;
import live.danmaku.encode.Incoming;
import live.danmaku.model.Author;
import live.danmaku.model.Identity;
import live.danmaku.model.Network;
import live.danmaku.model.Refusal;
import live.danmaku.model.RoomId;
import live.danmaku.model.TimeSource;
import live.danmaku.moderation.PostLimits;
import live.danmaku.moderation.TextModeration;
import live.danmaku.moderation.TextRules;
import live.danmaku.moderation.WordLists;
import live.danmaku.wire.FrameFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A post from its JSON to the JSON of its refusal: by the limit of its connection, and by the word list. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init")
public class RefusalBenchmark extends Microbenchmark {

    private static final RoomId ROOM = new RoomId("lobby");
    private static final String MESSAGE =
            "{\"type\":\"post\",\"ref\":\"c17\",\"text\":\"the same foolish thing again and again\",\"mode\":\"scroll\",\"color\":\"#FF0000\"}";

    private final Author author =
            new Author("guest-x7k2p9", "guest-x7k2p9", Identity.ANONYMOUS, new Network(false, 0x7F000001));
    private final LiveSettings settings = new LiveSettings(new Nothing());
    private final Decoder decoder = new Decoder();
    private Encoder encoder;
    private PostLimits limits;
    private TextModeration texts;

    @Setup
    public void setUp() {
        encoder = new Encoder(new FrameFactory(6, 512));
        limits = new PostLimits(settings, TimeSource.system());
        WordLists lists = new WordLists();
        lists.reject(List.of("foolish"));
        texts = new TextModeration(settings, lists, TimeSource.system());
    }

    @TearDown
    public void tearDown() {
        encoder.close();
    }

    private static final class Nothing implements ConfigSource {
        @Override
        public Optional<String> value(String property) {
            return Optional.empty();
        }

        @Override
        public Iterable<String> properties() {
            return List.of();
        }
    }

    @Benchmark
    public String byTheLimit() {
        Incoming incoming = decoder.message(MESSAGE);
        String ref = incoming.ref();
        try {
            incoming.message();
            limits.check(ROOM, author, settings.get().slow(ROOM));
            return "";
        } catch (Refusal e) {
            return encoder.error(ref, e);
        }
    }

    @Benchmark
    public String byTheWordList() {
        Incoming incoming = decoder.message(MESSAGE);
        String ref = incoming.ref();
        try {
            Post post = (Post) incoming.message();
            return texts.check(ROOM, author, TextRules.danmaku(post.text(), 100));
        } catch (Refusal e) {
            return encoder.error(ref, e);
        }
    }
}
