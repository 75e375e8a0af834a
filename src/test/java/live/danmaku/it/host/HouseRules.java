package live.danmaku.it.host;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.locks.LockSupport;
import live.danmaku.client.DanmakuModerator;
import live.danmaku.client.DanmakuPost;
import live.danmaku.client.DanmakuVerdict;

/** A moderator that does what a text asks for. */
@ApplicationScoped
public class HouseRules implements DanmakuModerator {

    private static final long LONG = 2_000_000_000L;

    @Override
    public DanmakuVerdict moderate(DanmakuPost post) {
        if (post.text().startsWith("reject me")) {
            return DanmakuVerdict.reject("not in this house");
        }
        return switch (post.text()) {
            case "hold me" -> DanmakuVerdict.hold("it asks for it");
            case "rewrite me" -> DanmakuVerdict.ACCEPT.withText("rewritten");
            case "fail on me" -> throw new IllegalStateException("as asked");
            case "stall on me" -> stalled();
            default -> DanmakuVerdict.ACCEPT;
        };
    }

    private static DanmakuVerdict stalled() {
        LockSupport.parkNanos(LONG);
        return DanmakuVerdict.reject("too late");
    }
}
