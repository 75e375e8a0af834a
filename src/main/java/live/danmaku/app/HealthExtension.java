package live.danmaku.app;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;

/**
 * Makes the checks of MicroProfile Health beans where the server has that: they cannot even be loaded where it has not, as WildFly's
 * {@code standalone.xml}.
 */
public class HealthExtension implements Extension {

    private static final String API = "org.eclipse.microprofile.health.HealthCheck";

    void add(@Observes BeforeBeanDiscovery discovery) {
        try {
            Class<?> unused = Class.forName(API, false, HealthExtension.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            return;
        }
        HealthChecks.addTo(discovery);
    }
}
