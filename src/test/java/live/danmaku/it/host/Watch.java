package live.danmaku.it.host;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import live.danmaku.client.DanmakuAccepted;
import live.danmaku.client.DanmakuMissed;
import live.danmaku.client.DanmakuModerated;
import live.danmaku.client.DanmakuRefused;
import live.danmaku.client.RoomClosed;
import live.danmaku.client.RoomOpened;

/** Notes what happens, and misbehaves when a text asks for it. */
@ApplicationScoped
public class Watch {
    private static final int KEPT = 5_000;
    private static final int LONG_SECONDS = 20;

    private final Deque<String> notes = new ConcurrentLinkedDeque<>();
    private final CountDownLatch released = new CountDownLatch(1);

    void accepted(@Observes DanmakuAccepted one) throws InterruptedException {
        note(
                one.room(),
                "accepted " + one.id() + " in " + module() + ", " + one.lane() + " " + one.user() + ": " + one.text());
        switch (one.text()) {
            case "fail on me" -> throw new IllegalStateException("as asked");
            case "stall on me" -> {
                boolean unused = released.await(LONG_SECONDS, TimeUnit.SECONDS);
            }
            default -> {}
        }
    }

    void opened(@Observes RoomOpened room) {
        note(room.room(), "opened");
    }

    void closed(@Observes RoomClosed room) {
        note(room.room(), "closed");
    }

    void moderated(@Observes DanmakuModerated act) {
        note(String.valueOf(act.room()), act.moderator() + ": " + act.act() + " " + act.what());
    }

    void missed(@Observes DanmakuMissed missed) {
        note("*", "missed " + missed.events());
    }

    void refused(@Observes DanmakuRefused refused) {
        note(String.valueOf(refused.post().room()), "refused " + refused.code());
        if (String.valueOf(refused.post().text()).startsWith("fail on refusing")) {
            throw new IllegalStateException("as asked");
        }
    }

    /** Ends whatever stalls. */
    void release() {
        released.countDown();
    }

    /** What was noted of a room. */
    List<String> of(String room) {
        return notes.stream()
                .filter(note -> note.startsWith(room + " "))
                .map(note -> note.substring(room.length() + 1))
                .toList();
    }

    private void note(String room, String what) {
        notes.add(room + " " + what);
        if (notes.size() > KEPT) {
            notes.poll();
        }
    }

    /** Whose names this thread sees. */
    @SuppressWarnings("BanJNDI")
    private static String module() {
        try {
            return InitialContext.doLookup("java:module/ModuleName");
        } catch (NamingException e) {
            return "no module";
        }
    }
}
