package live.danmaku.tool.server;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Redeploys the WAR many times under connected viewers, and reports how they fared and what every redeploy left behind.
 *
 * <p>{@code mvn -Prun -Drun.main=live.danmaku.tool.server.RedeployTool}, with {@code -Dserver=payara-server} for Payara,
 * {@code -Dredeploy.times=50} and {@code -Dredeploy.viewers=200}. Ends with status 1 when viewers stayed away or something
 * of an old deployment is still there.
 */
public final class RedeployTool {
    /** Redeploys before the first look: servers load modules and start threads when they first need them. */
    private static final int WARM_UP = 3;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final AdministeredServer server;
    private final int times;
    private final ReconnectingViewers viewers;

    private RedeployTool(AdministeredServer server, int times, int viewers) {
        this.server = server;
        this.times = times;
        this.viewers = new ReconnectingViewers(server.baseUri(), viewers);
    }

    public static void main(String[] arguments) throws InterruptedException {
        boolean clean;
        try (AdministeredServer server = server(System.getProperty("server", "wildfly"))) {
            System.out.println("Starting " + server.name());
            server.start();
            clean = new RedeployTool(
                            server,
                            Integer.getInteger("redeploy.times", 50),
                            Integer.getInteger("redeploy.viewers", 200))
                    .report();
        }
        System.exit(clean ? 0 : 1);
    }

    private static AdministeredServer server(String product) {
        Instance instance = new Instance(
                BuildFiles.instance("redeploy-" + product), Ports.free(), BuildFiles.war(), List.of(), Map.of());
        return switch (product) {
            case "wildfly" -> new WildFly(BuildFiles.wildFlyHome(), instance);
            case "payara-server" -> new PayaraServer(BuildFiles.payaraHome(), instance);
            default -> throw new ServerFailure("-Dserver=" + product + ": choose wildfly or payara-server.");
        };
    }

    private boolean report() throws InterruptedException {
        viewers.join();
        redeploy(WARM_UP);
        // The first look makes the server load classes for it; it is the second that later ones compare with.
        Leftovers.of(server);
        Leftovers before = Leftovers.of(server);
        long start = System.nanoTime();
        redeploy(times);
        double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
        Leftovers after = Leftovers.of(server);
        System.out.printf(
                Locale.ROOT,
                "%s: %d redeploys in %.1f s, %.1f s each, all viewers back every time; close codes %s%n",
                server.name(),
                times,
                seconds,
                seconds / times,
                viewers.closeCodes());
        return after.printSince(before);
    }

    private void redeploy(int count) throws InterruptedException {
        for (int i = 1; i <= count; i++) {
            server.redeploy();
            viewers.awaitBack(PATIENCE);
            System.out.printf("redeploy %d of %d: %d viewers back%n", i, count, viewers.count());
        }
    }
}
