package live.danmaku.tool.load.client;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;

/** Netty's ways to use sockets: on Linux its own, which costs the machine less, and the JDK's elsewhere. */
enum Transport {
    EPOLL(EpollSocketChannel.class) {
        @Override
        EventLoopGroup loop(DefaultThreadFactory threads) {
            return new EpollEventLoopGroup(1, threads);
        }
    },
    NIO(NioSocketChannel.class) {
        @Override
        EventLoopGroup loop(DefaultThreadFactory threads) {
            return new NioEventLoopGroup(1, threads);
        }
    };

    private final Class<? extends SocketChannel> channel;

    Transport(Class<? extends SocketChannel> channel) {
        this.channel = channel;
    }

    /** The better one that there is. */
    static Transport best() {
        return Epoll.isAvailable() ? EPOLL : NIO;
    }

    /** An event loop of one thread. */
    abstract EventLoopGroup loop(DefaultThreadFactory threads);

    Class<? extends SocketChannel> channel() {
        return channel;
    }
}
