package live.danmaku.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import live.danmaku.MapSource;
import live.danmaku.model.RoomId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    private static final RoomId LOBBY = new RoomId("lobby");

    @Test
    void read_nothingSet_isTheDefaults() {
        assertThat(new LiveSettings(new MapSource()).get()).isEqualTo(Settings.DEFAULTS);
    }

    @Test
    void refresh_changedWindow_takesEffect() {
        MapSource source = MapSource.of("danmaku.window", "500");
        LiveSettings settings = new LiveSettings(source);
        assertThat(settings.get().window(LOBBY)).isEqualTo(Duration.ofMillis(500));

        source.set("danmaku.window", "250");
        settings.refresh();

        assertThat(settings.get().window(LOBBY)).isEqualTo(Duration.ofMillis(250));
    }

    @ParameterizedTest
    @CsvSource({"49", "10001", "-1", "fast", "1.5", "''", "99999999999999"})
    void refresh_valueThatBreaksItsRule_leavesTheOldOne(String value) {
        MapSource source = MapSource.of("danmaku.window", "500");
        LiveSettings settings = new LiveSettings(source);

        source.set("danmaku.window", value);
        settings.refresh();

        assertThat(settings.get().get(Key.WINDOW)).isEqualTo(500);
    }

    @Test
    void read_brokenValueAtTheStart_isTheDefault() {
        assertThat(new LiveSettings(MapSource.of("danmaku.room.queue", "1"))
                        .get()
                        .get(Key.ROOM_QUEUE))
                .isEqualTo(10_000);
    }

    @Test
    void window_ofARoomWithItsOwn_isItsOwn() {
        Settings settings =
                new LiveSettings(MapSource.of("danmaku.window", "500", "danmaku.rooms.my.room.window", "2000")).get();

        assertThat(settings.window(new RoomId("my.room"))).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.window(LOBBY)).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void window_ofARoomThatIsNone_isIgnored() {
        assertThat(new LiveSettings(MapSource.of("danmaku.rooms.a b.window", "2000", "danmaku.rooms.window", "2000"))
                        .get()
                        .rooms())
                .isEmpty();
    }

    @Test
    void history_ofARoomWithItsOwn_isItsOwn_andIsKeptWhereTheNewOneBreaksItsRule() {
        MapSource source = MapSource.of("danmaku.history", "30000", "danmaku.rooms.lobby.history", "0");
        LiveSettings settings = new LiveSettings(source);
        assertThat(settings.get().history(LOBBY)).isZero();
        assertThat(settings.get().history(new RoomId("other"))).isEqualTo(Duration.ofSeconds(30));

        source.set("danmaku.rooms.lobby.history", "-1");
        settings.refresh();

        assertThat(settings.get().history(LOBBY)).isZero();
        assertThat(settings.get().window(LOBBY)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void get_ofARoomWithItsOwn_isItsOwnAndThatOfAllElsewhere() {
        Settings settings = new LiveSettings(MapSource.of(
                        "danmaku.thin", "100", "danmaku.rooms.lobby.thin", "50", "danmaku.rooms.lobby.combine", "1"))
                .get();

        assertThat(settings.get(Key.THIN, LOBBY)).isEqualTo(50);
        assertThat(settings.get(Key.COMBINE, LOBBY)).isEqualTo(1);
        assertThat(settings.get(Key.THIN, new RoomId("other"))).isEqualTo(100);
        assertThat(settings.get(Key.COMBINE, new RoomId("other"))).isZero();
    }

    @Test
    void refresh_valueOfARoomThatBreaksItsRule_leavesTheOldOne() {
        MapSource source = MapSource.of("danmaku.rooms.lobby.thin", "50");
        LiveSettings settings = new LiveSettings(source);

        source.set("danmaku.rooms.lobby.thin", "-1");
        settings.refresh();

        assertThat(settings.get().get(Key.THIN, LOBBY)).isEqualTo(50);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 4", "5, 8", "64, 64", "200, 256", "256, 256"})
    void shards_anyNumber_isRoundedUpToAPowerOfTwo(int configured, int shards) {
        MapSource source = MapSource.of("danmaku.shards", Integer.toString(configured));

        assertThat(new LiveSettings(source).get().shards()).isEqualTo(shards);
    }

    @Test
    void refresh_valueThatIsReadAtDeploymentOnly_staysWhatItWas() {
        MapSource source = MapSource.of("danmaku.shards", "4");
        LiveSettings settings = new LiveSettings(source);

        source.set("danmaku.shards", "8");
        settings.refresh();

        assertThat(settings.get().shards()).isEqualTo(4);
    }

    @Test
    void shards_notSet_isAPowerOfTwo() {
        assertThat(Integer.bitCount(Settings.DEFAULTS.shards())).isEqualTo(1);
    }

    @Test
    void readme_configurationTable_isWhatTheKeysSay() throws IOException {
        List<String> readme = Files.readAllLines(Path.of("README.md"));

        assertThat(readme)
                .containsSubsequence(
                        Arrays.stream(Key.values()).map(Key::tableRow).toList())
                .containsSubsequence(
                        Arrays.stream(TextKey.values()).map(TextKey::tableRow).toList());
    }

    @Test
    void text_changed_takesEffect_andNothingIsTheEmptyText() {
        MapSource source = MapSource.of();
        LiveSettings settings = new LiveSettings(source);
        assertThat(settings.get().text(TextKey.TICKET_AUDIENCE)).isEmpty();

        source.set("danmaku.ticket.audience", " stage ");
        settings.refresh();

        assertThat(settings.get().text(TextKey.TICKET_AUDIENCE)).isEqualTo("stage");
    }

    @Test
    void text_thatBreaksItsRule_leavesTheOldOne() {
        MapSource source = MapSource.of("danmaku.ticket.audience", "stage");
        LiveSettings settings = new LiveSettings(source);

        source.set("danmaku.ticket.audience", "two words");
        settings.refresh();

        assertThat(settings.get().text(TextKey.TICKET_AUDIENCE)).isEqualTo("stage");
    }

    @Test
    void secret_isInNoText_andInNoComplaint() {
        String secret = "k1=0123456789-0123456789-0123456789";
        List<Rejected> complaints = new ArrayList<>();

        Settings settings =
                Settings.read(MapSource.of("danmaku.ticket.secrets", secret), Settings.DEFAULTS, complaints::add);
        Settings.read(MapSource.of("danmaku.ticket.secrets", "too-short"), settings, complaints::add);

        assertThat(settings.text(TextKey.TICKET_SECRETS)).isEqualTo(secret);
        assertThat(settings.toString()).contains("(secret)").doesNotContain("0123456789");
        assertThat(complaints).singleElement().asString().contains("danmaku.ticket.secrets");
        assertThat(complaints.toString()).doesNotContain("0123456789").doesNotContain("too-short");
    }
}
