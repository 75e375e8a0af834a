package live.danmaku.tool.sim;

/** A broker whose costs were measured. */
enum Engine {
    ARTEMIS(UnitCost.ARTEMIS_BROKER, UnitCost.ARTEMIS_NODE),
    NATS(UnitCost.NATS_BROKER, UnitCost.NATS_NODE),
    REDIS(UnitCost.REDIS_BROKER, UnitCost.REDIS_NODE);

    private final UnitCost broker;
    private final UnitCost node;

    Engine(UnitCost broker, UnitCost node) {
        this.broker = broker;
        this.node = node;
    }

    /** Processor time of a delivery at the broker, its share of the publishing included. */
    UnitCost broker() {
        return broker;
    }

    /** Processor time of a message at a node, sent or received. */
    UnitCost node() {
        return node;
    }
}
