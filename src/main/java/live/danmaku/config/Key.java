package live.danmaku.config;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * One number that an administrator can set. The table in the README is tested against these constants.
 *
 * <p>All times are milliseconds.
 */
public enum Key {
    WINDOW("danmaku.window", 1_000, 50, 10_000, true, "ms a room gathers danmaku before they leave as one batch"),
    ROOM_IDLE(
            "danmaku.room.idle",
            60_000,
            1_000,
            86_400_000,
            true,
            "ms after which a room without viewers and danmaku is forgotten"),
    ROOM_QUEUE(
            "danmaku.room.queue",
            10_000,
            100,
            1_000_000,
            true,
            "danmaku that may wait in a room for its window's end; more are refused with `room_busy`"),
    ROOMS_MAX(
            "danmaku.rooms.max",
            100_000,
            1,
            10_000_000,
            true,
            "rooms on this node; another one is refused with `too_many_rooms`"),
    HISTORY(
            "danmaku.history",
            60_000,
            0,
            3_600_000,
            true,
            "ms for which a room keeps its batches for viewers that come back or missed some; 0 = none"),
    HISTORY_BATCHES("danmaku.history.batches", 1_200, 1, 100_000, true, "batches that a room keeps at the most"),
    HISTORY_BYTES(
            "danmaku.history.bytes",
            8_388_608,
            65_536,
            1_073_741_824,
            true,
            "bytes of batches that a room keeps at the most"),
    HISTORY_TOTAL(
            "danmaku.history.total",
            268_435_456,
            0,
            2_147_483_647,
            true,
            "bytes of batches that all rooms together keep; the room that adds one gives up its oldest"),
    RECOVER_RATE(
            "danmaku.recover.rate",
            10,
            1,
            10_000,
            true,
            "missed batches a second that one viewer may ask for, on average; 30 s' worth at once"),
    THIN(
            "danmaku.thin",
            0,
            0,
            100_000,
            true,
            "danmaku that viewers of a room get in a window at most, chosen by lane and fairly per sender (100 is what an eye can read); the host's own are never left out; 0 = all"),
    THIN_VIP("danmaku.thin.vip", 30, 0, 100, true, "percent of `danmaku.thin` that VIPs have before all others"),
    COMBINE(
            "danmaku.combine",
            0,
            0,
            1,
            true,
            "1 = texts that say the same within a window become one item with the number of people, 0 = each stays"),
    ROOM_VIEWERS(
            "danmaku.room.viewers",
            0,
            0,
            10_000_000,
            true,
            "viewers in a room; another one is refused with `room_full`; 0 = no limit"),
    NODE_VIEWERS(
            "danmaku.viewers",
            0,
            0,
            10_000_000,
            true,
            "viewers on this node; another one is refused with `node_full`; 0 = no limit"),
    ADDRESS_VIEWERS(
            "danmaku.address.viewers",
            0,
            0,
            10_000_000,
            true,
            "viewers from one IPv4 address or IPv6 /64; another one is refused with `too_many_from_address`; 0 = no limit"),
    CONNECTS(
            "danmaku.connects",
            5_000,
            0,
            1_000_000,
            true,
            "connects a second that this node takes; more are refused with `too_many_connects`; 0 = no limit"),
    CONNECTS_BURST(
            "danmaku.connects.burst", 10_000, 1, 1_000_000, true, "connects that it takes at once after a quiet time"),
    USER_VIEWERS(
            "danmaku.user.viewers",
            0,
            0,
            10_000_000,
            true,
            "viewers that one user may be; another one is refused with `too_many_from_user`; 0 = no limit"),
    ADDRESS_ROOMS(
            "danmaku.address.rooms",
            200,
            0,
            1_000_000,
            true,
            "rooms that are joined or posted into from one address in a minute; another one is refused with `too_many_rooms_from_address`; 0 = no limit"),
    LIMITS(
            "danmaku.limits.enabled",
            1,
            0,
            1,
            true,
            "0 = no limit holds for how fast and how often somebody posts or connects (`danmaku.post.*`, `danmaku.slow`, `danmaku.repeats`, `danmaku.connects`, `danmaku.address.*`, `danmaku.user.*`): for load tests only"),
    POST_RATE(
            "danmaku.post.rate",
            5,
            0,
            10_000,
            true,
            "posts a second on one connection, over HTTP from one address; more are refused with `post_limit`; 0 = no limit"),
    POST_BURST("danmaku.post.burst", 10, 1, 100_000, true, "posts that it may send at once after a quiet time"),
    POST_USER_RATE(
            "danmaku.post.user.rate",
            10,
            0,
            10_000,
            true,
            "posts a second of one user on all connections; more are refused with `user_limit`; 0 = no limit"),
    POST_USER_BURST("danmaku.post.user.burst", 20, 1, 100_000, true, "posts that they may send at once"),
    POST_ADDRESS_RATE(
            "danmaku.post.address.rate",
            50,
            0,
            10_000,
            true,
            "posts a second from one IPv4 address or IPv6 /64; more are refused with `address_limit`; 0 = no limit"),
    POST_ADDRESS_BURST("danmaku.post.address.burst", 100, 1, 100_000, true, "posts that may come from it at once"),
    POST_STRIKES(
            "danmaku.post.strikes",
            300,
            0,
            1_000_000,
            true,
            "posts refused for their number after which a connection is closed with 1008, less one for each second; 0 = never"),
    SLOW(
            "danmaku.slow",
            0,
            0,
            3_600_000,
            true,
            "ms between two posts of one sender into a room (slow mode); an earlier one is refused with `slow_mode`; 0 = none"),
    REPEATS(
            "danmaku.repeats",
            3,
            0,
            1_000,
            true,
            "times that one sender may say the same in a room within `danmaku.repeats.period`; more are refused with `text_repeated`; 0 = no limit"),
    REPEATS_PERIOD("danmaku.repeats.period", 10_000, 1_000, 600_000, true, "ms over which repeats are counted"),
    ANONYMOUS(
            "danmaku.anonymous",
            2,
            0,
            2,
            true,
            "what people without a ticket may do: 0 = nothing, 1 = watch, 2 = watch and post; else `ticket_required`"),
    TICKET_LIFE(
            "danmaku.ticket.life",
            3_600_000,
            10_000,
            604_800_000,
            true,
            "ms from now on for which a ticket may hold at most; a longer one is refused"),
    TICKET_RENEW(
            "danmaku.ticket.renew",
            30_000,
            1_000,
            3_600_000,
            true,
            "ms before its ticket's end at which a connection is asked for the next one"),
    TICKET_ONCE(
            "danmaku.ticket.once",
            0,
            0,
            1,
            true,
            "1 = a ticket is good for one connect, renewal or request, and needs a `jti`; 0 = until it expires"),
    TEXT_MAX("danmaku.text.max", 100, 1, 2_000, true, "code points in one danmaku's text"),
    TEXT_MARKS(
            "danmaku.text.marks",
            4,
            0,
            1_000,
            true,
            "accents and other marks on one character of a text; more are refused with `too_many_marks`; 0 = no limit"),
    TEXT_EMOJI(
            "danmaku.text.emoji",
            20,
            0,
            2_000,
            true,
            "emoji in one text; more are refused with `too_many_emoji`; 0 = no limit"),
    TEXT_LINKS(
            "danmaku.text.links",
            1,
            0,
            2,
            true,
            "who may post links: 0 = hosts, 1 = also who has said who they are, 2 = everybody; others are refused with `link_blocked`"),
    TEXT_DIRECTIONS(
            "danmaku.text.directions",
            0,
            0,
            1,
            true,
            "0 = characters that force a direction are taken out of texts, 1 = they are left"),
    MODERATOR_TIMEOUT(
            "danmaku.moderator.timeout",
            50,
            1,
            1_000,
            true,
            "ms that an application's `DanmakuModerator` has for a post"),
    MODERATOR_ABSENT(
            "danmaku.moderator.absent",
            1,
            0,
            1,
            true,
            "1 = what a moderator was too late for, or failed at, is accepted, 0 = it is refused with `moderator_late`"),
    REVIEW(
            "danmaku.review",
            100,
            0,
            10_000,
            true,
            "danmaku that may be held for review in a room; more are refused with `rejected`"),
    REVIEW_TIMEOUT(
            "danmaku.review.timeout",
            60_000,
            1_000,
            3_600_000,
            true,
            "ms after which a held danmaku is refused on which nobody has decided"),
    MESSAGE_MAX(
            "danmaku.message.max",
            16_384,
            1_024,
            1_048_576,
            true,
            "bytes in one message from a client; a larger one closes its connection with 1009"),
    SHARDS(
            "danmaku.shards",
            0,
            0,
            256,
            false,
            "parts that a room's viewers are split into where the server has no threads of their own for them (not on WildFly), rounded up to a power of two; 0 = fitting the cores"),
    HEARTBEAT(
            "danmaku.heartbeat",
            30_000,
            1_000,
            80_000,
            false,
            "ms between two pings to a viewer, and between two heartbeats that a quiet one is sent"),
    HEARTBEAT_TIMEOUT(
            "danmaku.heartbeat.timeout",
            60_000,
            1_000,
            600_000,
            false,
            "ms without an answer to a ping after which a connection is ended with 1013"),
    VIEWER_STUCK(
            "danmaku.viewer.stuck",
            20_000,
            1_000,
            600_000,
            false,
            "ms for which a viewer's batches may wait while it takes nothing and confirms nothing; then it is closed with 1013"),
    OUTBOX_MESSAGES(
            "danmaku.outbox.messages",
            1_000,
            8,
            10_000,
            false,
            "answers (ack, error, pong) that may wait for one viewer; more close its connection with 1013"),
    OUTBOX_BYTES(
            "danmaku.outbox.bytes",
            2_097_152,
            65_536,
            268_435_456,
            false,
            "bytes that may be on their way to one viewer, unconfirmed by a pong; with more, its frames wait"),
    DEFLATE(
            "danmaku.deflate",
            1,
            0,
            1,
            false,
            "1 = accept the standard compression, permessage-deflate, 0 = decline it"),
    DEFLATE_MIN("danmaku.deflate.min", 512, 0, 16_777_216, false, "bytes from which on a batch is compressed"),
    DEFLATE_LEVEL("danmaku.deflate.level", 6, 1, 9, false, "how hard a batch is compressed, from 1, fast, to 9, small"),
    SENDER_NATIVE(
            "danmaku.sender.native",
            1,
            0,
            1,
            false,
            "1 = send the server's own way where it is known (WildFly, Payara), 0 = always the portable way"),
    DRAIN_GROUP(
            "danmaku.drain.group", 1_000, 1, 1_000_000, true, "viewers that are closed together when the node stops"),
    DRAIN_INTERVAL(
            "danmaku.drain.interval",
            100,
            0,
            60_000,
            true,
            "ms between two such groups; shorter where all would not fit into half of `danmaku.drain.timeout`"),
    DRAIN_SPREAD(
            "danmaku.drain.spread",
            5_000,
            0,
            3_600_000,
            true,
            "ms over which the viewers that were closed are told to come back, evenly"),
    DRAIN_TIMEOUT(
            "danmaku.drain.timeout",
            10_000,
            100,
            600_000,
            true,
            "ms after which the node stops, whoever is still there"),
    METRICS_ROOMS(
            "danmaku.metrics.rooms",
            20,
            0,
            1_000,
            true,
            "rooms, those with the most viewers, that have series of their own in the metrics"),
    JMX_ROOMS(
            "danmaku.jmx.rooms",
            100,
            0,
            1_000,
            true,
            "rooms, those with the most viewers, that have an MBean of their own"),
    CLUSTER_SHARDS(
            "danmaku.cluster.shards",
            8,
            1,
            64,
            false,
            "parts that the rooms are dealt to for the bus, the same on all nodes; a node listens to those that somebody watches there, with a connection and a thread each"),
    CLUSTER_LEAD(
            "danmaku.cluster.lead",
            100,
            0,
            5_000,
            true,
            "ms before a window's end at which other nodes are told what was accepted in it, half of the window at most"),
    CLUSTER_DANMAKU(
            "danmaku.cluster.danmaku",
            2_000,
            1,
            10_000,
            true,
            "danmaku of a room and window that other nodes are told at most, chosen as by `danmaku.thin`"),
    CLUSTER_QUEUE(
            "danmaku.cluster.queue",
            8_388_608,
            65_536,
            1_073_741_824,
            false,
            "bytes that may wait for the bus; more push the oldest out"),
    CLUSTER_PRESENCE(
            "danmaku.cluster.presence",
            5_000,
            500,
            60_000,
            false,
            "ms between two messages in which a node says that it is there, and how many viewers its rooms have"),
    CONFIG_REFRESH(
            "danmaku.config.refresh",
            5_000,
            500,
            3_600_000,
            false,
            "ms between two looks at the configuration for changed live values");

