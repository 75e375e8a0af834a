package live.danmaku.model;

/**
 * What became of the frames that viewers were offered. A frame counts once for each viewer, from the viewer's greeting on.
 *
 * @param offered frames in all
 * @param sent taken by the viewer's connection
 * @param skipped left out for a newer one, because the connection was busy
 * @param failedClosed waiting or on their way when the connection ended
 * @param failedError refused by the connection, or broken off
 * @param inFlight given to the connection, and not completed yet
 * @param waiting for that
 */
public record FrameBalance(
        long offered, long sent, long skipped, long failedClosed, long failedError, long inFlight, long waiting) {

    /** Frames of which nobody knows what became: 0 in a node at rest. */
    public long unaccounted() {
        return offered - sent - skipped - failedClosed - failedError - inFlight - waiting;
    }

    /** Whether every frame is accounted for. */
    public boolean holds() {
        return unaccounted() == 0;
    }
}
