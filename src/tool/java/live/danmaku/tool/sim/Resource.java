package live.danmaku.tool.sim;

/** What a node or a broker can run out of. */
enum Resource {
    NODE_PROCESSORS("a node's processors"),
    NODE_OUT("a node's network, out"),
    NODE_IN("a node's network, in"),
    NODE_MEMORY("a node's memory"),
    NODE_CONNECTS("connects that a node takes"),
    BROKER_PROCESSORS("the busiest broker's processors"),
    BROKER_NETWORK("the busiest broker's network");

    private final String words;

    Resource(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
