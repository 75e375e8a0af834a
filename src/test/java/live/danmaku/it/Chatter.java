package live.danmaku.it;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * What a client has heard in a room.
 *
 * @param texts the danmaku's texts in the order in which they came
 * @param bytes of all messages, as they are when nothing compresses them
 */
record Chatter(List<String> texts, long bytes) {

    /** So many danmaku that the batch with most of them has several KB, and not more than the smallest room takes. */
    static final List<String> POSTS = IntStream.range(0, 60)
            .mapToObj(i -> i + " 弹幕弹幕 how far along is everybody there, seat " + i * 7919 % 997
                    + " says hello to all 哈哈哈哈哈 😀")
            .toList();

    /** The messages that post {@link #POSTS}. */
    static List<String> posts() {
        return POSTS.stream()
                .map(text -> Json.createObjectBuilder()
                        .add("type", "post")
                        .add("text", text)
                        .build()
                        .toString())
                .toList();
    }

    /** Posts {@link #POSTS} and listens until as many have come. */
    static Chatter of(Consumer<String> send, Supplier<String> nextRaw) {
        posts().forEach(send);
        List<String> texts = new ArrayList<>();
        long bytes = 0;
        while (texts.size() < POSTS.size()) {
            String raw = nextRaw.get();
            bytes += raw.getBytes(StandardCharsets.UTF_8).length;
            JsonObject message = TestViewer.json(raw);
            if ("batch".equals(message.getString("type"))) {
                texts.addAll(ServerContract.texts(message));
            }
        }
        return new Chatter(List.copyOf(texts), bytes);
    }
}
