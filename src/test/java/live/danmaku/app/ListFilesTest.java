package live.danmaku.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import live.danmaku.ManualTime;
import live.danmaku.MapSource;
import live.danmaku.config.LiveSettings;
import live.danmaku.model.Author;
import live.danmaku.model.Lane;
import live.danmaku.model.Refusal;
import live.danmaku.model.RoomId;
import live.danmaku.moderation.TextModeration;
import live.danmaku.moderation.WordLists;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListFilesTest {

    private static final RoomId LOBBY = new RoomId("lobby");
    private static final Author GUEST = new Author("guest-1", Lane.ORDINARY);

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path folder;

    private final MapSource source = new MapSource();
    private final LiveSettings settings = new LiveSettings(source);
    private final WordLists lists = new WordLists();
    private final ListFiles files = new ListFiles(settings, lists);
    private final TextModeration moderation = new TextModeration(settings, lists, new ManualTime());

    @Test
    void refresh_aFileThatIsConfigured_isRead_andAgainWhenItChanges() throws IOException {
        Path words = Files.writeString(folder.resolve("words.txt"), "fool\n");
        set("danmaku.words.reject", words.toString());
        assertRefused("a fool");

        Files.writeString(words, "knave\nrogue\n");
        files.refresh();

        assertTaken("a fool");
        assertRefused("a knave");
        set("danmaku.words.reject", "");
        assertTaken("a knave");
    }

    @Test
    void refresh_aFileThatIsGone_orNoText_leavesWhatWasRead() throws IOException {
        Path words = Files.writeString(folder.resolve("words.txt"), "fool\n");
        set("danmaku.words.reject", words.toString());

        Files.delete(words);
        files.refresh();
        assertRefused("a fool");
        Files.write(words, new byte[] {(byte) 0xFF, (byte) 0xFE});
        files.refresh();
        assertRefused("a fool");
        Files.writeString(words, "rogue\n");
        files.refresh();
        assertTaken("a fool");
    }

    @Test
    void refresh_eachList_isForWhatItSays() throws IOException {
        set(
                "danmaku.words.mask",
                Files.writeString(folder.resolve("mask"), "damn").toString());
        set(
                "danmaku.patterns",
                Files.writeString(folder.resolve("patterns"), "\\d{8}\n(").toString());

        assertThat(moderation.check(LOBBY, GUEST, "damn")).isEqualTo("****");
        assertRefused("12345678");
    }

    private void set(String property, String value) {
        source.set(property, value);
        settings.refresh();
        files.refresh();
    }

    private void assertRefused(String text) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> moderation.check(LOBBY, GUEST, text));
    }

    private void assertTaken(String text) {
        assertThatCode(() -> moderation.check(LOBBY, GUEST, text)).doesNotThrowAnyException();
    }
}
