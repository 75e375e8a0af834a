package live.danmaku.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javax.management.AttributeChangeNotification;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.NotificationBroadcasterSupport;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class ServerSuspensionTest {

    private final MBeanServer beans = MBeanServerFactory.newMBeanServer();
    private final List<String> told = new ArrayList<>();
    private final ServerSuspension suspension =
            new ServerSuspension(beans, () -> told.add("suspend"), () -> told.add("resume"));

    /** What the application server has: an MBean that tells of each change of its state. */
    public interface StateMBean {}

    /** See {@link StateMBean}. */
    public static final class State extends NotificationBroadcasterSupport implements StateMBean {

        void change(String attribute, String from, String to) {
            sendNotification(new AttributeChangeNotification(
                    this, 1, 1, "changed", attribute, String.class.getName(), from, to));
        }
    }

    private State serverWithAState() throws JMException {
        State state = new State();
        beans.registerMBean(state, new ObjectName("jboss.root:type=state"));
        return state;
    }

    @Test
    void open_serverThatIsSuspendedAndResumed_tellsBothOnce() throws JMException {
        State state = serverWithAState();
        suspension.open();

        state.change("RunningState", "normal", "suspending");
        assertThat(told).as("before the server goes on").containsExactly("suspend");
        state.change("RunningState", "suspending", "suspended");
        state.change("RunningState", "suspended", "normal");

        assertThat(told).containsExactly("suspend", "resume");
    }

    @Test
    void open_otherChanges_tellNothing() throws JMException {
        State state = serverWithAState();
        suspension.open();

        state.change("RuntimeConfigurationState", "ok", "normal");
        state.change("RunningState", "starting", "suspended");
        state.change("RunningState", "normal", "stopping");

        assertThat(told).isEmpty();
    }

    @Test
    void close_listensNoMore() throws JMException {
        State state = serverWithAState();
        suspension.open();

        suspension.close();
        state.change("RunningState", "normal", "suspending");

        assertThat(told).isEmpty();
    }

    @Test
    void open_serverWithoutAState_doesNothing() {
        suspension.open();
        suspension.close();

        assertThat(told).isEmpty();
    }
}
