package live.danmaku.sanction;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a moderator wants done, read and valid, but not done. */
public sealed interface Act {

    /** How many danmaku one act recalls at the most. */
    int RECALL_MAX = 100;

    /** Code points in a notice. */
    int NOTICE_MAX = 500;

    /** The longest time after which something ends by itself. */
    Duration LONGEST = Duration.ofDays(3_660);

    /** Its name in messages and in the audit. */
    String name();

    /**
     * To take danmaku back, so that viewers' pages remove them and the history forgets them.
     *
     * @param epoch the life of the room that the ids count within
     * @param ids 1 to {@link #RECALL_MAX}
     */
    record Recall(String epoch, List<Long> ids) implements Act {

        public Recall {
            ids = List.copyOf(ids);
        }

        @Override
        public String name() {
            return "recall";
        }
    }

    /** To tell everybody in a room, or in all rooms, something now. */
    record Announce(String text) implements Act {

        @Override
        public String name() {
            return "announce";
        }
    }

    /**
     * To lay something down.
     *
     * @param name of the act
     * @param kind what
     * @param target upon whom; empty where it is upon a room
     * @param detail what the kind needs
     * @param time after which it ends; null = until it is lifted
     */
    record Impose(
            String name,
            Kind kind,
            String target,
            String detail,
            @Nullable Duration time) implements Act {}

    /**
     * To lift something.
     *
     * @param name of the act
     * @param kind what
     * @param target upon whom it is; empty where it is upon a room
     */
    record Lift(String name, Kind kind, String target) implements Act {}

    /**
     * To decide on a danmaku that waits for a moderator.
     *
     * @param id the danmaku's number among those that wait
     * @param shown whether it is to be posted now, or given up
     */
    record Review(long id, boolean shown) implements Act {

        @Override
        public String name() {
            return shown ? "approve" : "reject";
        }
    }

    /**
     * To mute whoever posted a danmaku: the user, where the author has a user's id; where not, the address that the author
     * posted from.
     *
     * @param epoch the life of the room that the id counts within
     * @param id the danmaku
     * @param everywhere whether the mute holds in all rooms
     * @param addressToo whether the address is muted in any case
     * @param time after which it ends; null = until it is lifted
     */
    record MuteAuthor(
            String epoch,
            long id,
            boolean everywhere,
            boolean addressToo,
            @Nullable Duration time) implements Act {

        @Override
        public String name() {
            return "mute";
        }
    }
}
