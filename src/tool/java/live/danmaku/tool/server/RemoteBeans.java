package live.danmaku.tool.server;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.List;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The MBeans of another Java process on this machine. */
public final class RemoteBeans implements AutoCloseable {
    private final JMXConnector connector;
    private final MBeanServerConnection server;

    private RemoteBeans(JMXConnector connector) throws IOException {
        this.connector = connector;
        this.server = connector.getMBeanServerConnection();
    }

    /** Connects to a process, which starts a management agent for it. */
    @SuppressWarnings("BanJNDI") // the address is the process's own
    public static RemoteBeans of(long pid) {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                return new RemoteBeans(
                        JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent())));
            } finally {
                machine.detach();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (AttachNotSupportedException e) {
            throw new ServerFailure("process " + pid + " takes no management agent", e);
        }
    }

    /** The MBeans. */
    public MBeanServerConnection server() {
        return server;
    }

    /** The names of all MBeans. */
    List<String> names() {
        try {
            return server.queryNames(null, null).stream()
                    .map(ObjectName::toString)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process's memory, which can be told to collect its garbage. */
    public MemoryMXBean memory() {
        try {
            return ManagementFactory.newPlatformMXBeanProxy(
                    server, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
