package live.danmaku.app;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import live.danmaku.admin.Readiness;
import org.jspecify.annotations.Nullable;

/**
 * Makes the checks of MicroProfile Health beans where the server has that: they cannot even be loaded where it has not, as WildFly's
 * {@code standalone.xml}.
 */
public class HealthExtension implements Extension {

    private static final String API = "org.eclipse.microprofile.health.HealthCheck";

    private static volatile @Nullable Readiness running;

    /** What the checks tell from now on; null while no server runs. */
    static void tell(@Nullable Readiness readiness) {
        running = readiness;
    }

    /** What the checks tell. Not injected: Payara gives beans that an extension adds an archive without the application's. */
    static @Nullable Readiness running() {
        return running;
    }

    void add(@Observes BeforeBeanDiscovery discovery) {
        try {
            Class<?> unused = Class.forName(API, false, HealthExtension.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            return;
        }
        HealthChecks.addTo(discovery);
    }
}
