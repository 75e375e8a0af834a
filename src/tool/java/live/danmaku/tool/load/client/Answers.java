package live.danmaku.tool.load.client;

/** Receives what became of posts; called by the threads of the connections. */
public interface Answers {
    /** Post {@code number} was accepted under this id. */
    void accepted(int number, String epoch, long id);

    /** Post {@code number} was refused with this code of the protocol, or a word for what else went wrong. */
    void refused(int number, String code);
}
