package live.danmaku;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import live.danmaku.model.CloseCode;
import live.danmaku.model.Closing;
import live.danmaku.model.Network;
import live.danmaku.transport.ViewerSocket;
import live.danmaku.wire.Frame;
import live.danmaku.wire.WireFormat;
import org.jspecify.annotations.Nullable;

/** A viewer's connection that a test owns: it takes messages at once, or holds them until the test lets them go. */
public final class FakeSocket implements ViewerSocket {

    private final List<String> sent = Collections.synchronizedList(new ArrayList<>());
    private final Queue<Completion> held = new ArrayDeque<>();
    private boolean holding;
    private int pings;
    private boolean aborted;
    private boolean gone;
    private @Nullable Closing closed;
    private @Nullable Executor home;
    private @Nullable Network network;

    /** A socket that takes everything at once. */
    public static FakeSocket open() {
        return new FakeSocket();
    }

    /** A socket whose peer does not read. */
    public static FakeSocket stuck() {
        FakeSocket socket = new FakeSocket();
        socket.holding = true;
        return socket;
    }

    /** A socket that is best served by this executor. */
    public static FakeSocket at(Executor home) {
        FakeSocket socket = new FakeSocket();
        socket.home = home;
        return socket;
    }

    /** A socket whose other end has this address. */
    public static FakeSocket from(String address) {
        FakeSocket socket = new FakeSocket();
        socket.network = Network.of(address).orElseThrow();
        return socket;
    }

    @Override
    public synchronized void send(String message, Completion completion) {
        sent.add(message);
        if (holding) {
            held.add(completion);
        } else {
            completion.sent();
        }
    }

    @Override
    public void send(Frame frame, Completion completion) {
        send(frame.text(), completion);
    }

    @Override
    public int prepare(Frame frame) {
        return frame.text().length();
    }

    @Override
    public WireFormat format() {
        return WireFormat.TEXT;
    }

    @Override
    public @Nullable Executor home() {
        return home;
    }

    @Override
    public String way() {
        return "fake";
    }

    @Override
    public @Nullable Network network() {
        return network;
    }

    @Override
    public void ping(int number) {
        pings = number;
    }

    @Override
    public void close(Closing closing) {
        if (closed == null) {
            closed = closing;
        }
    }

    @Override
    public boolean isClosed() {
        return aborted;
    }

    @Override
    public boolean isGone() {
        return gone;
    }

    @Override
    public void abort() {
        aborted = true;
    }

    /** The connection breaks. */
    public void vanish() {
        gone = true;
    }

    public boolean aborted() {
        return aborted;
    }

    /** Completes the oldest send that is held. */
    public void drainOne() {
        held.remove().sent();
    }

    /** Fails the oldest send that is held. */
    public void failOne() {
        held.remove().failed(new java.io.IOException("broken pipe"));
    }

    /** Reads again: completes what is held, and what follows at once. */
    public void resume() {
        holding = false;
        while (!held.isEmpty()) {
            drainOne();
        }
    }

    public List<String> sent() {
        return List.copyOf(sent);
    }

    public String last() {
        return sent.get(sent.size() - 1);
    }

    public int inFlight() {
        return held.size();
    }

    public int pings() {
        return pings;
    }

    public @Nullable CloseCode closed() {
        return closed == null ? null : closed.code();
    }

    /** Seconds after which the viewer was told to come back, 0 while it is not closed. */
    public long retryAfterSeconds() {
        return closed == null ? 0 : closed.retryAfterSeconds();
    }
}
