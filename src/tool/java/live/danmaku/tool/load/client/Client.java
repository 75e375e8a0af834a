package live.danmaku.tool.load.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import live.danmaku.tool.load.verify.Room;

/**
 * Opens the connections of a run.
 *
 * <p>Viewers and posters have an event loop each: posts and their answers must not wait behind a window's burst of frames.
 * More loops would only take the server's cores, which as a rule run on the same machine.
 */
public final class Client implements AutoCloseable {
    static {
        // A test dependency brings SLF4J without a provider, which would complain on every start.
        InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
    }

    private static final int MOST_READ_BYTES = 256 << 10;
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int RETRY_MILLIS = 500;

    private final URI base;
    private final Traffic traffic;
    private final Offer offer;
    private final Sources sources;
    private final int receiveBuffer;
    private final Transport transport = Transport.best();
    private final EventLoopGroup viewers = transport.loop(new DefaultThreadFactory("viewers", true));
    private final EventLoopGroup posters = transport.loop(new DefaultThreadFactory("posters", true));

    /** @param base where the application is, such as {@code ws://127.0.0.1:8080/danmaku} */
    public Client(URI base, Offer offer, Traffic traffic) {
        this(base, offer, traffic, 0);
    }

    /** @param receiveBuffer bytes that the system may hold for a viewer that does not read; 0 lets it choose */
    public Client(URI base, Offer offer, Traffic traffic, int receiveBuffer) {
        this.receiveBuffer = receiveBuffer;
        this.base = base;
        this.offer = offer;
        this.traffic = traffic;
        this.sources = Sources.loopback(offer.sources());
    }

    /** Starts to connect a viewer that only watches. */
    public Viewer watch(Room room) {
        return connect("", viewers, new Viewer(room, traffic, new NoAnswers()));
    }

    /** Cuts a watching viewer's connection, and has it come back so much later and ask for what it missed. */
    public void cutFor(Viewer viewer, long millis) {
        traffic.returns().cut();
        viewer.cut();
        comeBack(viewer, millis);
    }

    private void comeBack(Viewer viewer, long millis) {
        var unused = viewers.schedule(
                () -> {
                    var unusedOpening = viewer.openAgain().whenComplete((hello, failure) -> {
                        if (failure != null) {
                            traffic.returns().failed();
                            comeBack(viewer, ThreadLocalRandom.current().nextLong(RETRY_MILLIS, 2 * RETRY_MILLIS));
                        }
                    });
                    connect(viewer.since(), viewers, viewer);
                },
                millis,
                TimeUnit.MILLISECONDS);
    }

    /** Starts to connect a viewer that posts. */
    public Viewer watchAndPost(Room room, Answers answers) {
        return connect("", posters, new Viewer(room, traffic, answers));
    }

    /** A poster over HTTP; it connects with its first post. */
    public Poster httpPoster(Room room, Answers answers) {
        URI target = URI.create(
                "http://" + base.getRawAuthority() + base.getRawPath() + "/api/v1/rooms/" + room.name() + "/danmaku");
        return new HttpPoster(bootstrap(posters), address(), target, answers);
    }

    private Viewer connect(String query, EventLoopGroup loop, Viewer viewer) {
        URI target = URI.create("http://" + base.getRawAuthority() + base.getRawPath() + "/ws/rooms/"
                + viewer.room().name() + query);
        Connection connection = new Connection(new Handshake(target, offer), viewer);
        CompletableFuture<Hello> opening = viewer.opening();
        ChannelFuture connecting = bootstrap(loop).handler(connection).connect(address(), sources.next());
        var unused = connecting.addListener(connected -> {
            if (!connected.isSuccess()) {
                viewer.fail(opening, connected.cause());
            }
        });
        var unusedTimer = loop.schedule(
                () -> {
                    if (!opening.isDone()) {
                        viewer.fail(
                                opening, new IllegalStateException("no hello within " + PATIENCE_MILLIS / 1000 + " s"));
                        close(connecting.channel());
                    }
                },
                PATIENCE_MILLIS,
                TimeUnit.MILLISECONDS);
        return viewer;
    }

    private Bootstrap bootstrap(EventLoopGroup loop) {
        Bootstrap bootstrap = new Bootstrap();
        if (receiveBuffer > 0) {
            bootstrap.option(ChannelOption.SO_RCVBUF, receiveBuffer);
        }
        return bootstrap
                .group(loop)
                .channel(transport.channel())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, PATIENCE_MILLIS)
                .option(ChannelOption.RCVBUF_ALLOCATOR, new AdaptiveRecvByteBufAllocator(1024, 8192, MOST_READ_BYTES));
    }

    private InetSocketAddress address() {
        return new InetSocketAddress(base.getHost(), base.getPort() < 0 ? 80 : base.getPort());
    }

    /** Writes a message; should that fail, the end of the connection is what tells. */
    static void send(Channel channel, Object message) {
        var unused = channel.writeAndFlush(message);
    }

    static void close(Channel channel) {
        var unused = channel.close();
    }

    /** Ends a connection with a reset, which drops what is on its way in both directions. */
    static void reset(Channel channel) {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        close(channel);
    }

    /** Ends all connections and waits for their threads. */
    @Override
    public void close() {
        var unusedViewers = viewers.shutdownGracefully(0, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        var unusedPosters = posters.shutdownGracefully(0, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        if (!viewers.terminationFuture().awaitUninterruptibly(PATIENCE_MILLIS)
                || !posters.terminationFuture().awaitUninterruptibly(PATIENCE_MILLIS)) {
            throw new IllegalStateException("the connections' threads do not end");
        }
    }

    /** For viewers that never post. */
    private static final class NoAnswers implements Answers {
        @Override
        public void accepted(int number, String epoch, long id) {}

        @Override
        public void refused(int number, String code) {}
    }
}
