package live.danmaku.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import live.danmaku.MemoryNaming;
import live.danmaku.cluster.jms.JmsBus;
import live.danmaku.tool.broker.ArtemisBroker;
import live.danmaku.tool.server.Ports;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@link JmsBus} with an Artemis that is set up as {@code server-config} says. */
class ArtemisBusTest extends BusContract {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String NAME = "java:/jms/testCF";
    private static final Channel FIRST = Channel.shard(0);

    private static final ArtemisBroker BROKER = ArtemisBroker.started(Ports.free());

    private final List<JmsBus> buses = new ArrayList<>();

    @BeforeAll
    // A name of the test's own.
    @SuppressWarnings("BanJNDI")
    static void bind() throws NamingException {
        MemoryNaming.install();
        new InitialContext().bind(NAME, BROKER.connectionFactory());
    }

    @AfterAll
    @SuppressWarnings("BanJNDI")
    static void end() throws NamingException {
        new InitialContext().unbind(NAME);
        BROKER.close();
    }

    @AfterEach
    void leave() {
        buses.forEach(JmsBus::close);
        awaitSubscribers(FIRST, 0);
    }

    @Override
    Bus connect(String node, Consumer<byte[]> receiver) {
        return new JmsBus(NAME, "danmaku", node, BusContract::daemon, receiver);
    }

    @Override
    void breakBroker() {
        BROKER.stop();
    }

    @Override
    void mendBroker() {
        BROKER.start();
    }

    @Test
    void theLargestMessage_passes() {
        Texts sender = bus("sender");
        Texts taker = subscribed("taker", FIRST);
        byte[] large = new byte[Envelope.MAX_BYTES];
        large[0] = 'l';

        sender.bus().send(FIRST, large);
        sender.bus().send(FIRST, bytes("after it"));

        taker.awaitSize(2);
        assertThat(taker.got().get(0)).hasSize(Envelope.MAX_BYTES).startsWith("l");
        assertThat(taker.got().get(1)).isEqualTo("after it");
    }

    @Test
    void whatIsNoMessageOfANode_isHandedOverAsNothing() {
        Texts taker = subscribed("taker", FIRST);
        try (JMSContext foreign = BROKER.connectionFactory().createContext()) {
            JMSProducer producer = foreign.createProducer().setProperty("dmNode", "somebody");
            producer.send(foreign.createTopic("danmaku_s00"), "a text");
            producer.send(foreign.createTopic("danmaku_s00"), foreign.createMessage());
            producer.send(foreign.createTopic("danmaku_s00"), new byte[Envelope.MAX_BYTES + 1]);
            producer.send(foreign.createTopic("danmaku_s00"), bytes("bytes"));
        }

        taker.awaitSize(4);
        assertThat(taker.got()).containsExactly("", "", "", "bytes");
    }

    @Test
    void aNodeThatTakesNothing_losesItsOldest_andCostsTheOthersNothing() throws InterruptedException {
        Texts sender = bus("sender");
        Texts healthy = subscribed("healthy", FIRST);
        CountDownLatch stalled = new CountDownLatch(1);
        List<String> late = new CopyOnWriteArrayList<>();
        JmsBus paused = bus("paused", message -> {
            awaitQuietly(stalled);
            late.add(head(message));
        });
        paused.subscribe(FIRST);
        awaitSubscribers(FIRST, 2);

        int sent = 0;
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 1_000; i++) {
                sender.bus().send(FIRST, padded("m" + sent++));
            }
            healthy.awaitSize(sent);
        }

        assertThat(healthy.got()).hasSize(3_000).doesNotHaveDuplicates();
        assertThat(BROKER.mostWaiting("danmaku_s00")).isLessThan(2_600);
        stalled.countDown();
        await().atMost(PATIENCE).until(() -> late.contains("m2999"));
        assertThat(late).hasSizeLessThan(2_600);
    }

    /** A bus, and what came over it. */
    private record Texts(JmsBus bus, List<String> got) {

        void awaitSize(int size) {
            await().atMost(PATIENCE).until(() -> got.size() >= size);
        }
    }

    private Texts bus(String node) {
        List<String> got = new CopyOnWriteArrayList<>();
        return new Texts(bus(node, message -> got.add(head(message))), got);
    }

    private JmsBus bus(String node, Consumer<byte[]> receiver) {
        JmsBus bus = new JmsBus(NAME, "danmaku", node, BusContract::daemon, receiver);
        buses.add(bus);
        return bus;
    }

    private Texts subscribed(String node, Channel... channels) {
        Texts texts = bus(node);
        for (Channel channel : channels) {
            int before = subscribers(channel);
            texts.bus().subscribe(channel);
            awaitSubscribers(channel, before + 1);
        }
        return texts;
    }

    private static void awaitSubscribers(Channel channel, int count) {
        await().atMost(PATIENCE).until(() -> subscribers(channel) == count);
    }

    private static int subscribers(Channel channel) {
        return BROKER.subscribers().getOrDefault("danmaku_" + channel.name(), 0);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /** The text, and zeros up to the size of a usual message. */
    private static byte[] padded(String text) {
        byte[] padded = new byte[4_096];
        System.arraycopy(bytes(text), 0, padded, 0, text.length());
        return padded;
    }

    /** The text without zeros of a usual message. */
    private static String head(byte[] message) {
        String text = new String(message, UTF_8);
        return message.length == 4_096 ? text.substring(0, text.indexOf('\0')) : text;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
