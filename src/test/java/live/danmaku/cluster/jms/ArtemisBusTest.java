package live.danmaku.cluster.jms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import live.danmaku.MemoryNaming;
import live.danmaku.cluster.BusException;
import live.danmaku.cluster.Channel;
import live.danmaku.cluster.Envelope;
import live.danmaku.tool.server.Ports;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@link JmsBus} with an Artemis that is set up as {@code server-config} says. */
class ArtemisBusTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String NAME = "java:/jms/testCF";
    private static final Channel FIRST = Channel.shard(0);
    private static final Channel SECOND = Channel.shard(1);

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
    void close() {
        buses.forEach(JmsBus::close);
        awaitSubscribers(FIRST, 0);
        awaitSubscribers(SECOND, 0);
    }

    @Test
    void send_reachesAllOthersInOrder_andNotTheSender() {
        Texts one = subscribed("one", FIRST);
        Texts two = subscribed("two", FIRST);
        Texts three = subscribed("three", FIRST);

        List<String> sent = IntStream.range(0, 500).mapToObj(i -> "m" + i).toList();
        sent.forEach(text -> one.bus().send(FIRST, text.getBytes(UTF_8)));

        two.awaitSize(500);
        three.awaitSize(500);
        assertThat(two.got()).isEqualTo(sent);
        assertThat(three.got()).isEqualTo(sent);
        two.bus().send(FIRST, "the end".getBytes(UTF_8));
        one.awaitSize(1);
        assertThat(one.got()).containsExactly("the end");
    }

    @Test
    void channels_areApart_andLeftAgain() {
        Texts sender = bus("sender");
        Texts both = subscribed("both", FIRST, SECOND);
        Texts second = subscribed("second", SECOND);
        both.bus().subscribe(FIRST);

        sender.bus().send(FIRST, bytes("f1"));
        both.awaitSize(1);
        both.bus().unsubscribe(FIRST);
        both.bus().unsubscribe(FIRST);
        awaitSubscribers(FIRST, 0);
        sender.bus().send(FIRST, bytes("f2"));
        sender.bus().send(SECOND, bytes("s1"));

        both.awaitSize(2);
        second.awaitSize(1);
        assertThat(both.got()).containsExactly("f1", "s1");
        assertThat(second.got()).containsExactly("s1");
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
            JMSProducer producer = foreign.createProducer().setProperty(JmsBus.NODE, "somebody");
            producer.send(foreign.createTopic("danmaku_s00"), "a text");
            producer.send(foreign.createTopic("danmaku_s00"), foreign.createMessage());
            producer.send(foreign.createTopic("danmaku_s00"), new byte[Envelope.MAX_BYTES + 1]);
            producer.send(foreign.createTopic("danmaku_s00"), bytes("bytes"));
        }

        taker.awaitSize(4);
        assertThat(taker.got()).containsExactly("", "", "", "bytes");
    }

    @Test
    void withoutTheBroker_sendingFails_andAllIsMadeAnewWhenItIsBack() {
        Texts sender = bus("sender");
        Texts taker = subscribed("taker", FIRST);
        sender.bus().send(FIRST, bytes("before"));
        taker.awaitSize(1);

        BROKER.stop();
        try {
            assertThatThrownBy(() -> sendAll(sender.bus(), 100)).isInstanceOf(BusException.class);
            assertThat(sender.bus().isConnected()).isFalse();
            await().atMost(PATIENCE).until(() -> !taker.bus().isConnected());
        } finally {
            BROKER.start();
        }

        await().atMost(Duration.ofSeconds(5)).until(() -> taker.bus().isConnected());
        sender.bus().send(FIRST, bytes("after"));
        assertThat(sender.bus().isConnected()).isTrue();
        taker.awaitLast("after");
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
        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < 1_000; i++) {
                sender.bus().send(FIRST, padded("m" + sent++));
            }
            healthy.awaitSize(sent);
        }

        assertThat(healthy.got()).hasSize(5_000).doesNotHaveDuplicates();
        assertThat(BROKER.mostWaiting("danmaku_s00")).isLessThan(3_000);
        stalled.countDown();
        await().atMost(PATIENCE).until(() -> late.contains("m4999"));
        assertThat(late).hasSizeLessThan(3_000);
    }

    private static void sendAll(JmsBus bus, int count) {
        IntStream.range(0, count).forEach(i -> bus.send(FIRST, bytes("lost " + i)));
    }

    /** A bus, and what came over it. */
    private record Texts(JmsBus bus, List<String> got) {

        void awaitSize(int size) {
            await().atMost(PATIENCE).until(() -> got.size() >= size);
        }

        void awaitLast(String text) {
            await().atMost(PATIENCE)
                    .until(() -> !got.isEmpty() && got.get(got.size() - 1).equals(text));
        }
    }

    private Texts bus(String node) {
        List<String> got = new CopyOnWriteArrayList<>();
        return new Texts(bus(node, message -> got.add(head(message))), got);
    }

    private JmsBus bus(String node, Consumer<byte[]> receiver) {
        JmsBus bus = new JmsBus(NAME, "danmaku", node, ArtemisBusTest::daemon, receiver);
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

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "bus");
        thread.setDaemon(true);
        return thread;
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
