package live.danmaku.encode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import live.danmaku.TestFrames;
import live.danmaku.encode.ClientMessage.Moderate;
import live.danmaku.encode.ClientMessage.Ping;
import live.danmaku.encode.ClientMessage.Post;
import live.danmaku.encode.ClientMessage.Recover;
import live.danmaku.encode.ClientMessage.Renew;
import live.danmaku.encode.Decoder.HttpPost;
import live.danmaku.model.Acts;
import live.danmaku.model.Author;
import live.danmaku.model.Balance;
import live.danmaku.model.Batch;
import live.danmaku.model.Check;
import live.danmaku.model.ClusterStatus;
import live.danmaku.model.Danmaku;
import live.danmaku.model.Draft;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.FrameBalance;
import live.danmaku.model.HeldPost;
import live.danmaku.model.Identity;
import live.danmaku.model.Lane;
import live.danmaku.model.Mode;
import live.danmaku.model.NodeStatus;
import live.danmaku.model.Omission;
import live.danmaku.model.Refusal;
import live.danmaku.model.Right;
import live.danmaku.model.RoomId;
import live.danmaku.model.RoomStatus;
import live.danmaku.model.Rules;
import live.danmaku.model.Size;
import live.danmaku.model.Style;
import live.danmaku.sanction.Act;
import live.danmaku.sanction.Kind;
import live.danmaku.sanction.Sanction;
import live.danmaku.sanction.SanctionKey;
import live.danmaku.wire.Frame;
import live.danmaku.wire.FrameFactory;
import live.danmaku.wire.WireFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every example in {@code docs/protocol.md} is what the code writes, or is read by the code as the text says. */
class ProtocolDocumentTest {

    private static final List<Check> CHECKS = List.of(
            new Check("doors", false, true, "drained"),
            new Check("executor", true, true, "the timer runs"),
            new Check("configuration", false, false, "rejected, another value stays: danmaku.window"),
            new Check("store", true, false, "the data source works"));

    private static final RoomId LOBBY = new RoomId("lobby");
    private static final String EPOCH = "mbw3k9tq0f";
    private static final Style GOLD = new Style(Mode.TOP, "#FFD700", Size.LARGE);

    private static final byte[] STREAM_END = {0, 0, (byte) 0xFF, (byte) 0xFF, 3, 0};

    private static final long ANN_UNTIL = 1_763_840_400;

    private static final Author ANN = new Author(
            "Ann",
            "user 4711",
            new Identity("4711", "Ann", Lane.VIP, Set.of(Right.WATCH, Right.POST), ANN_UNTIL),
            null);

    private static final RoomStatus.History HISTORY = new RoomStatus.History(42, 9_318);

    private final Encoder encoder = new Encoder(TestFrames.FACTORY);
    private final Decoder decoder = new Decoder();

    @AfterEach
    void close() {
        encoder.close();
    }

    @Test
    void examples_ofServerMessages_areWhatTheEncoderWrites() throws IOException {
        assertThat(examples("Server to client", "Client to server"))
                .containsExactly(
                        encoder.hello(
                                status(41),
                                39,
                                true,
                                Duration.ofSeconds(30),
                                new Author("guest-x7k2p9", Lane.ORDINARY),
                                100,
                                16_384,
                                Rules.NONE),
                        encoder.batch(batch()).encoded().text(),
                        encoder.batch(thinnedBatch()).encoded().text(),
                        encoder.batch(batchOfActs()).encoded().text(),
                        encoder.ack("c1", 107),
                        encoder.acted("m1", true),
                        encoder.error("c1", tooLong()),
                        encoder.error(
                                "c2",
                                new Refusal(
                                        ErrorCode.ROOM_BUSY,
                                        "the room has 10000 danmaku waiting, its most",
                                        Duration.ofSeconds(1))),
                        encoder.error("g1", Refusal.historyGone(40)),
                        encoder.recovered("g1", 39, 41, 0),
                        encoder.pong(42, 3),
                        encoder.heartbeat(42, 3),
                        encoder.skipped(3),
                        encoder.renewalWanted(ANN_UNTIL),
                        encoder.renewed("t1", ANN));
    }

