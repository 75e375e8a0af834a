package live.danmaku.client;

/**
 * A bean of an application on the server that has a say on every danmaku that people post, before its room accepts it. There
 * is one on a server: the last application that starts with one.
 *
 * <pre>{@code
 * @ApplicationScoped
 * public class HouseRules implements DanmakuModerator {
 *     public DanmakuVerdict moderate(DanmakuPost post) {
 *         return post.text().contains("?") ? DanmakuVerdict.hold("a question") : DanmakuVerdict.ACCEPT;
 *     }
 * }
 * }</pre>
 *
 * <p>It is called on a thread of the server's, by several at once, with the class loader of its own application as the
 * thread's. It has {@code danmaku.moderator.timeout} (50 ms) from the moment of the post; what it says later is ignored. Where it is
 * late, throws, or is gone, {@code danmaku.moderator.absent} says what becomes of the danmaku.
 */
@FunctionalInterface
public interface DanmakuModerator {

    /**
     * What is to become of a danmaku.
     *
     * @param post as it would be shown: every field is set but {@code user} may be the name that the server gave
     */
    DanmakuVerdict moderate(DanmakuPost post);
}
