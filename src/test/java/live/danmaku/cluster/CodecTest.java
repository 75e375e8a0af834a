package live.danmaku.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.zip.Deflater;
import live.danmaku.cluster.Codec.Letter;
import live.danmaku.cluster.MalformedException.Reason;
import live.danmaku.cluster.NodeMessage.Imposed;
import live.danmaku.cluster.NodeMessage.Lifted;
import live.danmaku.cluster.NodeMessage.Notice;
import live.danmaku.cluster.NodeMessage.Presence;
import live.danmaku.cluster.NodeMessage.Recalled;
import live.danmaku.cluster.NodeMessage.Window;
import live.danmaku.model.Author;
import live.danmaku.model.Danmaku;
import live.danmaku.model.Draft;
import live.danmaku.model.Identity;
import live.danmaku.model.Lane;
import live.danmaku.model.Mode;
import live.danmaku.model.Network;
import live.danmaku.model.Origin;
import live.danmaku.model.Right;
import live.danmaku.model.RoomId;
import live.danmaku.model.Size;
import live.danmaku.model.Style;
import live.danmaku.sanction.Kind;
import live.danmaku.sanction.Sanction;
import live.danmaku.sanction.SanctionKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodecTest {

    private static final RoomId LOBBY = new RoomId("lobby");
    private static final String HEAD = "{\"node\":\"a\",\"sent\":1,\"kind\":";
    private static final String WINDOW = HEAD
            + "\"window\",\"room\":\"lobby\",\"epoch\":\"e1\",\"after\":0,\"before\":0,\"omitted\":0,"
            + "\"authors\":[[\"ann\",\"c1\",\"ORDINARY\"]],\"danmaku\":%s}";

    private final Envelope envelope = new Envelope(null);
    private final Codec codec = new Codec(envelope);

    @ParameterizedTest
    @MethodSource("messages")
    void read_whatWasWritten_isTheSame(NodeMessage message) throws Exception {
        Letter letter = new Letter("node1", 1_763_836_800_123L, message);

        assertThat(codec.read(codec.write(letter))).isEqualTo(letter);
    }

    static List<NodeMessage> messages() {
        Author ann = new Author("ann", Lane.VIP, "c1");
        Author bob = new Author(
                "鲍勃",
                "user b",
                new Identity("b-7", null, Lane.ORDINARY, Set.of(Right.WATCH, Right.POST), null),
                Network.of("2001:db8::1").orElseThrow());
        Style loud = new Style(Mode.TOP, "#FF0000", Size.LARGE);
        return List.of(
                new Window(
                        LOBBY,
                        "e1",
                        41,
                        30,
                        List.of(
                                danmaku(42, new Draft(ann, "hello", Style.DEFAULT)),
                                danmaku(45, new Draft(bob, "\"弹幕\" \\ \u0000", loud)),
                                danmaku(46, new Draft(ann, "", Style.DEFAULT))),
                        7),
                new Window(LOBBY, "e1", 0, 0, List.of(), 3),
                new Recalled(LOBBY, List.of(new Origin("e1", 42), new Origin("e2", 1))),
                new Notice(null, "everywhere"),
                new Notice(LOBBY, "here"),
                new Imposed(List.of(
                        new Sanction(new SanctionKey(Kind.MUTE_USER, null, "b-7"), "", 5),
                        new Sanction(SanctionKey.of(Kind.SLOW, LOBBY), "3000", 0),
                        new Sanction(SanctionKey.of(Kind.SILENCE, LOBBY), "vip", 0))),
                new Lifted(SanctionKey.of(Kind.CLOSED, LOBBY)),
                new Presence(Map.of(LOBBY, 12, new RoomId("b"), 1), 13, true, false));
    }

    private static Danmaku danmaku(long id, Draft draft) {
        return new Danmaku(id, 0, draft);
    }

    @Test
    void read_fieldsOfALaterRelease_areNothingToIt() throws Exception {
        Letter letter =
                codec.read(seal(WINDOW.formatted("[[1,0,\"hi\",\"top\",\"#FF0000\",\"large\",99]],\"more\":{}")));

        assertThat(letter.message())
                .isInstanceOfSatisfying(
                        Window.class,
                        window -> assertThat(window.danmaku())
                                .extracting(one -> one.draft().text())
                                .containsExactly("hi"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "{\"node\":\"a\",\"sent\":1}",
                "{\"node\":1,\"sent\":1,\"kind\":\"notice\",\"text\":\"x\"}",
                "{\"node\":\"a\",\"sent\":1e99,\"kind\":\"notice\",\"text\":\"x\"}",
                HEAD + "\"notice\",\"room\":\"..\",\"text\":\"x\"}",
                HEAD + "\"lifted\",\"sanction\":{\"kind\":\"PIN\",\"target\":\"\"}}",
                HEAD + "\"presence\",\"total\":-1,\"viewers\":{}}",
                HEAD + "\"presence\",\"total\":1,\"viewers\":{\"lobby\":-1}}",
                HEAD
                        + "\"imposed\",\"sanctions\":[{\"kind\":\"SLOW\",\"room\":\"a\",\"target\":\"\",\"detail\":\"x\",\"until\":0}]}",
                HEAD
                        + "\"imposed\",\"sanctions\":[{\"kind\":\"SILENCE\",\"room\":\"a\",\"target\":\"\",\"detail\":\"x\",\"until\":0}]}"
            })
    void read_whatIsNoMessage_isForeign(String json) {
        assertRefused(seal(json), Reason.FOREIGN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[[0,0,\"ids that do not grow\"]]",
                "[[-1,0,\"ids that do not grow\"]]",
                "[[9223372036854775807,0,\"a\"],[1,0,\"beyond all ids\"]]",
                "[[1,1,\"no such author\"]]",
                "[[1,-1,\"no such author\"]]",
                "[[1,0]]",
                "[[1,0,7]]",
                "[[1,0,\"a\",\"top\",\"red\",\"large\"]]",
                "{}"
            })
    void read_windowThatCannotBe_isForeign(String danmaku) {
        assertRefused(seal(WINDOW.formatted(danmaku)), Reason.FOREIGN);
    }

    @Test
    void read_giantTexts_areForeign() {
        assertRefused(seal(WINDOW.formatted("[[1,0,\"" + "x".repeat(8_001) + "\"]]")), Reason.FOREIGN);
        assertRefused(
                seal("{\"node\":\"" + "n".repeat(65) + "\",\"sent\":1,\"kind\":\"notice\",\"text\":\"x\"}"),
                Reason.FOREIGN);
    }

    @Test
    void read_anotherVersionOrKind_isSaid() {
        byte[] later = seal("{}");
        later[2] = Envelope.VERSION + 1;

        assertRefused(later, Reason.VERSION);
        assertRefused(seal(HEAD + "\"poll\"}"), Reason.VERSION);
    }

    @Test
    void read_whatDoesNotEndOrGrowsTooMuch_isForeign() {
        byte[] whole = seal(WINDOW.formatted("[]"));
        assertRefused(Arrays.copyOf(whole, whole.length - 5), Reason.FOREIGN);
        assertRefused(new byte[] {'D', 'K', 1, 0}, Reason.FOREIGN);
        assertRefused(new byte[] {'D', 'K', 1, 1, 2, 3}, Reason.FOREIGN);
        assertRefused(new byte[0], Reason.FOREIGN);
        assertRefused(bomb(), Reason.FOREIGN);
        assertRefused(new byte[Envelope.MAX_BYTES + 1], Reason.FOREIGN);
    }

    /** 17 MB of zeros in few bytes. */
    private static byte[] bomb() {
        Deflater deflater = new Deflater(9, /* nowrap= */ true);
        deflater.setInput(new byte[17 << 20]);
        deflater.finish();
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        bomb.writeBytes(new byte[] {'D', 'K', 1, 0});
        byte[] part = new byte[65_536];
        while (!deflater.finished()) {
            bomb.write(part, 0, deflater.deflate(part));
        }
        deflater.end();
        return bomb.toByteArray();
    }

    @Test
    void read_anyBytes_fitsOrIsRefused() {
        Random random = new Random(7);
        byte[] good = codec.write(new Letter("a", 1, messages().get(0)));
        for (int i = 0; i < 20_000; i++) {
            byte[] changed = good.clone();
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(codec.read(changed)).isNotNull();
            } catch (MalformedException expected) {
                assertThat(expected.reason()).isNotNull();
            }
        }
    }

    @Test
    void read_withASecret_takesOnlyWhatIsSignedWithIt() throws Exception {
        Codec signing = new Codec(new Envelope("s".repeat(32).getBytes(StandardCharsets.UTF_8)));
        Codec another = new Codec(new Envelope("t".repeat(32).getBytes(StandardCharsets.UTF_8)));
        Letter letter = new Letter("a", 1, new Notice(null, "hi"));

        assertThat(signing.read(signing.write(letter))).isEqualTo(letter);
        assertRefused(signing, codec.write(letter), Reason.FORGED);
        assertRefused(signing, another.write(letter), Reason.FORGED);
        byte[] claimed = codec.write(letter);
        claimed[3] = 1;
        assertRefused(signing, claimed, Reason.FORGED);
        byte[] changed = signing.write(letter);
        changed[changed.length - 1] ^= 1;
        assertRefused(signing, changed, Reason.FORGED);
        assertThat(codec.read(signing.write(letter)))
                .as("a node without the secret, while nodes are given it one by one")
                .isEqualTo(letter);
    }

    private byte[] seal(String json) {
        return envelope.seal(json.getBytes(StandardCharsets.UTF_8));
    }

    private void assertRefused(byte[] message, Reason reason) {
        assertRefused(codec, message, reason);
    }

    private static void assertRefused(Codec reader, byte[] message, Reason reason) {
        assertThatThrownBy(() -> reader.read(message))
                .isInstanceOfSatisfying(
                        MalformedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
