package live.danmaku.model;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * This node's figures at about one moment.
 *
 * @param rooms rooms that exist
 * @param viewers viewers in them
 * @param senders how many viewers are sent to in which way and format
 * @param balance what became of the danmaku accepted since the deployment
 * @param counters what was counted since the deployment, by name
 * @param refusals what was refused since the deployment, by code; codes that never occurred are left out
 * @param buffers shared memory for frames
 * @param backlog what is on its way to viewers
 * @param frames what became of the frames that viewers were offered
 * @param history what the rooms together keep of their recent batches
 * @param cluster how it stands among other nodes; null where it is alone
 */
public record NodeStatus(
        int rooms,
        long viewers,
        SortedMap<String, Long> senders,
        Balance balance,
        SortedMap<String, Long> counters,
        SortedMap<String, Long> refusals,
        Buffers buffers,
        Backlog backlog,
        FrameBalance frames,
        RoomStatus.History history,
        @Nullable ClusterStatus cluster) {

    /**
     * Memory outside the heap that frames take.
     *
     * @param inUse bytes that some viewer may still be sent
     * @param idle bytes that wait for the next frame
     */
    public record Buffers(long inUse, long idle) {}

    /**
     * Bytes on their way to viewers, not known to have arrived.
     *
     * @param bytes of all viewers
     * @param largest of the one that has the most
     * @param oldestPingMs how long the ping that has waited longest for its answer has waited
     * @param behind viewers for whom a frame waits
     */
    public record Backlog(long bytes, long largest, long oldestPingMs, long behind) {}
}
