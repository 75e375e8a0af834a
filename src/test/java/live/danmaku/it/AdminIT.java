package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import live.danmaku.tool.server.LoginUser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.EnumSource;

/** What the admin page asks for and is told, and who may: docs/admin.md. */
@EnumSource(names = {"GUARDED_WILDFLY", "GUARDED_PAYARA_MICRO", "PAYARA_SERVER"})
class AdminIT extends ServerContract {

    private static final List<String> PATHS =
            List.of("", "index.html", "js/app.js", "css/admin.css", "api/stream", "api/configuration", "api/audit");
    private static final String ANNOUNCE = "{\"act\":\"announce\",\"text\":\"forged\"}";

    @Test
    void withoutALogin_nothingIsShown() {
        for (String path : PATHS) {
            HttpResponse<String> answer = HttpApi.send(request(path).GET());
            assertThat(answer.statusCode()).as(path).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
                    .startsWith("Basic");
        }
        assertThat(HttpApi.send(json("api/acts", ANNOUNCE)).statusCode()).isEqualTo(401);
    }

    @Test
    void withoutTheRole_nothingIsShown_notEvenToModerators() {
        for (LoginUser user : List.of(Guarded.MODERATOR, Guarded.HOST, Guarded.STRANGER)) {
            for (String path : PATHS) {
                assertThat(HttpApi.send(as(user, request(path)).GET()).statusCode())
                        .as(path)
                        .isEqualTo(403);
            }
            assertThat(HttpApi.send(as(user, json("api/acts", ANNOUNCE))).statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void anotherSitesPage_isRefused_evenOneThatIsListed() {
        for (String origin : List.of("https://evil.example", Guarded.PARTNER, "null")) {
            HttpResponse<String> post = admin(json("api/acts", ANNOUNCE).header("Origin", origin));
            HttpResponse<String> get =
                    admin(request("api/configuration").header("Origin", origin).GET());
            Problems.assertProblem(post, 403, "origin_refused");
            Problems.assertProblem(get, 403, "origin_refused");
            assertThat(post.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
            assertThat(get.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        }
        assertThat(admin(request("api/configuration")
                                .header("Origin", "http://" + server.baseUri().getAuthority())
                                .GET())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void thePage_isForNoFrame_andHasAStrictPolicy() {
        HttpResponse<String> page = admin(request("").GET());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("script-src 'self'", "style-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", Guarded.PARTNER);
        assertThat(page.headers().firstValue("X-Frame-Options")).hasValue("DENY");
    }

    @Test
    void whatIsNoOrder_isRefused() {
        Problems.assertProblem(
                admin(request("api/acts").header("Content-Type", "text/plain").POST(BodyPublishers.ofString(ANNOUNCE))),
                415,
                "unsupported_media_type");
        Problems.assertProblem(admin(json("api/acts", "{")), 400, "not_json");
        Problems.assertProblem(admin(json("api/acts", "{\"act\":\"explode\"}")), 422, "invalid_field");
        Problems.assertProblem(admin(json("api/acts", "{\"act\":\"close\"}")), 422, "invalid_field");
        Problems.assertProblem(admin(json("api/rooms/no%20room", ANNOUNCE)), 400, "room_invalid");
        Problems.assertProblem(admin(json("api/rooms/" + room, ANNOUNCE)), 404, "room_unknown");
        Problems.assertProblem(admin(json("api/operations", "{\"do\":\"explode\"}")), 422, "invalid_field");
        Problems.assertProblem(
                admin(json("api/operations", "{\"do\":\"set\",\"key\":\"danmaku.window\",\"value\":\"1\"}")),
                422,
                "invalid_field");
        Problems.assertProblem(
                admin(json("api/operations", "{\"do\":\"set\",\"key\":\"danmaku.ticket.secrets\",\"value\":\"x\"}")),
                422,
                "invalid_field");
        Problems.assertProblem(
                admin(json("api/acts", "{\"act\":\"" + "x".repeat(100_000) + "\"}")), 413, "message_too_big");
        Problems.assertProblem(admin(request("api/audit").DELETE()), 405, "method_not_allowed");
        Problems.assertProblem(admin(request("api/stream?sort=nonsense").GET()), 422, "invalid_field");
        Problems.assertProblem(admin(request("api/stream?room=no%20room").GET()), 400, "room_invalid");
    }

    @Test
    void theStream_tellsHowTheServerIs_atOnceAndAgain() {
        join();
        AdminEvents events = listen("");

        JsonObject first = events.next("node");
        events.next("node");
        JsonObject later = events.next("node");

        assertThat(first.getString("state")).isEqualTo("open");
        // The first look may be one that another page was told before this test's viewer came.
        assertThat(later.getJsonObject("node").getInt("viewers")).isPositive();
        assertThat(later.getJsonNumber("at").longValue())
                .isGreaterThan(first.getJsonNumber("at").longValue());
    }

    @Test
    void theStream_tellsOneRoom_andTheListThatIsAskedFor() {
        join().post("hello");
        AdminEvents events = listen("?sort=accepted&order=desc&search=" + room + "&room=" + room);

        JsonObject rooms = events.next("rooms");
        JsonObject one = events.next("room");

        assertThat(rooms.getInt("total")).isEqualTo(1);
        assertThat(rooms.getJsonArray("rooms").getJsonObject(0).getString("room"))
                .isEqualTo(room);
        assertThat(one.getJsonObject("figures").getString("room")).isEqualTo(room);
        assertThat(one.getJsonObject("inForce").getJsonArray("sanctions")).isNotNull();
    }

    @Test
    void theStream_ofARoomThatIsNotThere_tellsWhatHoldsThere() {
        admin(json("api/rooms/" + room, "{\"act\":\"slow\",\"interval\":5000,\"for\":60000}"));

        JsonObject told = listen("?room=" + room).next("room");

        assertThat(told.isNull("figures")).isTrue();
        assertThat(told.getJsonObject("inForce").getJsonObject("rules").getInt("slow"))
                .isEqualTo(5000);
    }

    @Test
    void anAct_isDone_andRecordedUnderTheAdministratorsName() {
        TestViewer viewer = join();
        AdminEvents events = listen("");
        long before = events.next("node").getJsonNumber("recorded").longValue();

        HttpResponse<String> done = admin(json("api/rooms/" + room, "{\"act\":\"announce\",\"text\":\"all is well\"}"));

        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
        assertThat(viewer.next("batch")
                        .getJsonObject("acts")
                        .getJsonArray("notices")
                        .getString(0))
                .isEqualTo("all is well");
        await().atMost(TestViewer.PATIENCE)
                .until(() -> events.next("node").getJsonNumber("recorded").longValue() > before);
        JsonObject entry = audit().get(0);
        assertThat(entry.getString("who")).isEqualTo(Guarded.ADMIN.name());
        assertThat(entry.getString("act")).isEqualTo("announce");
        assertThat(entry.getString("room")).isEqualTo(room);
        assertThat(entry.getString("what")).isEqualTo("all is well");
        assertThat(entry.getString("from")).isEqualTo("127.0.0.1");
    }

    @Test
    void aValue_isSetForNow_andTheConfigurationTellsWhereItComesFrom_andNoSecret() {
        String own = "danmaku.rooms." + room + ".window";
        assertThat(admin(json(
                                "api/operations",
                                "{\"do\":\"set\",\"room\":\"" + room
                                        + "\",\"key\":\"danmaku.window\",\"value\":\"321\"}"))
                        .statusCode())
                .isEqualTo(200);

        HttpResponse<String> configuration = admin(request("api/configuration").GET());
        join();

        assertThat(http.room(room).getInt("window")).isEqualTo(321);
        JsonObject value = value(configuration, own);
        assertThat(value.getString("value")).isEqualTo("321");
        assertThat(value.getString("origin")).isEqualTo("operator");
        assertThat(value(configuration, "danmaku.shards").getString("origin")).isEqualTo("default");
        assertThat(configuration.body()).doesNotContain(Guarded.SECRET, TestTickets.SECRET);
        assertThat(admin(json(
                                "api/operations",
                                "{\"do\":\"reset\",\"room\":\"" + room + "\",\"key\":\"danmaku.window\"}"))
                        .body())
                .contains("\"outcome\":\"reset\"");
        assertThat(http.room(room).getInt("window")).isNotEqualTo(321);
    }

    @Test
    void aDrain_closesViewers_andIsTakenBack() {
        TestViewer viewer = join();
        AdminEvents events = listen("");

        HttpResponse<String> drained = admin(json("api/operations", "{\"do\":\"drain\"}"));
        try {
            assertThat(drained.statusCode()).as(drained.body()).isEqualTo(200);
            assertThat(viewer.closeCode()).isEqualTo(1012);
            assertThat(http.health("ready").statusCode()).isEqualTo(503);
            await().atMost(TestViewer.PATIENCE)
                    .until(() -> events.next("node").getString("state").equals("drained"));
        } finally {
            assertThat(admin(json("api/operations", "{\"do\":\"resume\"}")).body())
                    .contains("\"outcome\":\"open\"");
        }
        assertThat(http.health("ready").statusCode()).isEqualTo(200);
        join();
    }

    @Test
    void anAdministrator_watchesByATicketOfTheLogin() {
        HttpResponse<String> ticket =
                HttpApi.send(as(Guarded.ADMIN, http.request("../../user/ticket?room=" + Guarded.MEMBERS)));

        assertThat(ticket.statusCode()).as(ticket.body()).isEqualTo(200);
        TestViewer viewer = closing(TestViewer.join(
                server.baseUri(),
                Guarded.MEMBERS + "?ticket=" + TestViewer.json(ticket.body()).getString("ticket")));
        assertThat(viewer.next("hello").getJsonArray("rights").toString())
                .contains("watch", "moderate")
                .doesNotContain("post");
    }

    private AdminEvents listen(String query) {
        return closing(AdminEvents.of(
                as(Guarded.ADMIN, HttpRequest.newBuilder(server.baseUri().resolve("admin/api/stream" + query)))));
    }

    private List<JsonObject> audit() {
        return TestViewer.json(admin(request("api/audit").GET()).body())
                .getJsonArray("entries")
                .getValuesAs(JsonObject.class);
    }

    private static JsonObject value(HttpResponse<String> configuration, String property) {
        return TestViewer.json(configuration.body()).getJsonArray("values").getValuesAs(JsonObject.class).stream()
                .filter(value -> value.getString("property").equals(property))
                .findFirst()
                .orElseThrow();
    }

    private HttpRequest.Builder request(String path) {
        return http.request("../../admin/" + path);
    }

    private HttpRequest.Builder json(String path, String body) {
        return request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
    }

    private static HttpResponse<String> admin(HttpRequest.Builder request) {
        return HttpApi.send(as(Guarded.ADMIN, request));
    }

    private static HttpRequest.Builder as(LoginUser user, HttpRequest.Builder request) {
        return AdminRequests.login(user, request);
    }
}
