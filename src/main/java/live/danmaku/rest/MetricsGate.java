package live.danmaku.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.List;
import live.danmaku.config.LiveSettings;
import live.danmaku.config.TextKey;
import live.danmaku.identity.Proxies;
import live.danmaku.model.AddressRange;

/**
 * Says where the metrics are, and who may read them: who comes from an address that the settings allow, or is logged in with a role.
 *
 * @param settings the path and the addresses
 * @param proxies who knows the address of the client
 */
record MetricsGate(LiveSettings settings, Proxies proxies) {

    /** The role of who may read the figures. */
    static final String MONITOR_ROLE = "danmaku-monitor";

    /** The role of who may do everything. */
    static final String ADMIN_ROLE = "danmaku-admin";

    private static final String USUAL_PATH = "/metrics";
    private static final String LOOPBACK = "127.0.0.0/8 ::1";

    /** Whether a request is for the metrics. */
    boolean isFor(HttpServletRequest request) {
        String path = settings.get().text(TextKey.METRICS_PATH);
        String asked =
                request.getRequestURI().substring(request.getContextPath().length());
        return asked.equals(path.isEmpty() ? USUAL_PATH : path);
    }

    /** Whether the address that a request comes from is enough. */
    boolean isNear(HttpServletRequest request) {
        String allowed = settings.get().text(TextKey.METRICS_ALLOW);
        List<String> ranges = TextKey.parts(allowed.isEmpty() ? LOOPBACK : allowed);
        return proxies.client(request).filter(client -> isIn(ranges, client)).isPresent();
    }

    private static boolean isIn(List<String> ranges, InetAddress client) {
        return ranges.stream()
                .flatMap(range -> AddressRange.parse(range).stream())
                .anyMatch(range -> range.includes(client));
    }
}
