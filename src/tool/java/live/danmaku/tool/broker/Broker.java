package live.danmaku.tool.broker;

import live.danmaku.tool.server.AppServer;
import live.danmaku.tool.server.Instance;
import live.danmaku.tool.server.Product;
import live.danmaku.tool.server.ServerProcess;

/**
 * What carries danmaku between nodes, as a process of its own on 127.0.0.1.
 *
 * <p>Threading: one thread.
 */
public interface Broker extends AutoCloseable {

    /** Who may use the topics of nodes, on every broker here. */
    String USER = "danmaku";

    /** That user's password. */
    String PASSWORD = "broker-secret-1";

    /** Begins, or begins again after it was killed, with nothing of what was before. */
    void start();

    /** The started process. */
    ServerProcess process();

    /** A server of this kind that shares its rooms over this broker, not yet started. */
    AppServer node(Product product, Instance instance);

    @Override
    void close();
}
