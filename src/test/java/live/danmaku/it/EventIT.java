package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an application that is deployed beside danmaku posts by CDI events, and is told by them. */
@EnumSource(names = {"WILDFLY", "PAYARA_MICRO", "PAYARA_SERVER"})
class EventIT extends ServerContract {

    @SuppressWarnings("NullAway.Init")
    private HostApplication host;

    @BeforeEach
    void lookAtHost() {
        host = HostApplication.beside(server.baseUri());
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "async"})
    void anEvent_isDeliveredOnce(String how) {
        TestViewer viewer = join();

        assertThat(host.fire("room", room, "text", "Polls close in ten minutes", "how", how))
                .isEqualTo("1");

        assertThat(textsUntilTheEnd(viewer)).containsExactly("Polls close in ten minutes");
    }

    @Test
    void anEventInATransaction_isDeliveredAfterItsCommit() {
        TestViewer viewer = join();

        assertThat(host.fire("room", room, "text", "sold", "how", "commit"))
                .as("accepted before and after")
                .isEqualTo("0 1");

        assertThat(textsUntilTheEnd(viewer)).containsExactly("sold");
    }

    @Test
    void anEventInATransactionThatIsRolledBack_isNotDelivered() {
        TestViewer viewer = join();

        assertThat(host.fire("room", room, "text", "sold", "how", "rollback")).isEqualTo("0 0");

        assertThat(textsUntilTheEnd(viewer)).isEmpty();
    }

    @Test
    void aRefusedEvent_doesNotReachTheCaller_norTheRoom() {
        TestViewer viewer = join();

        assertThat(host.fire("room", room, "text", "x".repeat(101))).isEqualTo("0");

        assertThat(host.observed(room)).contains("refused text_too_long");
        assertThat(textsUntilTheEnd(viewer)).isEmpty();
    }

    @Test
    void anObserverOfRefusals_thatFails_doesNotReachTheCaller() {
        String text = "fail on refusing" + "g".repeat(100);

        assertThat(host.fire("room", room, "text", text)).isEqualTo("0");
        assertThat(host.fire("room", room, "text", text, "how", "commit")).isEqualTo("0 0");
        assertThat(host.fire("room", room, "text", text, "how", "async")).isEqualTo("0");

        assertThat(host.observed(room)).containsOnly("refused text_too_long").hasSize(3);
    }

    @Test
    void anEventWithNullFields_isRefused() {
        assertThat(host.fire()).isEqualTo("0");
        assertThat(host.fire("room", room)).isEqualTo("0");

        assertThat(host.observed("null")).contains("refused room_invalid");
        assertThat(host.observed(room)).containsExactly("refused text_missing");
    }

    @ParameterizedTest
    @CsvSource({"room, room_invalid", "text, text_too_long", "user, invalid_field", "color, invalid_field"})
    void anEventWithAnOverlongField_isRefused(String field, String code) {
        assertThat(host.fire(overlong(field))).isEqualTo(code + " 0");
    }

    /** What a newer client may say, and an older one does not. */
    @Test
    void aCallOfAnotherClientsVersion_isAccepted() {
        TestViewer viewer = join();

        assertThat(host.fire("how", "raw", "version", "7", "mood", "merry", "room", room, "text", "from the future"))
                .isEqualTo("accepted 0");
        assertThat(host.fire("how", "raw", "room", room, "text", "from the past"))
                .isEqualTo("accepted 0");

        assertThat(textsUntilTheEnd(viewer)).containsExactly("from the future", "from the past");
    }

    @Test
    void whatHappens_isTold_inTheApplicationsOwnContext() {
        TestViewer viewer = join();
        viewer.post("hello");
        viewer.next("batch");

        await().atMost(TestViewer.PATIENCE).until(() -> host.observed(room).size() >= 2);
        assertThat(host.observed(room).get(0)).isEqualTo("opened");
        assertThat(host.observed(room).get(1))
                .startsWith("accepted 1 in host, ordinary guest-")
                .endsWith(": hello");
    }

    @Test
    void anObserverThatStalls_holdsUpNobodyElse() {
        TestViewer viewer = join();
        viewer.post("stall on me");
        await().atMost(TestViewer.PATIENCE)
                .until(() -> host.observed(room).stream().anyMatch(note -> note.endsWith("stall on me")));
        try {
            viewer.post("not held up");
            assertThat(nextTexts(viewer, 2)).containsExactly("stall on me", "not held up");
            assertThat(host.observed(room)).noneMatch(note -> note.endsWith("not held up"));
        } finally {
            host.release();
        }

        await().atMost(TestViewer.PATIENCE)
                .until(() -> host.observed(room).stream().anyMatch(note -> note.endsWith("not held up")));
    }

    @Test
    void anObserverThatFails_isToldWhatComesAfter() {
        TestViewer viewer = join();
        viewer.post("fail on me");
        viewer.post("go on");

        await().atMost(TestViewer.PATIENCE)
                .until(() -> host.observed(room).stream().anyMatch(note -> note.endsWith("go on")));
    }

    private String[] overlong(String field) {
        List<String> fields = new ArrayList<>(List.of("how", "raw"));
        for (String name : List.of("room", "text", "user", "color")) {
            String usual = name.equals("room") ? room : name.equals("color") ? "#FFFFFF" : "hi";
            fields.addAll(List.of(name, name.equals(field) ? "x".repeat(100_000) : usual));
        }
        return fields.toArray(String[]::new);
    }
}
