package live.danmaku.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import live.danmaku.MapSource;
import live.danmaku.TestFrames;
import live.danmaku.config.LiveSettings;
import live.danmaku.encode.ClientMessage.Post;
import live.danmaku.encode.Decoder;
import live.danmaku.encode.Encoder;
import live.danmaku.encode.Incoming;
import live.danmaku.model.Author;
import live.danmaku.model.Lane;
import live.danmaku.model.Refusal;
import live.danmaku.model.RoomId;
import live.danmaku.model.TimeSource;
import live.danmaku.moderation.TextModeration;
import live.danmaku.moderation.TextRules;
import live.danmaku.moderation.WordLists;
import org.jspecify.annotations.Nullable;

/**
 * What Jazzer calls: a message from a client, as bytes, goes the way to the room's door, over WebSocket and over HTTP. Whatever it
 * is, it is read or refused, nothing else, and the answer can be written.
 */
public final class MessageFuzzer {

    private static final RoomId ROOM = new RoomId("lobby");
    private static final Author AUTHOR = new Author("guest", Lane.ORDINARY);
    private static final int TEXT_MAX = 100;

    private static final Decoder DECODER = new Decoder();
    private static final Encoder ENCODER = new Encoder(TestFrames.FACTORY);
    private static final TextModeration MODERATION = moderation();

    private MessageFuzzer() {}

    private static TextModeration moderation() {
        WordLists lists = new WordLists();
        lists.reject(List.of("fool", "=ass", "法轮", "he", "hers"));
        lists.mask(List.of("damn", "first"));
        lists.rejectPatterns(List.of("\\d{8,}", "(a+)+$"), complaint -> {});
        return new TextModeration(
                new LiveSettings(MapSource.of("danmaku.limits.enabled", "false")), lists, TimeSource.system());
    }

    /** Tries one input; throws what should never be thrown. */
    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        overWebSocket(text);
        overHttp(text);
    }

    private static void overWebSocket(String text) {
        String ref = null;
        try {
            Incoming incoming = DECODER.message(text);
            ref = incoming.ref();
            if (incoming.message() instanceof Post post) {
                admit(post);
            }
            ENCODER.ack(ref, 1);
        } catch (Refusal e) {
            requireWritable(ENCODER.error(ref, e));
        }
    }

    private static void overHttp(String text) {
        try {
            Decoder.HttpPost sent = DECODER.httpPost(text);
            String user = sent.user();
            if (user != null) {
                TextRules.name(user);
            }
            admit(sent.post());
        } catch (Refusal e) {
            requireWritable(ENCODER.problem(e, 422));
        }
    }

    private static void admit(Post post) {
        String checked = TextRules.danmaku(post.text(), TEXT_MAX);
        String shown = MODERATION.check(ROOM, AUTHOR, checked);
        if (shown.codePointCount(0, shown.length()) > TEXT_MAX || shown.chars().anyMatch(c -> isForbidden((char) c))) {
            throw new IllegalStateException("let through: " + shown);
        }
        requireWritable(shown);
    }

    private static boolean isForbidden(char c) {
        return Character.isISOControl(c) || c == '\u2028' || c == '\u202E';
    }

    private static void requireWritable(@Nullable String text) {
        if (text != null && !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalStateException("half a surrogate pair would be sent");
        }
    }
}
