package live.danmaku.app;

import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.Dependent;
import java.util.concurrent.ScheduledExecutorService;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The container's executor that all work runs on: the one whose JNDI name is configured as {@code danmaku.executor}, else
 * the server's default.
 */
@Dependent
public class ManagedExecutor {

    static final String PROPERTY = "danmaku.executor";
    static final String DEFAULT = "java:comp/DefaultManagedScheduledExecutorService";

    /** Looks it up. Where there is none, an {@link IllegalStateException} says so and the deployment fails. */
    // The name comes from the server's administrator.
    @SuppressWarnings("BanJNDI")
    public ScheduledExecutorService get() {
        String name = ConfigProvider.getConfig()
                .getOptionalValue(PROPERTY, String.class)
                .orElse(DEFAULT);
        try {
            return InitialContext.<ManagedScheduledExecutorService>doLookup(name);
        } catch (NamingException | ClassCastException e) {
            throw new IllegalStateException(
                    PROPERTY + " = \"" + name + "\" does not name a ManagedScheduledExecutorService", e);
        }
    }
}
