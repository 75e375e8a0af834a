package live.danmaku.tool.load.client;

import io.netty.channel.ChannelHandlerContext;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.net.ProtocolException;
import java.util.concurrent.CompletableFuture;
import live.danmaku.tool.load.script.Comment;
import live.danmaku.tool.load.verify.Batch;
import live.danmaku.tool.load.verify.BatchKey;
import live.danmaku.tool.load.verify.BatchMessage;
import live.danmaku.tool.load.verify.Catalogue;
import live.danmaku.tool.load.verify.Room;
import live.danmaku.tool.load.verify.ViewerLog;
import live.danmaku.tool.load.verify.WireFrame;
import org.jspecify.annotations.Nullable;

/**
 * One viewer of a room: it logs every batch, can post, and can lose its connection and come back over another one.
 *
 * <p>Threading: all but {@link #post} and the getters runs on the connection's event loop.
 */
public final class Viewer implements Poster, Connection.Events {
    private static final int NORMAL = 1000;

    private final Room room;
    private final Traffic traffic;
    private final Answers answers;
    private volatile CompletableFuture<Hello> opening = new CompletableFuture<>();
    private volatile @Nullable ChannelHandlerContext context;
    private volatile @Nullable ViewerLog log;
    private @Nullable WireFrame last;
    private boolean compressing;
    private volatile boolean open;
    private volatile boolean leaving;
    private volatile boolean away;
    private volatile long cutNanos;

    Viewer(Room room, Traffic traffic, Answers answers) {
        this.room = room;
        this.traffic = traffic;
        this.answers = answers;
    }

    /** Completes with the server's first message on the newest connection, or with what went wrong before it. */
    public CompletableFuture<Hello> opening() {
        return opening;
    }

    public Room room() {
        return room;
    }

    public boolean isOpen() {
        return open;
    }

    /** Whether its connection was cut, and it is not back yet. */
    public boolean isAway() {
        return away;
    }

    /** What it received; null before the server's first message. */
    public @Nullable ViewerLog log() {
        return log;
    }

    /** Says good-bye; from now on the end of the connection is the run's own doing. */
    public void leave() {
        leaving = true;
        @Nullable ChannelHandlerContext to = context;
        if (to != null && open) {
            Client.send(to.channel(), ClientFrames.close(NORMAL));
        }
    }

    /** Ends the connection with a reset in the midst of a message; this is the run's own doing. */
    public void kill() {
        leaving = true;
        @Nullable ChannelHandlerContext to = context;
        if (to != null && open) {
            Client.send(to.channel(), ClientFrames.half(PostJson.message(0, Comment.plain("cut off"))));
            to.executor().execute(() -> Client.reset(to.channel()));
        }
    }

    /** Reads nothing from the socket from now on, and so answers no ping. */
    public void stopReading() {
        setReading(false);
    }

    /** Reads what came meanwhile, and on. */
    public void readOn() {
        setReading(true);
    }

    private void setReading(boolean reading) {
        @Nullable ChannelHandlerContext to = context;
        if (to != null) {
            to.channel().config().setAutoRead(reading);
        }
    }

    /** Ends the connection with a reset, for {@link #openAgain} to follow. */
    void cut() {
        away = true;
        cutNanos = System.nanoTime();
        kill();
    }

    /** Makes it ready for another connection; what it gets there goes on in the same log. */
    CompletableFuture<Hello> openAgain() {
        opening = new CompletableFuture<>();
        return opening;
    }

    /** What a connection's address has to end in, so that the viewer gets what it missed. */
    String since() {
        @Nullable ViewerLog mine = log;
        return mine == null ? "" : "?epoch=" + mine.epoch() + "&since=" + mine.lastSeq();
    }

    @Override
    public void post(int number, Comment comment, String user) {
        @Nullable ChannelHandlerContext to = context;
        if (to == null || !open) {
            answers.refused(number, "not_connected");
            return;
        }
        Client.send(to.channel(), ClientFrames.text(PostJson.message(number, comment)));
    }

