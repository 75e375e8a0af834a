package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;

/** The server's account of all danmaku, which must add up at any moment, whatever is going on. */
final class Accounts {

    private Accounts() {}

    /** Asserts that nothing is unaccounted for: on the node, in any of its rooms, and as far as the server has seen itself. */
    static void assertBalanced(HttpApi http) {
        JsonObject node = TestViewer.json(http.get("node").body());
        assertBalanced(node.getJsonObject("danmaku"));
        assertThat(NodeFigures.of(node).counted("imbalances")).isZero();
        TestViewer.json(http.get("rooms?limit=1000").body())
                .getJsonArray("rooms")
                .getValuesAs(JsonObject.class)
                .forEach(Accounts::assertBalanced);
    }

    private static void assertBalanced(JsonObject figures) {
        long thinned = figures.getJsonObject("thinned").values().stream()
                .mapToLong(count -> ((JsonNumber) count).longValue())
                .sum();
        assertThat(figures.getJsonNumber("accepted").longValue())
                .as(figures.toString())
                .isEqualTo(figures.getInt("batched")
                        + figures.getInt("combined")
                        + thinned
                        + figures.getInt("lost")
                        + figures.getInt("pending"));
        assertThat(figures.getInt("lost")).as(figures.toString()).isZero();
    }
}
