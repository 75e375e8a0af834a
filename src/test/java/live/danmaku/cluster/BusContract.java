package live.danmaku.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every bus keeps of {@link Bus}' contract, whichever engine it is. */
abstract class BusContract {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration MOMENT = Duration.ofMillis(500);
    private static final Channel FIRST = Channel.shard(1);
    private static final Channel SECOND = Channel.shard(2);

    private final List<Bus> open = new ArrayList<>();

    /** A node's way to the broker. */
    abstract Bus connect(String node, Consumer<byte[]> receiver);

    /** Ends the broker, at once. */
    abstract void breakBroker() throws Exception;

    /** Brings it back where it was. */
    abstract void mendBroker() throws Exception;

    @AfterEach
    void close() {
        open.forEach(Bus::close);
    }

    @Test
    void send_reachesEveryOtherSubscriberOnce_andNotTheSender() {
        List<String> own = received();
        List<String> second = received();
        List<String> third = received();
        Bus sender = joined("a", own, FIRST);
        joined("b", second, FIRST);
        joined("c", third, FIRST);
        settle(sender, FIRST, List.of(second, third));

        sender.send(FIRST, bytes("hello"));

        awaitTexts(second, "hello");
        awaitTexts(third, "hello");
        assertThat(own).isEmpty();
    }

    @Test
    void send_many_arriveInTheirOrder() {
        List<String> received = received();
        Bus sender = joined("a", received(), FIRST);
        joined("b", received, FIRST);
        settle(sender, FIRST, List.of(received));
        String[] sent = IntStream.range(0, 500).mapToObj(i -> "message " + i).toArray(String[]::new);

        for (String text : sent) {
            sender.send(FIRST, bytes(text));
        }

        awaitTexts(received, sent);
    }

    @Test
    void unsubscribe_endsWhatComesOnThatChannel_andOnNoOther() {
        List<String> received = received();
        Bus sender = joined("a", received());
        Bus receiver = joined("b", received, FIRST, SECOND);
        settle(sender, FIRST, List.of(received));
        settle(sender, SECOND, List.of(received));

        receiver.unsubscribe(FIRST);
        receiver.unsubscribe(FIRST);

        await().atMost(PATIENCE).until(() -> {
            received.clear();
            sender.send(FIRST, bytes("unwanted"));
            sender.send(SECOND, bytes("wanted"));
            return comes(received, "wanted") && !comes(received, "unwanted");
        });
    }

    @Test
    void broker_goneAndBack_sendingFailsMeanwhile_andSubscriptionsAreMadeAnew() throws Exception {
        List<String> received = received();
        Bus sender = joined("a", received(), FIRST);
        Bus receiver = joined("b", received, FIRST);
        settle(sender, FIRST, List.of(received));

        breakBroker();
        // What is on its way when it breaks may be lost without a word.
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThatThrownBy(() -> sender.send(FIRST, bytes("lost")))
                        .isInstanceOf(BusException.class));
        assertThat(sender.isConnected()).isFalse();
        mendBroker();

        settle(sender, FIRST, List.of(received));
        await().atMost(PATIENCE).until(receiver::isConnected);
        sender.send(FIRST, bytes("after"));
        awaitTexts(received, "after");
        await().atMost(PATIENCE).until(sender::isConnected);
    }

    @Test
    void close_endsReceiving_andTwiceIsHarmless() {
        List<String> received = received();
        List<String> witness = received();
        Bus sender = joined("a", received());
        Bus closing = joined("b", received, FIRST);
        joined("c", witness, FIRST);
        settle(sender, FIRST, List.of(received, witness));

        closing.close();
        closing.close();
        sender.send(FIRST, bytes("after"));

        awaitTexts(witness, "after");
        assertThat(received).isEmpty();
    }

    private static List<String> received() {
        return new CopyOnWriteArrayList<>();
    }

    private Bus joined(String node, List<String> received, Channel... channels) {
        Bus bus = connect(node, bytes -> received.add(new String(bytes, StandardCharsets.UTF_8)));
        open.add(bus);
        for (Channel channel : channels) {
            bus.subscribe(channel);
            bus.subscribe(channel);
        }
        return bus;
    }

    /** A subscription holds from some moment on: waits until messages come to all of these, and forgets what came. */
    private static void settle(Bus sender, Channel channel, List<List<String>> receivers) {
        await().atMost(PATIENCE).ignoreExceptionsInstanceOf(BusException.class).until(() -> {
            sender.send(channel, bytes("are you there?"));
            return receivers.stream().allMatch(received -> comes(received, "are you there?"));
        });
        sender.send(channel, bytes("begin"));
        for (List<String> received : receivers) {
            await().atMost(PATIENCE).until(() -> received.contains("begin"));
            received.clear();
        }
    }

    private static boolean comes(List<String> received, String text) {
        long deadline = System.nanoTime() + MOMENT.toNanos();
        while (!received.contains(text) && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        return received.contains(text);
    }

    private static void awaitTexts(List<String> received, String... texts) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(received).containsExactly(texts));
    }

    /** What a bus has in place of a thread of the container. */
    static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "bus");
        thread.setDaemon(true);
        return thread;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
