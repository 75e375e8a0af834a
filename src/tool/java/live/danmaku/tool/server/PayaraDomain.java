package live.danmaku.tool.server;

import java.util.ArrayList;
import java.util.List;

/** The domain.xml that Payara Server is delivered with, made fit for an instance of its own. */
final class PayaraDomain {
    private static final int HTTP = 8080;
    private static final int ADMIN = 4848;
    private static final int JMX = 8686;
    private static final List<Integer> OTHERS = List.of(8181, 3700, 3820, 3920, 7676, 4900, 5900, 6666);
    private static final String CONFIG = "<config name=\"server-config\">";
    private static final String REMOTE_BROKER = "<jms-service type=\"REMOTE\" default-jms-host=\"none\">"
            + "<jms-host name=\"none\" host=\"127.0.0.1\" port=\"1\"/></jms-service>";
    private static final String FIRST_OPTION = "<jvm-options>-server</jvm-options>";

    private PayaraDomain() {}

    /** The domain on other ports, on 127.0.0.1 only, with the instance's system properties. */
    static String rewrite(String delivered, Instance instance, int adminPort, int jmxPort) {
        String xml = onLoopback(delivered);
        xml = withPort(withPort(xml, HTTP, instance.httpPort()), ADMIN, adminPort);
        xml = withPort(xml, JMX, jmxPort);
        for (int port : OTHERS) {
            xml = withPort(xml, port, Ports.free());
        }
        return xml.replace(FIRST_OPTION, FIRST_OPTION + options(instance));
    }

    /**
     * Besides the addresses: no message broker of its own, whose listener would be on every address; and the data grid, without which
     * the server does not start, on this one.
     */
    private static String onLoopback(String xml) {
        return xml.replace("address=\"0.0.0.0\"", "address=\"127.0.0.1\"")
                .replace("<network-listener port=", "<network-listener address=\"127.0.0.1\" port=")
                .replace(CONFIG, CONFIG + REMOTE_BROKER)
                .replace(
                        "<hazelcast-runtime-configuration ",
                        "<hazelcast-runtime-configuration das-bind-address=\"127.0.0.1\" ");
    }

    private static String withPort(String xml, int delivered, int port) {
        return xml.replace("=\"" + delivered + "\"", "=\"" + port + "\"")
                .replace(".port=" + delivered + "<", ".port=" + port + "<");
    }

    private static String options(Instance instance) {
        List<String> switches = new ArrayList<>(instance.switches());
        switches.add("-Dhazelcast.socket.bind.any=false");
        StringBuilder options = new StringBuilder();
        for (String option : switches) {
            options.append("<jvm-options>").append(option).append("</jvm-options>");
        }
        return options.toString();
    }
}
