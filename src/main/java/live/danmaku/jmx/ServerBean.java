package live.danmaku.jmx;

import java.util.List;
import java.util.SortedMap;
import live.danmaku.admin.Figures;
import live.danmaku.admin.Readiness;
import live.danmaku.config.Key;
import live.danmaku.config.LiveSettings;
import live.danmaku.config.Rejected;
import live.danmaku.model.Balance;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Refusal;
import live.danmaku.room.Drain;
import live.danmaku.telemetry.Counter;
import live.danmaku.telemetry.Metrics;

/**
 * The server as an MXBean.
 *
 * @param figures of the node and its rooms
 * @param metrics what is counted
 * @param readiness whether viewers may be sent here
 * @param settings what holds
 * @param controls does what is asked for
 */
record ServerBean(Figures figures, Metrics metrics, Readiness readiness, LiveSettings settings, Controls controls)
        implements ServerMXBean {

    private static final int AUDIT = 100;
    private static final int ROOMS_MAX = 1_000;

    @Override
    public String getState() {
        return controls.operations().state().name();
    }

    @Override
    public boolean isReady() {
        return readiness.isReady();
    }

    @Override
    public List<CheckRow> getChecks() {
        return readiness.checks().stream().map(CheckRow::of).toList();
    }

    @Override
    public int getRooms() {
        return figures.rooms();
    }

    @Override
    public int getViewers() {
        return figures.viewers();
    }

    @Override
    public SortedMap<String, Long> getViewersBySender() {
        return metrics.senders();
    }

    @Override
    public long getAccepted() {
        return figures.balance().accepted();
    }

    @Override
    public long getBatched() {
        return figures.balance().batched();
    }

    @Override
    public long getCombined() {
        return figures.balance().combined();
    }

    @Override
    public long getThinned() {
        return Balance.total(figures.balance().thinned());
    }

    @Override
    public long getLost() {
        return figures.balance().lost();
    }

    @Override
    public long getPending() {
        return figures.balance().pending();
    }

    @Override
    public long getFramesSent() {
        return metrics.value(Counter.FRAMES_SENT);
    }

    @Override
    public long getFramesSkipped() {
        return metrics.value(Counter.FRAMES_SKIPPED);
    }

    @Override
    public long getBytesSent() {
        return metrics.value(Counter.BYTES_SENT);
    }

    @Override
    public long getUnconfirmedBytes() {
        return figures.node().backlog().bytes();
    }

    @Override
    public long getLateBatches() {
        return metrics.value(Counter.LATE_BATCHES);
    }

    @Override
    public SortedMap<String, Long> getCounters() {
        return metrics.counted();
    }

    @Override
    public SortedMap<String, Long> getRefusals() {
        return metrics.refused();
    }

    @Override
    public List<SettingRow> getConfiguration() {
        return settings.effective().stream().map(SettingRow::of).toList();
    }

    @Override
    public List<String> getRejected() {
        return settings.rejected().stream().map(Rejected::toString).toList();
    }

    @Override
    public List<AuditRow> getAudit() {
        return controls.operations().audit(AUDIT).stream().map(AuditRow::of).toList();
    }

    @Override
    public int getWindowMillis() {
        return settings.get().get(Key.WINDOW);
    }

    @Override
    public void setWindowMillis(int millis) {
        controls.set(null, Key.WINDOW, Integer.toString(millis));
    }

    @Override
    public int getThin() {
        return settings.get().get(Key.THIN);
    }

    @Override
    public void setThin(int most) {
        controls.set(null, Key.THIN, Integer.toString(most));
    }

    @Override
    public boolean isCombine() {
        return settings.get().isOn(Key.COMBINE);
    }

    @Override
    public void setCombine(boolean combine) {
        controls.set(null, Key.COMBINE, Boolean.toString(combine));
    }

    @Override
    public List<RoomRow> rooms(int most) {
        if (most < 1 || most > ROOMS_MAX) {
            throw new Refusal(ErrorCode.INVALID_FIELD, "most must be a whole number from 1 to " + ROOMS_MAX);
        }
        return figures.busiest(most).stream().map(RoomRow::of).toList();
    }

    @Override
    public String set(String room, String name, String value) {
        return controls.set(Controls.where(room), Controls.key(name), value == null ? "" : value);
    }

    @Override
    public String reset(String room, String name) {
        return controls.reset(Controls.where(room), Controls.key(name));
    }

    @Override
    public List<String> resetAll() {
        return List.copyOf(controls.resetAll());
    }

    @Override
    public List<String> reload() {
        return controls.reload().stream().map(Rejected::toString).toList();
    }

    @Override
    public String drain() {
        Drain.Outcome outcome = controls.drain();
        return "%d viewers closed, %d of them late".formatted(outcome.viewers(), outcome.late());
    }

    @Override
    public String resume() {
        controls.resume();
        return getState();
    }

    @Override
    public String announce(String room, String text) {
        return controls.announce(Controls.where(room), text);
    }

    @Override
    public String closeRoom(String room, long seconds) {
        return controls.close(Controls.where(room), seconds);
    }

    @Override
    public String reopenRoom(String room) {
        return controls.reopen(Controls.where(room));
    }

    @Override
    public String silence(String room, String below, long seconds) {
        return controls.silence(Controls.where(room), below, seconds);
    }

    @Override
    public String unsilence(String room) {
        return controls.unsilence(Controls.where(room));
    }

    @Override
    public String slowMode(String room, long millis, long seconds) {
        return controls.slow(Controls.where(room), millis, seconds);
    }

    @Override
    public String mute(String room, String kind, String target, long seconds) {
        return controls.mute(Controls.where(room), kind, target, seconds);
    }

    @Override
    public String unmute(String room, String kind, String target) {
        return controls.unmute(Controls.where(room), kind, target);
    }
}
