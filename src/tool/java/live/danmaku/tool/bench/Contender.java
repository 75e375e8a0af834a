package live.danmaku.tool.bench;

import java.net.URI;
import live.danmaku.tool.load.client.Offer;
import live.danmaku.tool.server.ServerProcess;

/** A server that takes part, as a process of its own on 127.0.0.1. Not thread-safe. */
interface Contender extends AutoCloseable {
    /** As {@code -Dservers} names it. */
    String name();

    /**
     * Starts it and returns when it takes connections.
     *
     * @param frameBytes how long the frames of this work are, its header included, for who cannot know it
     * @throws live.danmaku.tool.server.ServerFailure if it cannot be started; the message's first line says why
     */
    void start(int frameBytes);

    /** The process, once started. */
    ServerProcess process();

    /** Where the load tool connects to. */
    URI url();

    /** How the load tool is to connect. */
    Wiring wiring();

    /** Whether it runs on a JVM that {@code jcmd} can look into. */
    boolean isJava();

    /** Whether it only sends, and takes no posts. */
    default boolean sendsByItself() {
        return false;
    }

    @Override
    void close();

    /** The ways in which batches come to viewers. */
    enum Wiring {
        PLAIN(Offer.JSON, false),
        DEFLATE(Offer.JSON, true),
        BINARY(Offer.JSON_DEFLATE, false);

        private final String subprotocol;
        private final boolean deflate;

        Wiring(String subprotocol, boolean deflate) {
            this.subprotocol = subprotocol;
            this.deflate = deflate;
        }

        Offer offer(int sources) {
            return new Offer(subprotocol, deflate, sources);
        }
    }
}
