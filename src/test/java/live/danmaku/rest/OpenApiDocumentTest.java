package live.danmaku.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import live.danmaku.TestFrames;
import live.danmaku.encode.Encoder;
import live.danmaku.model.Author;
import live.danmaku.model.Balance;
import live.danmaku.model.Check;
import live.danmaku.model.ClusterStatus;
import live.danmaku.model.Draft;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.FrameBalance;
import live.danmaku.model.HeldPost;
import live.danmaku.model.Lane;
import live.danmaku.model.NodeStatus;
import live.danmaku.model.Refusal;
import live.danmaku.model.RoomId;
import live.danmaku.model.RoomStatus;
import live.danmaku.model.Rules;
import live.danmaku.model.Style;
import live.danmaku.sanction.Kind;
import live.danmaku.sanction.Sanction;
import live.danmaku.sanction.SanctionKey;
import org.junit.jupiter.api.Test;

/** The OpenAPI document is valid, and describes what the server answers. */
class OpenApiDocumentTest {

    private final SwaggerParseResult parsed = new OpenAPIV3Parser().readLocation("webapp/openapi.json", null, null);
    private static final RoomStatus.History HISTORY = new RoomStatus.History(1, 1);

    private final OpenAPI document = parsed.getOpenAPI();

    @Test
    void document_isValidOpenApi() {
        assertThat(parsed.getMessages()).isEmpty();
        assertThat(document.getPaths().keySet())
                .containsExactly(
                        "/user/ticket",
                        "/health/ready",
                        "/health/live",
                        "/node",
                        "/rooms",
                        "/rooms/{room}",
                        "/rooms/{room}/batches",
                        "/acts",
                        "/rooms/{room}/acts",
                        "/rooms/{room}/danmaku");
    }

    @Test
    void schemas_ofAnswers_haveExactlyTheFieldsThatAreWritten() {
        try (Encoder encoder = new Encoder(TestFrames.FACTORY)) {
            RoomStatus status =
                    new RoomStatus(new RoomId("a"), "e", 1, 1, 1, Duration.ofSeconds(1), Balance.NONE, 0, HISTORY);
            Refusal busy = new Refusal(ErrorCode.ROOM_BUSY, "full", Duration.ofSeconds(1));

            assertThat(fields("Room")).containsExactlyElementsOf(keys(encoder.room(status)));
            assertThat(fields("RoomList")).containsExactlyElementsOf(keys(encoder.rooms(1, List.of(status))));
            NodeStatus node = new NodeStatus(
                    1,
                    1,
                    new TreeMap<>(Map.of("portable text", 1L)),
                    Balance.NONE,
                    new TreeMap<>(Map.of("batches", 1L)),
                    new TreeMap<>(Map.of("not_json", 1L)),
                    new NodeStatus.Buffers(1, 1),
                    new NodeStatus.Backlog(1, 1, 1, 1),
                    new FrameBalance(1, 1, 0, 0, 0, 0, 0),
                    HISTORY,
                    new ClusterStatus("n1", true, 0, 1, Map.of("n2", 1)));
            assertThat(fields("Issued")).containsExactlyElementsOf(keys(encoder.issued("t", 1)));
            assertThat(fields("Health"))
                    .containsExactlyElementsOf(
                            keys(encoder.health(true, 1, true, List.of(new Check("doors", true, true, "open")))));
            assertThat(fields("Node")).containsExactlyElementsOf(keys(encoder.node(node)));
            assertThat(fields("Batches"))
                    .containsExactlyElementsOf(keys(encoder.batches(status, true, 1, List.of(), List.of())));
            assertThat(fields("Accepted")).containsExactlyElementsOf(keys(encoder.accepted(new RoomId("a"), "e", 1)));
            assertThat(fields("ActDone"))
                    .containsExactlyElementsOf(keys(encoder.actDone("pin", new RoomId("a"), List.of("pin hi"), true)));
            Sanction sanction = new Sanction(new SanctionKey(Kind.SILENCE, new RoomId("a"), "x"), "vip", 1);
            HeldPost post = new HeldPost(1, 2, new Draft(new Author("a", Lane.VIP), "hi", Style.DEFAULT), "a question");
            String held = encoder.inForce(new RoomId("a"), Rules.NONE, List.of(sanction), List.of(post), true);
            assertThat(fields("InForce")).containsExactlyElementsOf(keys(held));
            assertThat(fields("HeldPost"))
                    .containsExactlyElementsOf(keys(held.substring(held.lastIndexOf('{'), held.length() - 2)));
            assertThat(fields("Sanction"))
                    .containsExactlyElementsOf(keys(held.substring(held.indexOf("[{") + 1, held.indexOf("}]") + 1)));
            assertThat(fields("Problem")).containsExactlyInAnyOrderElementsOf(keys(encoder.problem(busy, 429)));
        }
    }

    @SuppressWarnings({"rawtypes", "unchecked"}) // The model library has raw schemas.
    private List<String> fields(String schema) {
        Map<String, Schema> properties = Objects.requireNonNull(
                        document.getComponents().getSchemas().get(schema))
                .getProperties();
        return List.copyOf(properties.keySet());
    }

    private static List<String> keys(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            JsonObject object = reader.readObject();
            return List.copyOf(object.keySet());
        }
    }
}
