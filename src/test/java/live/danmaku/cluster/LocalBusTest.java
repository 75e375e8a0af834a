package live.danmaku.cluster;

import java.util.function.Consumer;

class LocalBusTest extends BusContract {

    private final LocalBus.Hub hub = new LocalBus.Hub();

    @Override
    Bus connect(String node, Consumer<byte[]> receiver) {
        return hub.connect(receiver);
    }

    @Override
    void breakBroker() {
        hub.setDown(true);
    }

    @Override
    void mendBroker() {
        hub.setDown(false);
    }
}
