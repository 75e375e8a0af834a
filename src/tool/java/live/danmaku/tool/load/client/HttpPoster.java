package live.danmaku.tool.load.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import live.danmaku.tool.load.script.Comment;
import live.danmaku.tool.load.verify.Catalogue;
import org.jspecify.annotations.Nullable;

/**
 * Posts over one HTTP connection, one request after the other; what is due meanwhile waits in line.
 *
 * <p>Threading: {@link #post} may be called by any thread; the state belongs to the event loop.
 */
final class HttpPoster implements Poster {
    private static final int ACCEPTED = 202;
    private static final int MOST_ANSWER_BYTES = 64 << 10;

    private final Bootstrap bootstrap;
    private final InetSocketAddress address;
    private final URI target;
    private final Answers answers;
    private final Queue<Request> waiting = new ArrayDeque<>();
    private @Nullable Request inFlight;
    private @Nullable Channel channel;

    private record Request(int number, String body) {}

    HttpPoster(Bootstrap bootstrap, InetSocketAddress address, URI target, Answers answers) {
        this.bootstrap = bootstrap.handler(new ChannelInitializer<SocketChannel>() {
            @Override
            protected void initChannel(SocketChannel opened) {
                opened.pipeline()
                        .addLast(new HttpClientCodec(), new HttpObjectAggregator(MOST_ANSWER_BYTES), new Responses());
            }
        });
        this.address = address;
        this.target = target;
        this.answers = answers;
    }

    @Override
    public void post(int number, Comment comment, String user) {
        String body = PostJson.body(comment, user);
        bootstrap.config().group().execute(() -> {
            waiting.add(new Request(number, body));
            next();
        });
    }

    private void next() {
        if (inFlight != null) {
            return;
        }
        @Nullable Request request = waiting.poll();
        if (request == null) {
            return;
        }
        inFlight = request;
        @Nullable Channel open = channel;
        if (open != null && open.isActive()) {
            send(open, request);
            return;
        }
        ChannelFuture connecting = bootstrap.connect(address);
        var unused = connecting.addListener(connected -> {
            if (connected.isSuccess()) {
                channel = connecting.channel();
                send(connecting.channel(), request);
            } else {
                refused("not_connected");
            }
        });
    }

    private void send(Channel open, Request request) {
        ByteBuf content = Unpooled.copiedBuffer(request.body(), StandardCharsets.UTF_8);
        DefaultFullHttpRequest http =
                new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, target.getRawPath(), content);
        http.headers()
                .set(HttpHeaderNames.HOST, target.getRawAuthority())
                .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
                .set(HttpHeaderNames.ACCEPT, "application/json, application/problem+json")
                .setInt(HttpHeaderNames.CONTENT_LENGTH, content.readableBytes());
        Client.send(open, http);
    }

    private void answered(FullHttpResponse response) {
        @Nullable Request request = inFlight;
        if (request == null) {
            return;
        }
        int status = response.status().code();
        try {
            JsonObject json = Catalogue.parse(ByteBuffer.wrap(ByteBufUtil.getBytes(response.content())));
            if (status == ACCEPTED) {
                answers.accepted(
                        request.number(),
                        json.getString("epoch"),
                        json.getJsonNumber("id").longValueExact());
            } else {
                answers.refused(request.number(), json.getString("code", "http_" + status));
            }
        } catch (JsonException | ClassCastException | NullPointerException | ArithmeticException e) {
            answers.refused(request.number(), "http_" + status + "_unreadable");
        }
        inFlight = null;
        next();
    }

    private void refused(String code) {
        @Nullable Request request = inFlight;
        if (request != null) {
            inFlight = null;
            answers.refused(request.number(), code);
        }
        next();
    }

    /** The answers of one connection. */
    private final class Responses extends SimpleChannelInboundHandler<FullHttpResponse> {
        @Override
        protected void channelRead0(ChannelHandlerContext ctx, FullHttpResponse response) {
            if (!HttpUtil.isKeepAlive(response)) {
                channel = null;
                Client.close(ctx.channel());
            }
            answered(response);
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            if (ctx.channel() == channel) {
                channel = null;
                refused("connection_closed");
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            Client.close(ctx.channel());
        }
    }
}