    @Test
    void examples_ofClientMessages_areReadAsTheTextSays() throws IOException {
        List<String> examples = examples("Client to server", "### Staying connected");

        assertThat(examples)
                .extracting(example -> decoder.message(example).message())
                .containsExactly(
                        new Post("first!", Style.DEFAULT),
                        new Post("Welcome", GOLD),
                        new Recover(39, 41),
                        new Moderate(new Act.Recall(EPOCH, List.of(107L, 110L)), false),
                        new Moderate(new Act.MuteAuthor(EPOCH, 107, false, true, Duration.ofMinutes(10)), false),
                        new Moderate(new Act.Announce("Back in five minutes"), true),
                        new Renew("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOi…"),
                        new Ping());
        assertThat(examples)
                .extracting(example -> decoder.message(example).ref())
                .containsExactly("c1", "c2", "g1", "m1", "m2", "m3", "t1", null);
    }

    private static final NodeStatus NODE = new NodeStatus(
            1,
            3,
            new TreeMap<>(Map.of("undertow text", 1L, "undertow text-deflated", 2L)),
            new Balance(932, 112, 8, Map.of(Omission.RATE, 812L), 0, 0),
            new TreeMap<>(Map.of("batches", 43L, "frames-sent", 126L)),
            new TreeMap<>(Map.of("text_too_long", 1L)),
            new NodeStatus.Buffers(0, 131_072),
            new NodeStatus.Backlog(1_204, 602, 0, 1),
            new FrameBalance(130, 126, 1, 1, 0, 1, 1),
            HISTORY,
            new ClusterStatus("n1", true, 0, 3, Map.of("n2", 2)));

    @Test
    void exampleOfABinaryMessage_isWhatIsSent_andInflatesToItsBatch() throws Exception {
        Frame frame = laterFrame();

        assertThat(examples("### Compression", "### Close codes")).containsExactly(frame.text());
        byte[] example = HexFormat.of()
                .parseHex(blocks("hex", "### Compression", "### Close codes")
                        .get(0)
                        .replaceAll("\\s", ""));
        // Deflaters differ in the bytes that they choose, but not in the end of the stream, nor in what comes out.
        byte[] sent = new byte[frame.payload(WireFormat.BINARY_DEFLATED).remaining()];
        frame.payload(WireFormat.BINARY_DEFLATED).get(sent);
        assertThat(example).endsWith(STREAM_END);
        assertThat(sent).endsWith(STREAM_END);
        assertThat(inflated(example)).isEqualTo(frame.text());
        assertThat(inflated(sent)).isEqualTo(frame.text());
    }

    private static String inflated(byte[] stream) throws DataFormatException {
        Inflater inflater = new Inflater(/* nowrap= */ true);
        inflater.setInput(stream);
        byte[] text = new byte[1_000];
        int length = inflater.inflate(text);
        assertThat(inflater.finished() && inflater.getRemaining() == 0)
                .as("one complete stream and nothing else")
                .isTrue();
        inflater.end();
        return new String(text, 0, length, StandardCharsets.UTF_8);
    }

    @Test
    void examples_ofHttp_areWhatTheCodeReadsAndWrites() throws IOException {
        List<String> examples = examples("## HTTP", "## CDI events");

        assertThat(decoder.httpPost(examples.get(0)))
                .isEqualTo(new HttpPost(
                        "Newsroom",
                        new Post(
                                "Polls close in ten minutes",
                                new Style(Mode.TOP, Style.DEFAULT.color(), Style.DEFAULT.size()))));
        int acts = 1 + examples.indexOf(encoder.health(false, 2, true, CHECKS));
        assertThat(decoder.act(examples.get(acts)))
                .isEqualTo(new Act.Impose("silence", Kind.SILENCE, "", "vip", Duration.ofMinutes(1)));
        assertThat(examples.subList(acts + 1, examples.size()))
                .containsExactly(
                        encoder.actDone("silence", LOBBY, List.of("silence vip until 2025-11-22T18:41:00Z"), true),
                        encoder.inForce(
                                LOBBY,
                                new Rules(Duration.ZERO, new Rules.Silence(Lane.VIP, 1_763_836_860_000L), null),
                                List.of(
                                        new Sanction(new SanctionKey(Kind.MUTE_NETWORK, null, "192.0.2.1"), "", 0),
                                        new Sanction(SanctionKey.of(Kind.SILENCE, LOBBY), "vip", 1_763_836_860_000L)),
                                List.of(new HeldPost(
                                        3,
                                        1_763_836_801_000L,
                                        new Draft(new Author("Ann", Lane.ORDINARY), "Is that true?", Style.DEFAULT),
                                        "a question")),
                                true),
                        encoder.issued("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOi…", ANN_UNTIL),
                        encoder.problem(tooLong(), 422));
        assertThat(examples.subList(1, acts))
                .containsExactly(
                        encoder.accepted(LOBBY, EPOCH, 111),
                        encoder.rooms(1, List.of(status(42))),
                        encoder.room(status(42)),
                        encoder.batches(
                                status(43), true, 43, List.of(laterFrame().encoded()), null),
                        encoder.batches(
                                status(43),
                                true,
                                43,
                                List.of(encoder.batch(batchOfTwo()).encoded()),
                                List.of(encoder.leftOut(batchOfTwo()))),
                        encoder.node(NODE),
                        encoder.health(true, 3, true, List.of()),
                        encoder.health(false, 2, true, CHECKS));
    }

