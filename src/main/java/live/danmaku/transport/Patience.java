package live.danmaku.transport;

/**
 * How many beats of the {@link Heartbeat} a viewer has.
 *
 * @param unanswered to answer a ping
 * @param stuck to take or confirm anything while a frame waits
 */
record Patience(int unanswered, int stuck) {}
