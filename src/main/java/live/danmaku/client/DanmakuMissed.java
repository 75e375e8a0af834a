package live.danmaku.client;

/**
 * A CDI event: this application's observers were slower than what happened, so that the server left some of it out, here.
 *
 * @param events how many events were left out since the last of these
 */
public record DanmakuMissed(long events) {}
