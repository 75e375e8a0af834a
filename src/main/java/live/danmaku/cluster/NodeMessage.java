package live.danmaku.cluster;

import java.util.List;
import java.util.Map;
import live.danmaku.model.Danmaku;
import live.danmaku.model.Origin;
import live.danmaku.model.RoomId;
import live.danmaku.sanction.Sanction;
import live.danmaku.sanction.SanctionKey;
import org.jspecify.annotations.Nullable;

/** What nodes tell each other. */
public sealed interface NodeMessage {

    /** Hands this over to the method that is for it. */
    void deliver(Receiver receiver);

    /** About how many bytes it has before it is compressed. */
    int weight();

    /** The room whose part of the nodes is to know; null where all are. */
    default @Nullable RoomId room() {
        return null;
    }

    /** Who is told what other nodes say. Nothing here blocks or throws. */
    interface Receiver {

        void window(Window window);

        void recalled(Recalled recalled);

        void notice(Notice notice);

        void imposed(Imposed imposed);

        void lifted(Lifted lifted);

        /** Another node wants to know all that was laid down, and it is this one that is to answer. */
        void sanctionsWanted();
    }

    /**
     * A node is there.
     *
     * @param viewers on that node, by room: the largest ones, {@link #MAX} at the most
     * @param total viewers on that node
     * @param wantsSanctions whether it has just come, and does not know yet what moderators have laid down
     * @param leaving whether it is about to go
     */
    record Presence(Map<RoomId, Integer> viewers, int total, boolean wantsSanctions, boolean leaving)
            implements NodeMessage {

        /** Rooms in one message. */
        public static final int MAX = 5_000;

        public Presence {
            viewers = Map.copyOf(viewers);
        }

        /** For the nodes, not for their rooms. */
        @Override
        public void deliver(Receiver receiver) {}

        @Override
        public int weight() {
            return 64 + 24 * viewers.size();
        }
    }

    /**
     * What a node has accepted in a room since it told last.
     *
     * @param room where
     * @param epoch the life of the room on that node
     * @param after id up to which it has told before
     * @param before how many danmaku of its own it had accepted in this epoch by then
     * @param danmaku with the ids that they have there, in growing order, all above {@code after}; not from a third node
     * @param omitted how many more of its own it accepted, which were too many to be told
     */
    record Window(RoomId room, String epoch, long after, long before, List<Danmaku> danmaku, int omitted)
            implements NodeMessage {

        private static final int PER_DANMAKU = 24;

        public Window {
            danmaku = List.copyOf(danmaku);
        }

        /** Id up to which this tells of all that was accepted and not omitted. */
        public long upTo() {
            return danmaku.isEmpty() ? after : danmaku.get(danmaku.size() - 1).id();
        }

        /** How many danmaku of its own the node has accepted in this epoch, with these. */
        public long accepted() {
            return before + danmaku.size() + omitted;
        }

        @Override
        public void deliver(Receiver receiver) {
            receiver.window(this);
        }

        @Override
        public int weight() {
            int weight = 128;
            for (Danmaku one : danmaku) {
                weight += PER_DANMAKU + one.draft().text().length();
            }
            return weight;
        }
    }

    /**
     * Danmaku are not to be shown any more.
     *
     * @param room where
     * @param danmaku where they were accepted
     */
    record Recalled(RoomId room, List<Origin> danmaku) implements NodeMessage {

        public Recalled {
            danmaku = List.copyOf(danmaku);
        }

        @Override
        public void deliver(Receiver receiver) {
            receiver.recalled(this);
        }

        @Override
        public int weight() {
            return 64 + 24 * danmaku.size();
        }
    }

    /**
     * A text that everybody in a room is to see, or in all rooms.
     *
     * @param where null for all
     */
    record Notice(@Nullable RoomId where, String text) implements NodeMessage {

        @Override
        public @Nullable RoomId room() {
            return where;
        }

        @Override
        public void deliver(Receiver receiver) {
            receiver.notice(this);
        }

        @Override
        public int weight() {
            return 64 + text.length();
        }
    }

    /** Something was laid down, all of it at once. */
    record Imposed(List<Sanction> sanctions) implements NodeMessage {

        public Imposed {
            sanctions = List.copyOf(sanctions);
        }

        @Override
        public void deliver(Receiver receiver) {
            receiver.imposed(this);
        }

        @Override
        public int weight() {
            return 64 + 256 * sanctions.size();
        }
    }

    /** Something was lifted. */
    record Lifted(SanctionKey key) implements NodeMessage {

        @Override
        public void deliver(Receiver receiver) {
            receiver.lifted(this);
        }

        @Override
        public int weight() {
            return 256;
        }
    }
}
