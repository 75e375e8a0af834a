package live.danmaku.tool.load.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import live.danmaku.tool.load.verify.WireFrame;
import org.jspecify.annotations.Nullable;

/**
 * The WebSocket protocol of one connection: opens it, inflates messages, answers pings and the close.
 *
 * <p>Threading: all runs on the connection's event loop.
 */
final class Connection extends SimpleChannelInboundHandler<ByteBuf> implements FrameReader.Messages {
    static final int ABNORMAL = 1006;

    private static final int NO_CODE = 1005;
    private static final int PROTOCOL_ERROR = 1002;
    private static final int MOST_HEAD_BYTES = 16 << 10;
    private static final int MOST_FRAME_BYTES = 8 << 20;
    private static final String END_OF_HEAD = "\r\n\r\n";

    /** Who is told what the server says. */
    interface Events {
        /** The handshake is done; {@code deflate} tells whether permessage-deflate was agreed on. */
        void opened(ChannelHandlerContext context, boolean deflate);

        /** A batch that others got is likely to come next. */
        @Nullable
        WireFrame expected();

        /** It came. */
        void repeated(WireFrame frame, int wireBytes, long nanos);

        /** Another message came. */
        void message(Message message, long nanos);

        /** The connection ended, or never was one. */
        void ended(int code, @Nullable Throwable cause);

        /** So many bytes were read from the socket. */
        void read(int bytes);
    }

    /**
     * A message of the server.
     *
     * @param text what it says
     * @param head the first byte of its header
     * @param payload as it was on the wire
     * @param wireBytes with the headers
     */
    record Message(ByteBuffer text, int head, ByteBuffer payload, int wireBytes) {}

    private final Handshake handshake;
    private final Events events;
    private final ByteBuf head = Unpooled.buffer(0);
    private @Nullable ChannelHandlerContext context;
    private @Nullable FrameReader reader;
    private boolean ended;
    private long now;

    Connection(Handshake handshake, Events events) {
        this.handshake = handshake;
        this.events = events;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        context = ctx;
        Client.send(ctx.channel(), Unpooled.copiedBuffer(handshake.request(), StandardCharsets.US_ASCII));
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, ByteBuf in) throws ProtocolException {
        now = System.nanoTime();
        events.read(in.readableBytes());
        if (reader == null) {
            readHead(ctx, in);
        }
        if (reader != null && !ended) {
            reader.read(in);
        }
    }

    private void readHead(ChannelHandlerContext ctx, ByteBuf in) throws ProtocolException {
        int before = head.readableBytes();
        head.writeBytes(in, in.readerIndex(), in.readableBytes());
        String seen = head.toString(StandardCharsets.ISO_8859_1);
        int end = seen.indexOf(END_OF_HEAD);
        if (end < 0 && seen.length() > MOST_HEAD_BYTES) {
            throw new ProtocolException("the handshake's answer has no end");
        }
        if (end < 0) {
            in.skipBytes(in.readableBytes());
            return;
        }
        in.skipBytes(end + END_OF_HEAD.length() - before);
        boolean deflate = handshake.check(seen.substring(0, end));
        reader = new FrameReader(this, deflate, MOST_FRAME_BYTES);
        events.opened(ctx, deflate);
    }

    @Override
    public @Nullable WireFrame expected() {
        return events.expected();
    }

    @Override
    public void repeated(WireFrame frame, int wireBytes) {
        events.repeated(frame, wireBytes, now);
    }

    @Override
    public void message(int frameHead, ByteBuffer payload, int wireBytes) throws ProtocolException {
        ByteBuffer text = payload;
        if ((frameHead & FrameReader.RSV1) != 0) {
            text = Inflation.PERMESSAGE.message(payload, MOST_FRAME_BYTES);
        } else if ((frameHead & FrameReader.OPCODE) == FrameReader.BINARY) {
            text = Inflation.STREAM.message(payload, MOST_FRAME_BYTES);
        }
        events.message(new Message(text, frameHead, payload, wireBytes), now);
    }

    @Override
    public void control(int opcode, byte[] payload) {
        ChannelHandlerContext to = context;
        if (to == null) {
            return;
        }
        if (opcode == FrameReader.PING) {
            Client.send(to.channel(), ClientFrames.frame(FrameReader.PONG, payload));
        } else if (opcode == FrameReader.CLOSE) {
            int code = payload.length < 2 ? NO_CODE : (payload[0] & 0xff) << 8 | (payload[1] & 0xff);
            end(code, null);
            Client.send(to.channel(), ClientFrames.frame(FrameReader.CLOSE, payload));
            Client.close(to.channel());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        end(ABNORMAL, null);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof ProtocolException && reader != null) {
            Client.send(ctx.channel(), ClientFrames.close(PROTOCOL_ERROR));
        }
        end(ABNORMAL, cause);
        Client.close(ctx.channel());
    }

    private void end(int code, @Nullable Throwable cause) {
        if (!ended) {
            ended = true;
            events.ended(code, cause);
        }
    }
}
