package live.danmaku.tool.server;

import java.nio.file.Path;
import java.util.SortedSet;

/** A server whose administrator can change deployments and configuration while it runs. */
public interface AdministeredServer extends AppServer {

    /** Takes the application out of service; the server goes on. */
    void undeploy();

    /** Puts the application back after {@link #undeploy()} and returns when it answers. */
    void deploy();

    /** Replaces the running application by a fresh start of the same WAR and returns when it answers. */
    void redeploy();

    /** Deploys another application beside, or in the place of, the undeployed one, and returns when danmaku answers. */
    void add(Path archive);

    /** Takes what was {@link #add added} away. */
    void remove(Path archive);

    /** Sets a key of the server's MicroProfile Config, without touching the deployment. */
    void configure(String key, String value);

    /** How a JMX client reaches it. */
    JmxAccess jmx();

    /** Every name in the server's JNDI tree that an administrator is shown. */
    SortedSet<String> jndiNames();
}
