package live.danmaku.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import live.danmaku.model.Author;
import live.danmaku.model.Batch;
import live.danmaku.model.Danmaku;
import live.danmaku.model.Draft;
import live.danmaku.model.Lane;
import live.danmaku.model.Mode;
import live.danmaku.model.Omission;
import live.danmaku.model.RoomId;
import live.danmaku.model.Size;
import live.danmaku.model.Style;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MergerTest {

    private static final Thinning TEN = new Thinning(10, 30, false);
    private static final Thinning COMBINE = new Thinning(0, 0, true);

    private final List<Danmaku> gathered = new ArrayList<>();

    @Test
    void merge_thinningOff_isEverything() {
        post("ann", 50);

        Batch batch = merge(Thinning.OFF);

        assertThat(batch.items()).isEqualTo(gathered);
        assertThat(batch.last()).isEqualTo(50);
        assertThat(batch.combined()).isZero();
        assertThat(batch.omitted()).isEmpty();
    }

    @Test
    void merge_asManyAsTheLimit_isEverything() {
        post("ann", 10);

        assertThat(merge(TEN).omitted()).isEmpty();
        post("ann", 1);
        assertThat(merge(TEN).omitted()).containsOnlyKeys(Omission.RATE);
    }

    @Test
    void merge_tooMany_itemsAndOmittedAreTheWindowInOrder() {
        for (int round = 0; round < 40; round++) {
            post("flooder", 20);
            post("guest-" + round, 1);
        }

        Batch batch = merge(new Thinning(100, 30, false));

        assertThat(batch.items()).hasSize(100).isSortedAccordingTo(MergerTest::byId);
        assertThat(omitted(batch)).isSortedAccordingTo(MergerTest::byId);
        assertThat(Stream.concat(batch.items().stream(), omitted(batch).stream()))
                .containsExactlyInAnyOrderElementsOf(gathered);
        assertThat(batch.last()).isEqualTo(gathered.size());
    }

    @Test
    void merge_flooders_takeTheirOwnShareOnly() {
        for (int round = 0; round < 100; round++) {
            post("flooder-" + round % 3, 9);
            post("guest-" + round % 20, 1);
        }

        Map<String, Long> shown = shown(merge(new Thinning(69, 30, false)));

        assertThat(shown).hasSize(23);
        assertThat(shown.values()).containsOnly(3L);
    }

    @Test
    void merge_whoPostedLessThanTheirShare_leaveTheRestToOthers() {
        post("quiet", 1);
        post("ann", 20);
        post("ben", 20);

        assertThat(shown(merge(TEN))).isEqualTo(Map.of("quiet", 1L, "ann", 5L, "ben", 4L));
    }

    @Test
    void merge_placesThatDoNotDivide_goToWhoPostedLess() {
        post("flooder", 100);
        post("ann", 8);

        assertThat(shown(merge(new Thinning(9, 0, false)))).isEqualTo(Map.of("ann", 5L, "flooder", 4L));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void merge_anyWindow_givesNobodyLessThanWhoPostedMore(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            post("sender-" + (int) Math.abs(random.nextGaussian() * 8), 1);
        }
        Map<String, Long> posted = count(gathered);

        Map<String, Long> shown = shown(merge(new Thinning(1 + random.nextInt(200), 30, false)));

        posted.forEach((sender, count) -> posted.forEach((other, more) -> {
            if (count < more) {
                long share = shown.getOrDefault(sender, 0L);
                assertThat(share == count || share >= shown.getOrDefault(other, 0L))
                        .as("%s posted %d, %s posted %d: %s", sender, count, other, more, shown)
                        .isTrue();
            }
        }));
    }

    @Test
    void merge_moreSendersThanPlaces_showsOthersInTheNextWindow() {
        IntStream.range(0, 1000).forEach(i -> post("guest-" + i, 1));
        Batch first = merge(TEN);
        gathered.replaceAll(danmaku -> new Danmaku(danmaku.id() + 1000, danmaku.at(), danmaku.draft()));

        Batch second = merge(TEN);

        assertThat(shown(first)).hasSize(10);
        assertThat(shown(second).keySet()).isNotEqualTo(shown(first).keySet());
        assertThat(first.items()).as("not only who was first").anyMatch(item -> item.id() > 500);
    }

    @Test
    void merge_ofOneSender_areSpreadAndTheNewestIsAmongThem() {
        post("ann", 100);

        assertThat(merge(TEN).items().stream().map(Danmaku::id))
                .containsExactly(10L, 20L, 30L, 40L, 50L, 60L, 70L, 80L, 90L, 100L);
    }

    @Test
    void merge_host_isShownEvenAboveTheLimit() {
        post("guest", 10);
        post("host", Lane.HOST, 12);

        Batch batch = merge(TEN);

        assertThat(shown(batch)).isEqualTo(Map.of("host", 12L));
        assertThat(omitted(batch)).hasSize(10);
    }

    @Test
    void merge_vips_haveTheirReserveAndAShareOfTheRest() {
        post("guest-1", 20);
        post("guest-2", 20);
        post("vip", Lane.VIP, 20);

        // Three reserved; seven for three senders, of whom the VIP has 17 left, the fewest.
        assertThat(shown(merge(TEN))).isEqualTo(Map.of("vip", 6L, "guest-1", 2L, "guest-2", 2L));
    }

    @Test
    void merge_reserveThatVipsLeave_isTheOthers() {
        post("guest", 20);
        post("vip", Lane.VIP, 1);

        assertThat(shown(merge(TEN))).isEqualTo(Map.of("vip", 1L, "guest", 9L));
    }

    @Test
    void merge_oneNameOfTwoSenders_hasTwoShares_andTwoNamesOfOneSenderHaveOne() {
        for (int i = 0; i < 10; i++) {
            post(new Author("same", Lane.ORDINARY, "c1"), "a" + i, Style.DEFAULT);
            post(new Author("same", Lane.ORDINARY, "c2"), "b" + i, Style.DEFAULT);
            post(new Author("name-" + i, Lane.ORDINARY, "c3"), "c" + i, Style.DEFAULT);
        }

        Map<String, Long> shown = merge(new Thinning(9, 0, false)).items().stream()
                .collect(Collectors.groupingBy(item -> item.draft().author().sender(), Collectors.counting()));

        assertThat(shown).isEqualTo(Map.of("c1", 3L, "c2", 3L, "c3", 3L));
    }

    @Test
    void merge_combining_isOneItemWithTheNumberOfPeople() {
        post(guest("ann"), "Hello", new Style(Mode.SCROLL, "#FF0000", Size.LARGE));
        post(guest("ben"), "other", Style.DEFAULT);
        post(guest("ben"), "ＨＥＬＬＯ", Style.DEFAULT);
        post(guest("ben"), "hello", Style.DEFAULT);

        Batch batch = merge(COMBINE);

        assertThat(batch.items()).isEqualTo(gathered.subList(0, 2));
        assertThat(batch.senders()).isEqualTo(Map.of(1L, 2));
        assertThat(batch.combined()).isEqualTo(2);
        assertThat(batch.omitted()).isEmpty();
        assertThat(batch.last()).isEqualTo(4);
    }

    @Test
    void merge_combiningWhatOnePersonRepeats_isThatPersonsOneItem() {
        for (int i = 0; i < 900; i++) {
            post(guest("ann"), "666", Style.DEFAULT);
        }

        Batch batch = merge(COMBINE);

        assertThat(batch.items()).hasSize(1);
        assertThat(batch.senders()).isEmpty();
        assertThat(batch.combined()).isEqualTo(899);
    }

    @Test
    void merge_combining_keepsModesAndLanesApartAndTheHostsAsTheyAre() {
        Style top = new Style(Mode.TOP, "#FFFFFF", Size.NORMAL);
        post(guest("ann"), "666", Style.DEFAULT);
        post(guest("ben"), "666", top);
        post(new Author("vip", Lane.VIP), "666", Style.DEFAULT);
        post(new Author("host", Lane.HOST), "666", Style.DEFAULT);
        post(new Author("host", Lane.HOST), "666", Style.DEFAULT);

        assertThat(merge(COMBINE).items()).isEqualTo(gathered);
    }

    @Test
    void merge_textThatAFlooderSaidFirst_isNotTakenFromOthers() {
        post(guest("flooder"), "goal", Style.DEFAULT);
        post("flooder", 100);
        post(guest("ann"), "goal", Style.DEFAULT);

        Batch batch = merge(new Thinning(2, 0, true));

        assertThat(batch.items().stream().map(item -> item.draft().text()))
                .as("ann's share, and the flooder's newest")
                .containsExactly("goal", "flooder 100");
        assertThat(batch.combined() + omitted(batch).size() + batch.items().size())
                .isEqualTo(gathered.size());
    }

    @Test
    void merge_thinnedRepeats_areLeftOutWithAllThatSaidThem() {
        post("ann", 2);
        for (int i = 0; i < 3; i++) {
            post(guest("flooder"), "666", Style.DEFAULT);
        }
        post("flooder", 1);

        Batch batch = merge(new Thinning(2, 0, true));

        assertThat(shown(batch)).isEqualTo(Map.of("ann", 1L, "flooder", 1L));
        assertThat(batch.combined() + omitted(batch).size()).isEqualTo(4);
        assertThat(omitted(batch)).isSortedAccordingTo(MergerTest::byId);
    }

    private Batch merge(Thinning thinning) {
        return new Merger().merge(new RoomId("lobby"), "e1", 1, 1, thinning, gathered);
    }

    private void post(String sender, int times) {
        post(sender, Lane.ORDINARY, times);
    }

    private void post(String sender, Lane lane, int times) {
        for (int i = 0; i < times; i++) {
            post(new Author(sender, lane), sender + " " + gathered.size(), Style.DEFAULT);
        }
    }

    private void post(Author author, String text, Style style) {
        long id = gathered.size() + 1L;
        gathered.add(new Danmaku(id, 1_000 + id, new Draft(author, text, style)));
    }

    private static Author guest(String name) {
        return new Author(name, Lane.ORDINARY);
    }

    private static List<Danmaku> omitted(Batch batch) {
        return batch.omitted().getOrDefault(Omission.RATE, List.of());
    }

    private static Map<String, Long> shown(Batch batch) {
        return count(batch.items());
    }

    private static Map<String, Long> count(List<Danmaku> danmaku) {
        Function<Danmaku, String> name = one -> one.draft().author().name();
        return danmaku.stream().collect(Collectors.groupingBy(name, TreeMap::new, Collectors.counting()));
    }

    private static int byId(Danmaku one, Danmaku other) {
        return Long.compare(one.id(), other.id());
    }
}
