package live.danmaku.transport;

/**
 * What a connection was handed and its viewer has not confirmed. Pings are numbered and go out behind the data, so the pong
 * to the last one says that all before it has arrived; a pong to any of them says that somebody is there.
 *
 * <p>Not thread-safe: its outbox guards it.
 */
final class Unconfirmed {

    /** Bytes handed to the socket so far. */
    private long handedOver;

    /** Bytes that had been handed over when the last answered ping was sent. */
    private long confirmed;

    /** Bytes that had been handed over when the last ping was sent. */
    private long pingedBehind;

    private long pingedNanos;
    private int pingsSent;
    private int pingAnswered;

    /** Beats since the first heartbeat's ping that was followed by no answer; 0 where no answer is owed. */
    private int beatsUnanswered;

    /** Whether the last ping was a heartbeat's, whose answer is asked for anew each time. */
    private boolean beating;

    /** Whether another ping than a heartbeat's was answered since the last heartbeat. */
    private boolean heard;

    long bytes() {
        return handedOver - confirmed;
    }

    void add(int bytes) {
        handedOver += bytes;
    }

    /** Whether there is no ping that an answer could still come to. */
    boolean isLastPingAnswered() {
        return pingsSent == pingAnswered;
    }

    /** How long the last ping has been unanswered, 0 when it was answered. */
    long pingAgeNanos(long nowNanos) {
        return isLastPingAnswered() ? 0 : nowNanos - pingedNanos;
    }

    /** The number of a ping to be sent now. */
    int nextPing(long nowNanos) {
        beating = false;
        pingedBehind = handedOver;
        pingedNanos = nowNanos;
        return ++pingsSent;
    }

    /**
     * The number of a ping to be sent now that a heartbeat will miss if it stays without answer; 0 where the answer to
     * another ping has shown since the last heartbeat that somebody is there.
     */
    int nextHeartbeat(long nowNanos) {
        boolean there = heard && isLastPingAnswered();
        heard = false;
        if (there) {
            return 0;
        }
        beatsUnanswered = Math.max(1, beatsUnanswered);
        int ping = nextPing(nowNanos);
        beating = true;
        return ping;
    }

    /**
     * A pong came.
     *
     * @return whether it is new, and to a ping of ours
     */
    boolean answered(int ping) {
        if (ping <= pingAnswered || ping > pingsSent) {
            return false;
        }
        pingAnswered = ping;
        beatsUnanswered = 0;
        heard |= !beating;
        if (isLastPingAnswered()) {
            confirmed = pingedBehind;
        }
        return true;
    }

    /** A beat has passed: answers since how many a heartbeat's ping is unanswered. */
    int beat() {
        beatsUnanswered += beatsUnanswered == 0 ? 0 : 1;
        return beatsUnanswered;
    }
}
