package live.danmaku.tool.load.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import live.danmaku.tool.load.script.Comment;
import live.danmaku.tool.load.verify.Batch;
import live.danmaku.tool.load.verify.BatchKey;
import live.danmaku.tool.load.verify.BatchMessage;
import live.danmaku.tool.load.verify.Catalogue;
import live.danmaku.tool.load.verify.Room;
import live.danmaku.tool.load.verify.ViewerLog;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket connection in a room: it logs every batch, and can post.
 *
 * <p>Threading: all but {@link #post} and the getters runs on the connection's event loop.
 */
public final class Viewer extends SimpleChannelInboundHandler<WebSocketFrame> implements Poster {
    private static final int ABNORMAL = 1006;
    private static final int NO_CODE = 1005;

    private final Room room;
    private final Traffic traffic;
    private final Answers answers;
    private final CompletableFuture<Hello> opening = new CompletableFuture<>();
    private volatile @Nullable ChannelHandlerContext context;
    private volatile @Nullable ViewerLog log;
    private volatile boolean open;
    private volatile boolean leaving;

    Viewer(Room room, Traffic traffic, Answers answers) {
        this.room = room;
        this.traffic = traffic;
        this.answers = answers;
    }

    /** Completes with the server's first message, or with what went wrong before it. */
    public CompletableFuture<Hello> opening() {
        return opening;
    }

    public Room room() {
        return room;
    }

    public boolean isOpen() {
        return open;
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
            Client.send(to.channel(), new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE));
        }
    }

    @Override
    public void post(int number, Comment comment, String user) {
        @Nullable ChannelHandlerContext to = context;
        if (to == null || !open) {
            answers.refused(number, "not_connected");
            return;
        }
        Client.send(to.channel(), new TextWebSocketFrame(PostJson.message(number, comment)));
    }

    void fail(Throwable cause) {
        if (opening.completeExceptionally(cause)) {
            traffic.failed(reason(cause));
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
        if (frame instanceof TextWebSocketFrame) {
            long now = System.nanoTime();
            ByteBuf content = frame.content();
            try {
                text(content.nioBuffer(), now);
            } catch (JsonException | ClassCastException | NullPointerException | ArithmeticException e) {
                traffic.unreadableMessage();
            }
        } else if (frame instanceof CloseWebSocketFrame close) {
            ended(close.statusCode() < 0 ? NO_CODE : close.statusCode());
            Client.send(ctx.channel(), close.retain());
            Client.close(ctx.channel());
        }
    }

    private void text(ByteBuffer message, long now) {
        @Nullable BatchKey key = BatchKey.scan(message);
        if (key != null) {
            batch(room.catalogue().find(key, message, now), message, now);
            return;
        }
        JsonObject json = Catalogue.parse(message);
        switch (json.getString("type")) {
            case "hello" -> hello(Hello.of(json));
            case "batch" -> batch(room.catalogue().add(BatchMessage.of(json), message, now), message, now);
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
        log = new ViewerLog(hello.epoch(), hello.seq(), hello.windowMillis());
        open = true;
        traffic.opened();
        opening.complete(hello);
    }

    private void batch(Batch batch, ByteBuffer message, long now) {
        @Nullable ViewerLog mine = log;
        if (mine == null) {
            traffic.unreadableMessage();
            return;
        }
        mine.received(batch, now);
        traffic.batch(batch.size(), message.remaining());
    }

    private void ack(JsonObject json) {
        int number = PostJson.number(json);
        @Nullable ViewerLog mine = log;
        if (number >= 0 && mine != null) {
            answers.accepted(number, mine.epoch(), json.getJsonNumber("id").longValueExact());
        }
    }

    private void ended(int code) {
        if (open) {
            open = false;
            if (!leaving) {
                traffic.closed(code);
            }
        } else {
            fail(new IllegalStateException("closed with " + code + " before hello"));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (open || !opening.isDone()) {
            ended(ABNORMAL);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!open) {
            fail(cause);
        }
        Client.close(ctx.channel());
    }

    /** Without ports and addresses, so that the same reason is counted as one. */
    private static String reason(Throwable cause) {
        if (cause instanceof WebSocketHandshakeException || cause instanceof IllegalStateException) {
            return String.valueOf(cause.getMessage());
        }
        String message = String.valueOf(cause.getMessage());
        int place = message.indexOf(": ");
        return place < 0 ? message : message.substring(0, place);
    }
}
