package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.EnumSource;

/** Rooms that show a part of what is posted. However the posts fall into windows, each batch keeps the rules. */
@EnumSource(names = {"WILDFLY", "PAYARA_MICRO", "PAYARA_SERVER"})
class ThinningIT extends ServerContract {

    /** What {@link #settings} says of this room. */
    private static final String THINNED = "thinned";

    private static final String COMBINED = "combined";
    private static final int LIMIT = 100;
    private static final int FLOODERS = 3;
    private static final int HONEST = 20;
    private static final int ROUNDS = 5;
    private static final int FLOOD = 60;
    private static final int HOSTS = 8;

    /** What the servers of this test are configured with. */
    static Map<String, String> settings() {
        return Map.of(
                "danmaku.rooms." + THINNED + ".thin", Integer.toString(LIMIT),
                "danmaku.rooms." + THINNED + ".window", "3000",
                "danmaku.rooms." + COMBINED + ".combine", "1",
                "danmaku.rooms." + COMBINED + ".window", "3000");
    }

    @Test
    void aFlood_takesNothingFromOthers_norFromTheHost_andIsAccountedFor() {
        TestViewer watcher = join(THINNED);
        List<TestViewer> posters = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < FLOODERS + HONEST; i++) {
            TestViewer poster = closing(TestViewer.join(server.baseUri(), THINNED));
            names.add(poster.next("hello").getString("user"));
            posters.add(poster);
        }
        posters.get(0).post("first");
        JsonObject first = watcher.next("batch");
        Map<Long, String> authors = new HashMap<>();
        posters.get(0).next("ack");

        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < posters.size(); i++) {
                for (int post = 0; post < (i < FLOODERS ? FLOOD : 1); post++) {
                    posters.get(i).post(round + "." + post);
                }
            }
        }
        for (int host = 0; host < HOSTS; host++) {
            fireAsHost("host " + host);
        }
        for (int i = 0; i < posters.size(); i++) {
            for (int post = 0; post < ROUNDS * (i < FLOODERS ? FLOOD : 1); post++) {
                authors.put(posters.get(i).next("ack").getJsonNumber("id").longValue(), names.get(i));
            }
        }

        long after = last(first);
        long end = after + authors.size() + HOSTS;
        int hosts = 0;
        List<Long> shown = new ArrayList<>(ids(first));
        while (after < end) {
            JsonObject batch = watcher.next("batch");
            List<Long> ids = ids(batch);
            assertThat(ids.size() + omitted(batch)).isEqualTo(last(batch) - after);
            int hostsHere = (int) LongStream.rangeClosed(after + 1, last(batch))
                    .filter(id -> !authors.containsKey(id))
                    .count();
            assertThat(texts(batch).stream().filter(text -> text.startsWith("host")))
                    .hasSize(hostsHere);
            assertThat(ids.size()).isLessThanOrEqualTo(LIMIT);
            assertFair(
                    count(LongStream.rangeClosed(after + 1, last(batch)).boxed().toList(), authors),
                    count(ids, authors));
            hosts += hostsHere;
            shown.addAll(ids);
            after = last(batch);
        }
        assertThat(hosts).isEqualTo(HOSTS);
        assertThat(after).isEqualTo(end);

        // What viewers did not get to see is not forgotten.
        JsonObject kept = TestViewer.json(
                http.get("rooms/" + THINNED + "/batches?omitted=true").body());
        List<Long> leftOut = kept.getJsonArray("omitted").getValuesAs(JsonObject.class).stream()
                .flatMap(batch ->
                        batch.getJsonObject("danmaku").getJsonArray("rate").getValuesAs(JsonObject.class).stream())
                .map(danmaku -> danmaku.getJsonNumber("id").longValue())
                .toList();
        assertThat(leftOut).isNotEmpty().doesNotContainAnyElementsOf(shown);
        shown.addAll(leftOut);
        assertThat(shown)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, end).boxed().toList());
    }

    @Test
    void batches_omittedThatIsNoFlag_isRefused() {
        closing(TestViewer.join(server.baseUri(), THINNED)).next("hello");

        HttpResponse<String> answer = http.get("rooms/" + THINNED + "/batches?omitted=maybe");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(TestViewer.json(answer.body()).getString("code")).isEqualTo("invalid_field");
    }

    @Test
    void whatManySay_isOneItemWithTheirNumber() {
        TestViewer ann = join(COMBINED);
        TestViewer ben = join(COMBINED);
        // By another one, so that the only ack that she is waiting for is the one below.
        ben.post("first");
        ann.next("batch");

        ann.post("GG");
        ann.next("ack");
        ben.post("gg");
        ben.post("gg");
        JsonObject batch = ann.next("batch");

        assertThat(texts(batch)).containsExactly("GG");
        assertThat(batch.getJsonArray("items").getJsonObject(0).getInt("count")).isEqualTo(2);
        assertThat(batch.getInt("combined")).isEqualTo(2);
    }

    /** Nobody has less shown than somebody who posted more, unless all that they posted is shown. */
    private static void assertFair(Map<String, Long> posted, Map<String, Long> shown) {
        posted.forEach((sender, count) -> posted.forEach((other, more) -> {
            if (count < more) {
                long share = shown.getOrDefault(sender, 0L);
                assertThat(share == count || share >= shown.getOrDefault(other, 0L))
                        .as("posted %s, shown %s", posted, shown)
                        .isTrue();
            }
        }));
    }

    private static Map<String, Long> count(List<Long> ids, Map<Long, String> authors) {
        return ids.stream()
                .filter(authors::containsKey)
                .collect(Collectors.groupingBy(authors::get, TreeMap::new, Collectors.counting()));
    }

    private void fireAsHost(String text) {
        assertThat(HostApplication.beside(server.baseUri()).fire("room", THINNED, "lane", "host", "text", text))
                .isEqualTo("1");
    }

    private static List<Long> ids(JsonObject batch) {
        List<Long> ids = new ArrayList<>();
        long id = batch.getJsonNumber("id").longValue() - 1;
        for (JsonObject item : batch.getJsonArray("items").getValuesAs(JsonObject.class)) {
            id = item.containsKey("id") ? item.getJsonNumber("id").longValue() : id + 1;
            ids.add(id);
        }
        return ids;
    }

    private static long last(JsonObject batch) {
        List<Long> ids = ids(batch);
        return batch.containsKey("last") ? batch.getJsonNumber("last").longValue() : ids.get(ids.size() - 1);
    }

    private static long omitted(JsonObject batch) {
        return batch.containsKey("omitted")
                ? batch.getJsonObject("omitted").values().stream()
                        .mapToLong(count -> ((JsonNumber) count).longValue())
                        .sum()
                : 0;
    }
}
