package live.danmaku.config;

import java.util.Optional;

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
    TEXT_MAX("danmaku.text.max", 100, 1, 2_000, true, "code points in one danmaku's text"),
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

    /** The rule that a value of this key has to keep, for messages to people. */
    String rule() {
        return "a whole number from " + min + " to " + max;
    }

    /** The value that the text says, or empty when it breaks {@link #rule()}. */
    Optional<Integer> parse(String text) {
        try {
            int value = Integer.parseInt(text.strip());
            return value >= min && value <= max ? Optional.of(value) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
