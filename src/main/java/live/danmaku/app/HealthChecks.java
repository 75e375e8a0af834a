package live.danmaku.app;

import jakarta.enterprise.inject.Vetoed;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import live.danmaku.model.Check;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** What MicroProfile Health asks; the same as {@code rest.HealthServlet} answers. */
@Vetoed
final class HealthChecks {

    private HealthChecks() {}

    static void addTo(BeforeBeanDiscovery discovery) {
        discovery.addAnnotatedType(Ready.class, Ready.class.getName());
        discovery.addAnnotatedType(Live.class, Live.class.getName());
    }

    /** Whether new viewers may be sent here. */
    @Readiness
    public static class Ready implements HealthCheck {

        @Override
        public HealthCheckResponse call() {
            live.danmaku.admin.Readiness readiness = HealthExtension.running();
            if (readiness == null) {
                return HealthCheckResponse.down("danmaku");
            }
            HealthCheckResponseBuilder response =
                    HealthCheckResponse.named("danmaku").status(readiness.isReady());
            for (Check check : readiness.checks()) {
                response.withData(check.name(), check.detail());
            }
            return response.build();
        }
    }

    /** Whether the application answers at all. */
    @Liveness
    public static class Live implements HealthCheck {

        @Override
        public HealthCheckResponse call() {
            return HealthCheckResponse.up("danmaku");
        }
    }
}
