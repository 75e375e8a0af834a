package live.danmaku.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import live.danmaku.cluster.nats.NatsBus;
import live.danmaku.tool.broker.Broker;
import live.danmaku.tool.broker.NatsServer;
import live.danmaku.tool.broker.ServerKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link NatsBus} with a server that is set up as {@code server-config} says. */
class NatsBusTest extends BusContract {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Channel FIRST = Channel.shard(0);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static NatsServer server;

    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final List<NatsBus> buses = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void startServer() {
        Optional<NatsServer> found = NatsServer.find(folder.resolve("nats.log"));
        assumeTrue(found.isPresent(), NatsServer.ABSENT);
        server = found.orElseThrow();
        server.start();
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @AfterEach
    void leave_noThreadStays() {
        buses.forEach(NatsBus::close);
        await().atMost(PATIENCE).until(() -> threads.stream().noneMatch(Thread::isAlive));
    }

    @Override
    Bus connect(String node, Consumer<byte[]> receiver) {
        return bus(node, Broker.PASSWORD, receiver);
    }

    @Override
    void breakBroker() {
        server.process().kill();
    }

    @Override
    void mendBroker() {
        server.start();
    }

    @Test
    void aServerThatNobodyVouchesFor_isToldNothing(@TempDir Path keys) {
        try (NatsServer unknown =
                NatsServer.find(keys.resolve("nats.log")).orElseThrow().encrypted(ServerKey.in(keys))) {
            unknown.start();
            NatsBus bus = bus(unknown, "distrustful", Broker.PASSWORD, message -> {});
            bus.subscribe(FIRST);

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThatThrownBy(() -> bus.send(FIRST, bytes("a word")))
                            .isInstanceOf(BusException.class)
                            .hasMessageContaining("certificat"));
            assertThat(bus.isConnected()).isFalse();
        }
    }

    @Test
    void theLargestMessage_passes_andALargerOneIsRefused() {
        List<byte[]> got = new CopyOnWriteArrayList<>();
        NatsBus sender = settled(got);
        byte[] large = new byte[Envelope.MAX_BYTES];
        large[1] = 'l';

        sender.send(FIRST, large);
        assertThatThrownBy(() -> sender.send(FIRST, new byte[Envelope.MAX_BYTES + 1]))
                .isInstanceOf(BusException.class);
        sender.send(FIRST, bytes("after it"));

        await().atMost(PATIENCE).until(() -> got.size() == 2);
        assertThat(got.get(0)).isEqualTo(large);
        assertThat(got.get(1)).isEqualTo(bytes("after it"));
    }

    @Test
    void aReceiverThatIsHeldUp_losesWhatDoesNotFit_andCostsTheOthersNothing() throws InterruptedException {
        List<byte[]> healthy = new CopyOnWriteArrayList<>();
        NatsBus sender = settled(healthy);
        CountDownLatch stalled = new CountDownLatch(1);
        List<byte[]> late = new CopyOnWriteArrayList<>();
        NatsBus paused = bus("paused", Broker.PASSWORD, message -> {
            awaitQuietly(stalled);
            late.add(message);
        });
        paused.subscribe(FIRST);
        await().atMost(PATIENCE).until(paused::isConnected);

        byte[] message = new byte[500_000];
        for (int i = 1; i <= 100; i++) {
            sender.send(FIRST, message);
            int sent = i;
            await().atMost(PATIENCE).until(() -> healthy.size() == sent);
        }
        stalled.countDown();

        await().atMost(PATIENCE).until(() -> {
            sender.send(FIRST, bytes("again"));
            return late.stream().anyMatch(one -> one.length == 5);
        });
        assertThat(late).filteredOn(one -> one.length == message.length).hasSizeBetween(1, 40);
    }

    @Test
    void aServerThatStalls_isFoundOut_andUsedAgainWhenItGoesOn() {
        List<byte[]> got = new CopyOnWriteArrayList<>();
        NatsBus sender = settled(got);

        server.process().pause();
        try {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(100))
                    .untilAsserted(() -> assertThatThrownBy(() -> sender.send(FIRST, bytes("into the void")))
                            .isInstanceOf(BusException.class));
            assertThat(sender.isConnected()).isFalse();
        } finally {
            server.process().resume();
        }

        await().atMost(PATIENCE).ignoreExceptionsInstanceOf(BusException.class).until(() -> {
            sender.send(FIRST, bytes("again"));
            return got.stream().anyMatch(one -> one.length == 5);
        });
    }

    @Test
    void aLoginThatIsRefused_isSaidWithoutThePassword_andTriedAgain() {
        NatsBus refused = bus("refused", "not-the-password", message -> {});

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThatThrownBy(() -> refused.send(FIRST, bytes("hello")))
                        .isInstanceOf(BusException.class)
                        .hasMessageContaining(server.url())
                        .hasMessageContainingAll("Authorization")
                        .hasMessageNotContaining("not-the-password"));
        assertThat(refused.isConnected()).isFalse();
        assertThat(new NatsBus.Login(List.of(server.url()), "danmaku", "not-the-password").toString())
                .isEqualTo("danmaku at " + server.url());
    }

    @Test
    void beforeTheServerIsThere_nothingIsLostThatIsSentLater() {
        server.process().kill();
        List<byte[]> got = new CopyOnWriteArrayList<>();
        NatsBus receiver = bus("early receiver", Broker.PASSWORD, got::add);
        NatsBus sender = bus("early sender", Broker.PASSWORD, message -> {});
        receiver.subscribe(FIRST);
        assertThatThrownBy(() -> sender.send(FIRST, bytes("too early"))).isInstanceOf(BusException.class);

        server.start();
        await().atMost(PATIENCE).until(() -> receiver.isConnected() && sender.isConnected());

        IntStream.range(0, 10).forEach(i -> sender.send(FIRST, bytes("m" + i)));
        await().atMost(PATIENCE).until(() -> got.size() >= 10);
        assertThat(got)
                .extracting(message -> new String(message, UTF_8))
                .startsWith("m0")
                .hasSize(10);
    }

    /** A sender whose messages reach what takes them here. */
    private NatsBus settled(List<byte[]> got) {
        NatsBus taker = bus("taker", Broker.PASSWORD, got::add);
        NatsBus sender = bus("sender", Broker.PASSWORD, message -> {});
        taker.subscribe(FIRST);
        await().atMost(PATIENCE).ignoreExceptionsInstanceOf(BusException.class).until(() -> {
            sender.send(FIRST, bytes("?"));
            return !got.isEmpty();
        });
        sender.send(FIRST, bytes("begin"));
        await().atMost(PATIENCE).until(() -> got.stream().anyMatch(one -> one.length == 5));
        got.clear();
        return sender;
    }

    private NatsBus bus(String node, String password, Consumer<byte[]> receiver) {
        return bus(server, node, password, receiver);
    }

    private NatsBus bus(NatsServer to, String node, String password, Consumer<byte[]> receiver) {
        NatsBus bus = new NatsBus(
                new NatsBus.Login(List.of(to.url()), Broker.USER, password), "danmaku", node, this::thread, receiver);
        buses.add(bus);
        return bus;
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work, "bus");
        thread.setDaemon(true);
        threads.add(thread);
        return thread;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
