package live.danmaku.cluster;

import live.danmaku.model.RoomId;

/**
 * What a room knows of the other nodes: that they can be told something, and how many viewers they have.
 *
 * <p>Threading: any thread; nothing here blocks or fails, whatever became of the broker.
 */
public interface Relay {

    /** There are no other nodes. */
    Relay NONE = new Relay() {
        @Override
        public boolean isOn() {
            return false;
        }

        @Override
        public void tell(NodeMessage message) {}

        @Override
        public int viewersElsewhere(RoomId room) {
            return 0;
        }
    };

    /** Whether there may be others. */
    boolean isOn();

    /** Tells the others, or, where the broker takes nothing for too long, counts that they were not told. */
    void tell(NodeMessage message);

    /** Viewers of a room on other nodes, as these said a few seconds ago. */
    int viewersElsewhere(RoomId room);
}
