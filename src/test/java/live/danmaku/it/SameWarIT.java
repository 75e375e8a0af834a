package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** An application whose classes are in danmaku's own WAR. */
@EnumSource(names = {"IMPATIENT_WILDFLY", "IMPATIENT_PAYARA_MICRO"})
class SameWarIT extends ServerContract {

    @ParameterizedTest
    @CsvSource({"plain, 1", "async, 1", "commit, 0 1"})
    void anEvent_isDeliveredOnce_andToldOnce(String how, String accepted) {
        HostApplication host = HostApplication.within(server.baseUri());
        TestViewer viewer = join();

        assertThat(host.fire("room", room, "text", "from within", "how", how)).isEqualTo(accepted);

        assertThat(textsUntilTheEnd(viewer)).containsExactly("from within");
        await().atMost(TestViewer.PATIENCE)
                .until(() -> host.observed(room).stream().anyMatch(note -> note.endsWith("the end")));
        assertThat(host.observed(room))
                .filteredOn(note -> note.endsWith("from within"))
                .hasSize(1);
    }
}
