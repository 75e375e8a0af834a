package live.danmaku.cluster;

import java.nio.file.Path;
import java.util.function.Consumer;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import live.danmaku.MemoryNaming;
import live.danmaku.cluster.jms.JmsBus;
import live.danmaku.tool.broker.ArtemisProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** {@link JmsBus} with an Artemis that is a process of its own, and is killed. {@link ArtemisBusTest} looks into one. */
class ArtemisServerBusIT extends BusContract {

    private static final String NAME = "java:/jms/artemisCF";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static ArtemisProcess broker;

    @BeforeAll
    // A name of the test's own.
    @SuppressWarnings("BanJNDI")
    static void start() throws NamingException {
        broker = new ArtemisProcess(folder.resolve("artemis.log"));
        broker.start();
        MemoryNaming.install();
        new InitialContext().bind(NAME, broker.connectionFactory());
    }

    @AfterAll
    @SuppressWarnings("BanJNDI")
    static void end() throws NamingException {
        new InitialContext().unbind(NAME);
        MemoryNaming.uninstall();
        broker.close();
    }

    @Override
    Bus connect(String node, Consumer<byte[]> receiver) {
        return new JmsBus(NAME, "danmaku", node, BusContract::daemon, receiver);
    }

    @Override
    void breakBroker() {
        broker.process().kill();
    }

    @Override
    void mendBroker() {
        broker.start();
    }
}
