package news;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import live.danmaku.client.DanmakuAccepted;
import live.danmaku.client.DanmakuModerated;
import live.danmaku.client.DanmakuRefused;
import live.danmaku.client.RoomClosed;
import live.danmaku.client.RoomOpened;

/** Remembers the newest of what happened on the danmaku server. */
@ApplicationScoped
public class NewsWatch {

    private static final int KEPT = 1_000;

    private final Deque<String> lines = new ArrayDeque<>();

    void accepted(@Observes DanmakuAccepted danmaku) {
        add(danmaku.room() + ": " + danmaku.user() + " said " + danmaku.text());
    }

    void opened(@Observes RoomOpened room) {
        add(room.room() + ": opened");
    }

    void closed(@Observes RoomClosed room) {
        add(room.room() + ": closed");
    }

    void moderated(@Observes DanmakuModerated act) {
        add(act.room() + ": " + act.moderator() + " did " + act.act());
    }

    /** What the desk posted and the server did not take: it will not be tried again. */
    void refused(@Observes DanmakuRefused refused) {
        add(refused.post().room() + ": not accepted, " + refused.code());
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    private synchronized void add(String line) {
        lines.add(line);
        if (lines.size() > KEPT) {
            lines.remove();
        }
    }
}
