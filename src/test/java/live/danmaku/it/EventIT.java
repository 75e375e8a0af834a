package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.EnumSource;

/** Events that another application on the server fires. */
@EnumSource(names = {"WILDFLY", "PAYARA_MICRO", "PAYARA_SERVER"})
class EventIT extends ServerContract {

    @Test
    void anEvent_isDelivered() {
        TestViewer viewer = join();

        HostApplication.fire(server.baseUri(), room, "Polls close in ten minutes");

        assertThat(texts(viewer.next("batch"))).containsExactly("Polls close in ten minutes");
    }

    @Test
    void aRefusedEvent_doesNotReachTheCaller_norTheRoom() {
        TestViewer viewer = join();

        HostApplication.fire(server.baseUri(), room, "x".repeat(101));
        HostApplication.fire(server.baseUri(), room, "good");

        assertThat(texts(viewer.next("batch"))).containsExactly("good");
    }
}
