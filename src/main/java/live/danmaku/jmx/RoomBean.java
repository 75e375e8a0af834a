package live.danmaku.jmx;

import java.util.List;
import java.util.stream.Collectors;
import live.danmaku.admin.Figures;
import live.danmaku.config.Key;
import live.danmaku.config.LiveSettings;
import live.danmaku.model.Balance;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Refusal;
import live.danmaku.model.RoomId;
import live.danmaku.model.RoomStatus;

/**
 * One room as an MXBean. It holds the room's name only: the room may end and begin anew behind it.
 *
 * @param room its name
 * @param figures of rooms
 * @param settings what holds for it
 * @param controls does what is asked for
 */
record RoomBean(RoomId room, Figures figures, LiveSettings settings, Controls controls) implements RoomMXBean {

    private static final List<Key> SET_HERE = List.of(Key.WINDOW, Key.THIN, Key.COMBINE);

    private RoomStatus status() {
        return figures.room(room).orElseThrow(() -> new Refusal(ErrorCode.ROOM_UNKNOWN, "there is no such room now"));
    }

    @Override
    public String getName() {
        return room.value();
    }

    @Override
    public String getEpoch() {
        return status().epoch();
    }

    @Override
    public int getViewers() {
        return status().online();
    }

    @Override
    public long getBatches() {
        return status().seq();
    }

    @Override
    public long getAccepted() {
        return status().balance().accepted();
    }

    @Override
    public long getPending() {
        return status().balance().pending();
    }

    @Override
    public long getThinned() {
        return Balance.total(status().balance().thinned());
    }

    @Override
    public long getSkippedFrames() {
        return status().skipped();
    }

    @Override
    public long getKeptBatches() {
        return status().history().batches();
    }

    @Override
    public long getKeptBytes() {
        return status().history().bytes();
    }

    @Override
    public int getWindowMillis() {
        return settings.get().get(Key.WINDOW, room);
    }

    @Override
    public void setWindowMillis(int millis) {
        controls.set(room, Key.WINDOW, Integer.toString(millis));
    }

    @Override
    public int getThin() {
        return settings.get().get(Key.THIN, room);
    }

    @Override
    public void setThin(int most) {
        controls.set(room, Key.THIN, Integer.toString(most));
    }

    @Override
    public boolean isCombine() {
        return settings.get().get(Key.COMBINE, room) == 1;
    }

    @Override
    public void setCombine(boolean combine) {
        controls.set(room, Key.COMBINE, Boolean.toString(combine));
    }

    @Override
    public String reset() {
        return SET_HERE.stream().map(key -> controls.reset(room, key)).collect(Collectors.joining("; "));
    }

    @Override
    public String announce(String text) {
        return controls.announce(room, text);
    }

    @Override
    public String pin(String text, long seconds) {
        return controls.pin(room, text, seconds);
    }

    @Override
    public String close(long seconds) {
        return controls.close(room, seconds);
    }

    @Override
    public String reopen() {
        return controls.reopen(room);
    }

    @Override
    public String silence(String below, long seconds) {
        return controls.silence(room, below, seconds);
    }

    @Override
    public String unsilence() {
        return controls.unsilence(room);
    }

    @Override
    public String slowMode(long millis, long seconds) {
        return controls.slow(room, millis, seconds);
    }

    @Override
    public String mute(String kind, String target, long seconds) {
        return controls.mute(room, kind, target, seconds);
    }

    @Override
    public String unmute(String kind, String target) {
        return controls.unmute(room, kind, target);
    }
}
