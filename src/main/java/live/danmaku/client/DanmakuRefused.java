package live.danmaku.client;

/**
 * A CDI event that tells an application that one of its {@link DanmakuPost} events was not accepted. Whoever wants to know
 * observes it; it comes on the thread that fired the post, in a transaction after its commit.
 *
 * <p>An observer that throws harms nobody: it is logged. A post that an observer of this event fires, and that is refused
 * too, is counted and not told.
 *
 * @param post what was not accepted; it is not tried again
 * @param code why: one of the server's error codes, {@link Forwarder#GONE} where there is no server now, or {@link
 *     Forwarder#FAILED}
 */
public record DanmakuRefused(DanmakuPost post, String code) {}
