package live.danmaku.tool.sim;

/**
 * One number that the model computes with, and where it is from. This is the only place where such numbers stand: a test
 * holds each that is measured against the document that has it, and the table of {@code docs/capacity.md} is made of them.
 */
enum UnitCost {
    FRAME_235(
            "frame.235",
            12.0,
            "us",
            "a frame of 235 B to one viewer",
            Source.END_TO_END,
            "**WildFly** | 12.0, 10.2 | 235 |"),
    FRAME_4904(
            "frame.4904",
            13.9,
            "us",
            "a frame of 4,904 B to one of 19,000 viewers",
            Source.END_TO_END,
            "| 19,000 in one room | 50 | 13.9 |"),
    FRAME_24732(
            "frame.24732",
            22.0,
            "us",
            "a frame of 24,732 B, compressed",
            Source.END_TO_END,
            "| WildFly | 22.0 | 24,732 |"),
    FRAME_97547(
            "frame.97547",
            33.8,
            "us",
            "a frame of 97,547 B",
            Source.END_TO_END,
            "| **WildFly** | **33.8** | **1.43** | 97,547 |"),
    SMALL_ROOM(
            "frame.small-room",
            32.8,
            "us",
            "a frame where 10 viewers share a room and a post a second: what is more than a small frame is the room's",
            Source.END_TO_END,
            "| 10 in each of 1,000 rooms | 1,000 | 32.8 |"),
    ENCODE_1("encode.1", 0.9, "us", "a batch of 1 to JSON", Source.MICRO, "1 / 50 / 1,000 danmaku | 0.9 / 15 / 316 us"),
    ENCODE_50("encode.50", 15, "us", "a batch of 50", Source.MICRO, "1 / 50 / 1,000 danmaku | 0.9 / 15 / 316 us"),
    ENCODE_1000(
            "encode.1000", 316, "us", "a batch of 1,000", Source.MICRO, "1 / 50 / 1,000 danmaku | 0.9 / 15 / 316 us"),
    DEFLATE_50(
            "deflate.50",
            45,
            "us",
            "a batch of 50 compressed",
            Source.MICRO,
            "1 / 5 / 50 / 1,000 danmaku | 7.6 / 12.5 / 45 / 1,780 us"),
    DEFLATE_1000(
            "deflate.1000",
            1_780,
            "us",
            "a batch of 1,000",
            Source.MICRO,
            "1 / 5 / 50 / 1,000 danmaku | 7.6 / 12.5 / 45 / 1,780 us"),
    POST_SOCKET(
            "post.socket",
            13.9,
            "us",
            "a post from socket to socket, refused at once",
            Source.MICRO,
            "13.9 us of the server's processors for each"),
    POST_LIMITS(
            "post.limits",
            2.1,
            "us",
            "the limits let it in",
            Source.MICRO,
            "100,000 users and addresses in turn | 2.1 us"),
    POST_RULES(
            "post.rules",
            7.6,
            "us",
            "the rules for texts look at it",
            Source.MICRO,
            "`ModerationBenchmark.allRules` | | 7.6 us"),
    HANDSHAKES(
            "handshakes",
            2_000,
            "/s",
            "viewers that two cores take back, the load tool and its 10,000 viewers beside: 1,000 us each at most",
            Source.TROUBLE,
            "is 2,000 handshakes a second"),
    BYTES_1("bytes.1", 235, "B", "a frame with 1 danmaku", Source.END_TO_END, "**WildFly** | 12.0, 10.2 | 235 |"),
    BYTES_10("bytes.10", 52.4, "B", "each danmaku of 10, compressed", Source.WIRE, "163.9 | 52.4 | 36.2 | 32.8 | 25.9"),
    BYTES_50("bytes.50", 36.2, "B", "of 50", Source.WIRE, "163.9 | 52.4 | 36.2 | 32.8 | 25.9"),
    BYTES_100("bytes.100", 32.8, "B", "of 100", Source.WIRE, "163.9 | 52.4 | 36.2 | 32.8 | 25.9"),
    BYTES_1000("bytes.1000", 25.9, "B", "of 1,000", Source.WIRE, "163.9 | 52.4 | 36.2 | 32.8 | 25.9"),
    VIEWER_BYTES(
            "viewer.bytes",
            6_350,
            "B",
            "heap and direct memory of an idle viewer",
            Source.VIEWER,
            "| tuned, the handshake let go of | 6,350 "),
    SERVER_MB("server.mb", 218, "MB", "WildFly itself, trimmed", Source.BUILDING, "takes 218 MB instead of"),
    HISTORY_BYTES(
            "history.bytes",
            268_435_456,
            "B",
            "what all rooms of a node keep at most, a default",
            Source.CONFIGURATION,
            "| `danmaku.history.total` | 268435456 |"),
    CONNECTS(
            "connects",
            5_000,
            "/s",
            "connects that a node takes, a default",
            Source.CONFIGURATION,
            "| `danmaku.connects` | 5000 |"),
    ARTEMIS_BROKER("artemis.broker", 41.4, "us", "a delivery in Artemis: 14.9 s for 360,000", Source.PROTOTYPE, ""),
    ARTEMIS_NODE(
            "artemis.node",
            19.2,
            "us",
            "and at the nodes: two cores made 33,000 a second, less the broker's part",
            Source.PROTOTYPE,
            ""),
    NATS_BROKER("nats.broker", 5.8, "us", "a delivery in nats-server: 2.1 s for 360,000", Source.PROTOTYPE, ""),
    NATS_NODE("nats.node", 7.2, "us", "and at the nodes: two cores made 153,000 a second", Source.PROTOTYPE, ""),
    REDIS_BROKER("redis.broker", 3.6, "us", "a delivery in Redis: 1.3 s for 360,000", Source.PROTOTYPE, ""),
    REDIS_NODE("redis.node", 13.2, "us", "and at the nodes: two cores made 119,000 a second", Source.PROTOTYPE, ""),
    PACKET_PAYLOAD("packet.payload", 1_448, "B", "what a packet carries", Source.ARITHMETIC, ""),
    PACKET_HEADER(
            "packet.header", 90, "B", "Ethernet, IP and TCP around it; an acknowledgement", Source.ARITHMETIC, ""),
    HEARTBEAT(
            "heartbeat", 24, "us", "ping, pong and pulse of a viewer each 30 s: two small frames", Source.ASSUMED, ""),
    SOCKET_BYTES(
            "socket.bytes",
            4_000,
            "B",
            "the kernel's for an idle connection, as others publish it",
            Source.ASSUMED,
            ""),
    HEAP_ROOM("heap.room", 2, "x", "heap for each byte in use", Source.ASSUMED, ""),
    POST_BYTES("post.bytes", 150, "B", "a post on its way in", Source.ASSUMED, ""),
    REMOTE_DANMAKU("remote.danmaku", 1, "us", "a danmaku of another node read and merged", Source.ASSUMED, ""),
    BUS_HEADER("bus.header", 200, "B", "a message on the bus besides its danmaku", Source.ASSUMED, ""),
    COUNT_BYTES("count.bytes", 16, "B", "a room in a node's message of online counts", Source.ASSUMED, ""),
    COUNT_ROOMS(
            "count.rooms",
            5_000,
            "",
            "rooms in such a message, the largest ones",
            Source.CLUSTER,
            "how many viewers its 5,000 largest rooms have"),
    RELAYED_BYTES(
            "relayed.bytes",
            19,
            "B",
            "what a frame says of each other node that danmaku of it are from, compressed; 66 as it is",
            Source.ASSUMED,
            "");

