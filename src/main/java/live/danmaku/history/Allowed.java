package live.danmaku.history;

import java.time.Duration;
import live.danmaku.config.Key;
import live.danmaku.config.Settings;
import live.danmaku.model.RoomId;

/**
 * What a room may keep.
 *
 * @param age how long each batch; zero = none
 * @param batches how many
 * @param bytes how much
 * @param totalBytes how much all rooms of the node together
 */
public record Allowed(Duration age, int batches, long bytes, long totalBytes) {

    /** What the settings allow a room. */
    public static Allowed of(Settings settings, RoomId room) {
        return new Allowed(
                settings.history(room),
                settings.get(Key.HISTORY_BATCHES),
                settings.get(Key.HISTORY_BYTES),
                settings.get(Key.HISTORY_TOTAL));
    }
}
