package live.danmaku.cluster;

import static org.junit.jupiter.api.condition.OS.WINDOWS;

import jakarta.jms.ConnectionFactory;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.function.Consumer;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import live.danmaku.MemoryNaming;
import live.danmaku.cluster.jms.JmsBus;
import live.danmaku.tool.broker.Broker;
import live.danmaku.tool.broker.OpenMq;
import live.danmaku.tool.server.BuildFiles;
import live.danmaku.tool.server.Ports;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.DisabledOnOs;

/** {@link JmsBus} with the OpenMQ that a Payara brings, and with the client that it brings for it. */
@DisabledOnOs(value = WINDOWS, disabledReason = "the broker is started by a Unix shell's script")
class OpenMqBusIT extends BusContract {

    private static final String NAME = "java:/jms/openmqCF";
    private static final int PORT = Ports.free();

    @SuppressWarnings("NullAway.Init")
    private static URLClassLoader client;

    @SuppressWarnings("NullAway.Init")
    private static OpenMq broker;

    @BeforeAll
    // A name of the test's own.
    @SuppressWarnings("BanJNDI")
    static void start() throws Exception {
        MemoryNaming.install();
        Path jar = BuildFiles.payaraHome().resolve("mq/lib/imq.jar");
        client = new URLClassLoader(new URL[] {jar.toUri().toURL()}, OpenMqBusIT.class.getClassLoader());
        new InitialContext().bind(NAME, connectionFactory());
        broker = OpenMq.started(BuildFiles.instance("it-openmq"), PORT);
    }

    /** As {@code cluster-openmq.asadmin} sets it up. */
    private static ConnectionFactory connectionFactory() throws ReflectiveOperationException {
        Object factory = client.loadClass("com.sun.messaging.ConnectionFactory")
                .getConstructor()
                .newInstance();
        var set = factory.getClass().getMethod("setProperty", String.class, String.class);
        set.invoke(factory, "imqAddressList", "mq://127.0.0.1:" + PORT + "/jms");
        set.invoke(factory, "imqDefaultUsername", Broker.USER);
        set.invoke(factory, "imqDefaultPassword", Broker.PASSWORD);
        set.invoke(factory, "imqReconnectEnabled", "false");
        return (ConnectionFactory) factory;
    }

    @AfterAll
    @SuppressWarnings("BanJNDI")
    static void end() throws NamingException, IOException {
        new InitialContext().unbind(NAME);
        MemoryNaming.uninstall();
        broker.close();
        client.close();
    }

    @Override
    Bus connect(String node, Consumer<byte[]> receiver) {
        return new JmsBus(NAME, "danmaku", node, BusContract::daemon, receiver);
    }

    @Override
    void breakBroker() {
        broker.kill();
    }

    @Override
    void mendBroker() {
        broker.start();
    }
}