    private final String key;
    private final double value;
    private final String unit;
    private final String what;
    private final Source source;
    private final String evidence;

    UnitCost(String key, double value, String unit, String what, Source source, String evidence) {
        this.key = key;
        this.value = value;
        this.unit = unit;
        this.what = what;
        this.source = source;
        this.evidence = evidence;
    }

    /** What {@code -Dcost.KEY=} calls it. */
    String key() {
        return key;
    }

    double value() {
        return value;
    }

    String unit() {
        return unit;
    }

    /** What costs that, in words. */
    String what() {
        return what;
    }

    Source source() {
        return source;
    }

    /** What the source's document has to say, word for word; empty where there is none. */
    String evidence() {
        return evidence;
    }

    /** Where a number is from: a document of this project, or how it was come by. */
    enum Source {
        END_TO_END("docs/benchmarks.md", "end-to-end"),
        TROUBLE("docs/benchmarks.md", "under-trouble"),
        MICRO("docs/benchmarks.md", "micro-benchmarks"),
        WIRE("docs/decisions.md", "wire-layout-and-compression-level"),
        VIEWER("docs/operations.md", "what-a-viewer-costs"),
        BUILDING("docs/building.md", "run-it"),
        CLUSTER("docs/cluster.md", "what-holds-cluster-wide"),
        CONFIGURATION("README.md", "configuration"),
        /** Before the bus was built: plain clients, 4 KiB a message, six subscribers, broker and clients on two cores. */
        PROTOTYPE("", "measured in a prototype"),
        ARITHMETIC("", "arithmetic"),
        ASSUMED("", "[assumed]");

        private final String document;
        private final String section;

        Source(String document, String section) {
            this.document = document;
            this.section = section;
        }

        /** The document's path in the project; empty where no document has it. */
        String document() {
            return document;
        }

        /** The section's anchor, or words. */
        String section() {
            return section;
        }

        /** As a document in {@code docs} points to it. */
        String link() {
            if (document.isEmpty()) {
                return section;
            }
            String path = document.startsWith("docs/") ? document.substring("docs/".length()) : "../" + document;
            return "[%s](%s#%s)".formatted(section.replace('-', ' '), path, section);
        }
    }
}
