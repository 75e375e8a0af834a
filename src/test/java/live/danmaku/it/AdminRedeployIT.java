package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.EnumSource;

/** An admin page that is open while the application is deployed anew, where that can be done. */
@EnumSource(names = {"GUARDED_WILDFLY", "PAYARA_SERVER"})
class AdminRedeployIT extends ServerContract {

    @Test
    void undeployment_endsTheStream() {
        AdminEvents events = listen();
        events.next("node");

        on.administered().redeploy();

        events.awaitEnd();
        assertThat(listen().next("node").getString("state")).isEqualTo("open");
    }

    private AdminEvents listen() {
        return closing(AdminEvents.of(AdminRequests.login(
                Guarded.ADMIN, HttpRequest.newBuilder(server.baseUri().resolve("admin/api/stream")))));
    }
}