    private final String property;
    private final int defaultValue;
    private final int min;
    private final int max;
    private final boolean live;
    private final String effect;

    Key(String property, int defaultValue, int min, int max, boolean live, String effect) {
        this.property = property;
        this.defaultValue = defaultValue;
        this.min = min;
        this.max = max;
        this.live = live;
        this.effect = effect;
    }

    /** The name in MicroProfile Config. */
    public String property() {
        return property;
    }

    /** The key of this name, if there is one. */
    public static Optional<Key> of(String property) {
        return Stream.of(values()).filter(key -> key.property.equals(property)).findFirst();
    }

    public int defaultValue() {
        return defaultValue;
    }

    /** Whether a change takes effect while the server runs; the others are read at deployment. */
    public boolean live() {
        return live;
    }

    /** This key's row of the README's table. */
    public String tableRow() {
        return "| `%s` | %d | %d - %d | %s | %s |"
                .formatted(property, defaultValue, min, max, live ? "yes" : "no", effect);
    }

    /** What it does, for people. */
    String effect() {
        return effect;
    }

    /** The rule that a value of this key has to keep, for messages to people. */
    String rule() {
        return "a whole number from " + min + " to " + max + (isSwitch() ? ", or true or false" : "");
    }

    private boolean isSwitch() {
        return min == 0 && max == 1;
    }

    /** The value that the text says, or empty when it breaks {@link #rule()}. */
    Optional<Integer> parse(String text) {
        String said = text.strip();
        if (isSwitch() && (said.equals("true") || said.equals("false"))) {
            return Optional.of(said.equals("true") ? 1 : 0);
        }
        try {
            int value = Integer.parseInt(said);
            return value >= min && value <= max ? Optional.of(value) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
