package live.danmaku.it;

import java.net.URI;
import live.danmaku.tool.server.PayaraMicro;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Each way to send, on the servers. */
@ParameterizedClass(name = "{0}")
@EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "SENDERS_.*")
class SendersIT extends SenderContract {

    @Parameter
    @SuppressWarnings("NullAway.Init")
    Servers on;

    @SuppressWarnings("NullAway.Init")
    private HttpApi http;

    @BeforeEach
    void start() {
        http = new HttpApi(on.server().baseUri());
    }

    @AfterParameterizedClassInvocation
    static void stop(Servers on) {
        on.stop();
    }

    @Override
    URI base() {
        return on.server() instanceof PayaraMicro micro
                ? micro.secureUri()
                : on.server().baseUri();
    }

    @Override
    NodeFigures node() {
        return http.node();
    }

    @Override
    String way() {
        return switch (on) {
            case SENDERS_WILDFLY -> "undertow";
            case SENDERS_PAYARA_MICRO -> "grizzly";
            case SENDERS_PAYARA_MICRO_TLS -> "tyrus";
            default -> "portable";
        };
    }

    @Override
    void assertNoWarning() {
        on.log().assertNoWarning();
    }
}