    @Test
    void errorCodes_ofTheTables_areAllThereAre() throws IOException {
        String document = Files.readString(Path.of("docs/protocol.md"));

        assertThat(Arrays.stream(ErrorCode.values()).map(code -> "`" + code.code() + "`"))
                .allSatisfy(code -> assertThat(document).contains(code));
    }

    private static List<String> examples(String from, String to) throws IOException {
        return blocks("json", from, to);
    }

    private static List<String> blocks(String kind, String from, String to) throws IOException {
        String document = Files.readString(Path.of("docs/protocol.md"));
        String part = document.substring(document.indexOf(from), document.indexOf(to, document.indexOf(from)));
        return Pattern.compile("```" + kind + "\n(.*?)\n```", Pattern.DOTALL)
                .matcher(part)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static Refusal tooLong() {
        return new Refusal(ErrorCode.TEXT_TOO_LONG, "text has 140 characters, at most 100 are allowed");
    }

    private static RoomStatus status(long seq) {
        return new RoomStatus(
                LOBBY, EPOCH, seq, 3, 3, Duration.ofSeconds(1), new Balance(110, 110, 0, Map.of(), 0, 0), 0, HISTORY);
    }

    private static Batch batch() {
        long at = 1_763_836_800_000L;
        return new Batch(
                LOBBY,
                EPOCH,
                42,
                3,
                List.of(
                        new Danmaku(107, at, draft("guest-x7k2p9", "first!", Style.DEFAULT)),
                        new Danmaku(108, at + 35, draft("Newsroom", "Welcome", GOLD)),
                        new Danmaku(110, at + 412, draft("guest-q1m4zz", "哈哈哈", Style.DEFAULT))));
    }

    private Frame laterFrame() {
        return new FrameFactory(6, 0).frame(43, encoder.batch(laterBatch()).text());
    }

    /** Two danmaku, of which one was left out. */
    private static Batch batchOfTwo() {
        long at = 1_763_836_801_000L;
        return new Batch(
                LOBBY,
                EPOCH,
                43,
                3,
                List.of(new Danmaku(111, at, draft("guest-x7k2p9", "6666", Style.DEFAULT))),
                112,
                Map.of(),
                0,
                Map.of(
                        Omission.RATE,
                        List.of(new Danmaku(112, at + 40, draft("guest-x7k2p9", "7777", Style.DEFAULT)))));
    }

    private static Batch thinnedBatch() {
        long at = 1_763_836_801_000L;
        return new Batch(
                LOBBY,
                EPOCH,
                43,
                3,
                List.of(
                        new Danmaku(111, at, draft("guest-x7k2p9", "6666", Style.DEFAULT)),
                        new Danmaku(119, at + 870, draft("Newsroom", "Polls close", Style.DEFAULT))),
                932,
                Map.of(111L, 5),
                8,
                Map.of(
                        Omission.RATE,
                        Collections.nCopies(812, new Danmaku(120, at, draft("guest-q1m4zz", "x", Style.DEFAULT)))));
    }

    private static Batch batchOfActs() {
        Rules rules = new Rules(
                Duration.ofSeconds(5), new Rules.Silence(Lane.VIP, 1_763_836_860_000L), "Be kind to each other");
        return Batch.of(
                LOBBY,
                EPOCH,
                44,
                3,
                1_763_836_802_000L,
                932,
                Acts.recall(List.of(107L, 110L))
                        .then(Acts.notice("Back in five minutes"))
                        .then(Acts.change(rules)));
    }

    private static Batch laterBatch() {
        return new Batch(
                LOBBY,
                EPOCH,
                43,
                3,
                List.of(new Danmaku(111, 1_763_836_801_000L, draft("guest-x7k2p9", "6666", Style.DEFAULT))));
    }

    private static Draft draft(String user, String text, Style style) {
        return new Draft(new Author(user, Lane.ORDINARY), text, style);
    }
}