    void fail(CompletableFuture<Hello> attempt, Throwable cause) {
        if (attempt.completeExceptionally(cause)) {
            traffic.failed(reason(cause));
        }
    }

    @Override
    public void opened(ChannelHandlerContext ctx, boolean deflate) {
        context = ctx;
        compressing = deflate;
    }

    @Override
    public @Nullable WireFrame expected() {
        return log == null ? null : room.wire().after(last);
    }

    @Override
    public void repeated(WireFrame frame, int wireBytes, long nanos) {
        frame.batch().arrived(nanos);
        batch(frame, wireBytes, nanos);
    }

    @Override
    public void message(Connection.Message message, long nanos) {
        try {
            text(message, nanos);
        } catch (JsonException | ClassCastException | NullPointerException | ArithmeticException e) {
            traffic.unreadableMessage();
        }
    }

    @Override
    public void read(int bytes) {
        traffic.read(bytes);
    }

    private void text(Connection.Message message, long nanos) {
        @Nullable BatchKey key = BatchKey.scan(message.text());
        if (key != null) {
            batch(room.catalogue().find(key, message.text(), nanos), message, nanos);
            return;
        }
        JsonObject json = Catalogue.parse(message.text());
        switch (json.getString("type")) {
            case "hello" -> hello(Hello.of(json));
            case "batch" -> batch(room.catalogue().add(BatchMessage.of(json), message.text(), nanos), message, nanos);
            case "ack" -> ack(json);
            case "error" -> {
                int number = PostJson.number(json);
                if (number >= 0) {
                    answers.refused(number, json.getString("code"));
                }
            }
            case "notice" -> {
                @Nullable ViewerLog mine = log;
                if (mine != null) {
                    mine.skipped(json.getInt("skipped", 0));
                }
            }
            default -> {
                // The protocol grows by types that older clients ignore.
            }
        }
    }

    private void hello(Hello hello) {
        if (log == null) {
            log = new ViewerLog(hello.epoch(), hello.seq(), hello.windowMillis());
        }
        if (away) {
            traffic.returns().back(hello.recovered(), System.nanoTime() - cutNanos);
            away = false;
            leaving = false;
        }
        open = true;
        traffic.opened(compressing);
        opening.complete(hello);
    }

    private void batch(Batch batch, Connection.Message message, long nanos) {
        batch(room.wire().find(batch, message.head(), message.payload(), last), message.wireBytes(), nanos);
    }

    private void batch(WireFrame frame, int wireBytes, long nanos) {
        @Nullable ViewerLog mine = log;
        if (mine == null) {
            traffic.unreadableMessage();
            return;
        }
        last = frame;
        mine.received(frame.batch(), nanos);
        traffic.batch(frame.batch().size(), wireBytes, frame.batch().length());
    }

    private void ack(JsonObject json) {
        int number = PostJson.number(json);
        @Nullable ViewerLog mine = log;
        if (number >= 0 && mine != null) {
            answers.accepted(number, mine.epoch(), json.getJsonNumber("id").longValueExact());
        }
    }

    @Override
    public void ended(int code, @Nullable Throwable cause) {
        if (!open) {
            fail(opening, cause == null ? new IllegalStateException("closed with " + code + " before hello") : cause);
            return;
        }
        open = false;
        context = null;
        if (cause instanceof ProtocolException) {
            traffic.unreadableMessage();
        }
        traffic.ended();
        if (!leaving) {
            traffic.closed(code);
        }
    }

    /** Without ports and addresses, so that the same reason is counted as one. */
    private static String reason(Throwable cause) {
        if (cause instanceof ProtocolException || cause instanceof IllegalStateException) {
            return String.valueOf(cause.getMessage());
        }
        String message = String.valueOf(cause.getMessage());
        int place = message.indexOf(": ");
        return place < 0 ? message : message.substring(0, place);
    }
}
