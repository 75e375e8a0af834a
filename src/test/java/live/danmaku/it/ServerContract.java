package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import live.danmaku.tool.server.AppServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;

/**
 * What all tests of the protocol have in common: each runs on several servers, in a room of its own, and must leave no
 * stack trace in the server's log, and no danmaku unaccounted for.
 */
@ParameterizedClass(name = "{0}")
abstract class ServerContract {

    /** The room that only this test uses. */
    final String room = "room-" + UUID.randomUUID();

    @Parameter
    @SuppressWarnings("NullAway.Init")
    Servers on;

    @SuppressWarnings("NullAway.Init")
    AppServer server;

    @SuppressWarnings("NullAway.Init")
    HttpApi http;

    private final List<Client> clients = new ArrayList<>();

    @BeforeEach
    final void start() {
        server = on.server();
        http = new HttpApi(server.baseUri());
    }

    @AfterEach
    final void leave() {
        leaveRooms();
        if (on.isRunning()) {
            Accounts.assertBalanced(http);
        }
        on.log().assertNoStackTrace();
    }

    /** Closes what this test has opened. */
    final void leaveRooms() {
        clients.forEach(Client::close);
    }

    /** A client that is closed after the test. */
    final <C extends Client> C closing(C client) {
        clients.add(client);
        return client;
    }

    /** A viewer that has said hello to this test's room. */
    final TestViewer join() {
        return join(room);
    }

    final TestViewer join(String otherRoom) {
        TestViewer viewer = closing(TestViewer.join(server.baseUri(), otherRoom));
        viewer.next("hello");
        return viewer;
    }

    /** A raw viewer that has been greeted in this test's room. */
    final RawViewer joinRaw() {
        RawViewer viewer = closing(RawViewer.join(server.baseUri(), room));
        viewer.read(RawViewer.TEXT);
        return viewer;
    }

    /** The texts of the danmaku in a batch. */
    static List<String> texts(JsonObject batch) {
        return batch.getJsonArray("items").getValuesAs(JsonObject.class).stream()
                .map(item -> item.getString("text"))
                .toList();
    }

    /** The texts that a viewer gets next, as many as asked for, over as many batches as they come in. */
    static List<String> nextTexts(TestViewer viewer, int count) {
        List<String> texts = new ArrayList<>();
        while (texts.size() < count) {
            texts.addAll(texts(viewer.next("batch")));
        }
        return texts;
    }

    /** What a viewer of this test's room gets of what was posted before, as often as it does. */
    final List<String> textsUntilTheEnd(TestViewer viewer) {
        assertThat(http.postText(room, "the end").statusCode()).isEqualTo(202);
        List<String> texts = new ArrayList<>();
        while (!texts.contains("the end")) {
            texts.addAll(texts(viewer.next("batch")));
        }
        texts.remove("the end");
        return texts;
    }
}
