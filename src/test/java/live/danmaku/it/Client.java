package live.danmaku.it;

/** A connection that a test has opened. */
interface Client extends AutoCloseable {

    /** Ends the connection without any ceremony, as a closed browser does; a second call has no effect. */
    @Override
    void close();
}
