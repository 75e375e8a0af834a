package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.EnumSource;

/** Events that another application on the server fires. */
@EnumSource(names = {"WILDFLY", "PAYARA_MICRO", "PAYARA_SERVER"})
class EventIT extends ServerContract {

    @Test
    void anEvent_isDelivered() {
        TestViewer viewer = join();

        fire("Polls close in ten minutes");

        assertThat(texts(viewer.next("batch"))).containsExactly("Polls close in ten minutes");
    }

    @Test
    void aRefusedEvent_doesNotReachTheCaller_norTheRoom() {
        TestViewer viewer = join();

        fire("x".repeat(101));
        fire("good");

        assertThat(texts(viewer.next("batch"))).containsExactly("good");
    }

    private void fire(String text) {
        URI uri = HostApplication.fire(server.baseUri());
        String form = "room=" + room + "&text=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
        assertThat(HttpApi.send(HttpRequest.newBuilder(uri)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(form)))
                        .statusCode())
                .isEqualTo(204);
    }
}
