package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** Somebody who posts one text after the other over HTTP, each with a number. */
final class Posting {
    private final HttpApi http;
    private final String room;
    private final String prefix;
    private final List<String> texts = new ArrayList<>();

    Posting(HttpApi http, String room, String prefix) {
        this.http = http;
        this.room = room;
        this.prefix = prefix;
    }

    /** Posts so many more. */
    void go(int count) {
        for (int i = 0; i < count; i++) {
            String text = prefix + texts.size();
            assertThat(http.postText(room, text).statusCode()).isEqualTo(202);
            texts.add(text);
        }
    }

    /** What was accepted so far, in its order. */
    List<String> texts() {
        return List.copyOf(texts);
    }

    /** What was accepted last. */
    String last() {
        return texts.get(texts.size() - 1);
    }

    /** Those of these texts that this posted. */
    List<String> of(List<String> among) {
        return among.stream().filter(text -> text.startsWith(prefix)).toList();
    }
}
