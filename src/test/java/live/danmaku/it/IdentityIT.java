package live.danmaku.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.PlainJWT;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import live.danmaku.tool.server.LoginUser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, by ticket, by login, by origin and by address. */
@EnumSource(names = {"GUARDED_WILDFLY", "GUARDED_PAYARA_MICRO"})
class IdentityIT extends ServerContract {

    private static final String SUBPROTOCOL = "danmaku.v1.json";

    private final List<String> shown = new ArrayList<>();

    @AfterEach
    void assertNothingSecretIsLogged() throws IOException {
        String log = Files.readString(server.logFile());
        assertThat(log).doesNotContain(Guarded.SECRET);
        assertThat(shown).allSatisfy(ticket -> assertThat(log).doesNotContain(signature(ticket)));
    }

    @Test
    void aTicketAsSubprotocol_saysWhoItIs() {
        String ticket = shown(Guarded.signed(Guarded.claims("4711", room)
                .claim("name", "Ann")
                .claim("rights", List.of("watch", "post", "moderate"))
                .build()));
        TestViewer viewer = closing(TestViewer.join(server.baseUri(), room, SUBPROTOCOL, "danmaku.ticket." + ticket));

        JsonObject hello = viewer.next("hello");
        viewer.post("first!");

        assertThat(viewer.subprotocol()).isEqualTo(SUBPROTOCOL);
        assertThat(hello.getString("user")).isEqualTo("Ann");
        assertThat(hello.getJsonArray("rights").getValuesAs(JsonString::getString))
                .containsExactly("watch", "post", "moderate");
        assertThat(hello.getJsonNumber("expires").longValue())
                .isBetween(System.currentTimeMillis(), System.currentTimeMillis() + 61_000);
        assertThat(viewer.next("batch").getJsonArray("items").getJsonObject(0).getString("user"))
                .isEqualTo("Ann");
    }

    @Test
    void aTicketBesideThePlaceToResumeFrom_isFoundInTheAddressAndInAuthorization() {
        TestViewer addressed = closing(
                TestViewer.join(server.baseUri(), Guarded.MEMBERS + "?last=5&ticket=" + ticket("1", Guarded.MEMBERS)));
        RawViewer bearer = closing(RawViewer.joinWith(
                server.baseUri(), Guarded.MEMBERS, bearerLine(ticket("2", Guarded.MEMBERS)), 65_536));

        assertThat(addressed.next("hello").getString("user")).isEqualTo("name of 1");
        assertThat(bearer.status()).isEqualTo(101);
        assertThat(bearer.readMessage("hello").text()).contains("name of 2");
    }

    @Test
    void aTicketThatIsNotGood_isAnswered401_evenWhereNoneIsNeeded() {
        assertRefused(Guarded.signed(Guarded.claims("1", room).build(), "x".repeat(32)), 401, "ticket_invalid");
        assertRefused(new PlainJWT(Guarded.claims("1", room).build()).serialize(), 401, "ticket_invalid");
        assertRefused(Guarded.signed(Guarded.claims("1", room).audience("shop").build()), 401, "ticket_invalid");
        assertRefused(
                Guarded.signed(Guarded.claims("1", room)
                        .expirationTime(Guarded.in(Duration.ofHours(2)))
                        .build()),
                401,
                "ticket_invalid");
        assertRefused(
                Guarded.signed(Guarded.claims("1", room)
                        .expirationTime(Guarded.in(Duration.ofSeconds(-1)))
                        .build()),
                401,
                "ticket_expired");
        assertRefused("nonsense", 401, "ticket_invalid");
        assertRefused(Guarded.ticket("1", "another-room", "watch"), 403, "forbidden");
        assertRefused(Guarded.ticket("1", room, "post"), 403, "forbidden");
    }

    @Test
    void aTicketOfTheCompanysKey_isGood_andOneMadeOfItsPublicHalfIsNot() {
        String good = shown(Guarded.signedByTheKey(Guarded.claims("7", room).build()));
        assertThat(join(room + "?ticket=" + good).isClosed()).isFalse();

        for (byte[] key : Guarded.publicKeys()) {
            assertRefused(Guarded.signedByThePublicKey(Guarded.claims("7", room).build(), key), 401, "ticket_invalid");
        }
    }

    @Test
    void aTicketThatWasUsed_isAnswered401() {
        String ticket = ticket("1", room);
        join(room + "?ticket=" + ticket);

        assertRefused(ticket, 401, "ticket_used");
        Problems.assertProblem(post(room, bearer(ticket)), 401, "ticket_used");
    }

    @Test
    void aRoomForTicketsOnly_letsNobodyElseWatchOrPost() {
        RawViewer viewer = closing(RawViewer.join(server.baseUri(), Guarded.MEMBERS));

        assertThat(viewer.status()).isEqualTo(401);
        assertThat(viewer.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(TestViewer.json(viewer.body()).getString("code")).isEqualTo("ticket_required");
        Problems.assertProblem(http.postText(Guarded.MEMBERS, "hi"), 401, "ticket_required");
        Problems.assertProblem(http.get("rooms/" + Guarded.MEMBERS + "/batches"), 401, "ticket_required");
        assertThat(post(Guarded.MEMBERS, bearer(ticket("1", Guarded.MEMBERS))).statusCode())
                .isEqualTo(202);
    }

    @Test
    void aRoomToWatch_refusesThePostsOfWhoHasNoTicket() {
        TestViewer viewer = closing(TestViewer.join(server.baseUri(), Guarded.WATCHED));
        assertThat(viewer.next("hello").getJsonArray("rights").getValuesAs(JsonString::getString))
                .containsExactly("watch");

        viewer.post("hi");

        assertThat(viewer.next("error").getString("code")).isEqualTo("ticket_required");
        Problems.assertProblem(http.postText(Guarded.WATCHED, "hi"), 401, "ticket_required");
    }

    @Test
    void aTicketThatMayOnlyWatch_doesNotPost() {
        String ticket = shown(Guarded.ticket("1", room, "watch"));
        TestViewer viewer = join(room + "?ticket=" + ticket);

        viewer.post("hi");

        assertThat(viewer.next("error").getString("code")).isEqualTo("forbidden");
        Problems.assertProblem(post(room, bearer(shown(Guarded.ticket("1", room, "watch")))), 403, "forbidden");
    }

    @Test
    void anHttpPostsName_isTheTickets() {
        TestViewer viewer = join();
        Problems.assertProblem(
                HttpApi.send(postRequest(room, "{\"text\":\"hi\",\"user\":\"Newsroom\"}")
                        .header("Authorization", bearer(ticket("1", room)))),
                403,
                "forbidden");

        assertThat(post(room, bearer(ticket("1", room))).statusCode()).isEqualTo(202);

        assertThat(viewer.next("batch").getJsonArray("items").getJsonObject(0).getString("user"))
                .isEqualTo("name of 1");
    }

    @Test
    void aTicketThatEndsSoon_isAskedFor_andTheConnectionEndsWithoutTheNextOne() {
        TestViewer viewer = join(room + "?ticket=" + ticketFor(Duration.ofSeconds(3)));

        JsonObject notice = viewer.next("notice");

        assertThat(notice.getString("code")).isEqualTo("renew");
        assertThat(notice.getJsonNumber("expires").longValue()).isGreaterThan(System.currentTimeMillis() - 1_000);
        assertThat(viewer.closeCode()).isEqualTo(4401);
    }

    @Test
    void theNextTicket_keepsTheConnection_butNotAnotherUsers() {
        TestViewer viewer = join(room + "?ticket=" + ticketFor(Duration.ofSeconds(4)));
        viewer.next("notice");

        viewer.send(renewal("t0", ticket("2", room)));
        assertThat(viewer.next("error").toString()).contains("\"ref\":\"t0\"").contains("forbidden");
        viewer.send(renewal("t1", "nonsense"));
        assertThat(viewer.next("error").getString("code")).isEqualTo("ticket_invalid");
        viewer.send(renewal("t2", ticketFor(Duration.ofSeconds(5))));
        JsonObject renewed = viewer.next("renewed");

        assertThat(renewed.getString("ref")).isEqualTo("t2");
        // Asked again, and not closed in between: the first ticket has ended by now.
        assertThat(viewer.next("notice").getJsonNumber("expires")).isEqualTo(renewed.getJsonNumber("expires"));
        viewer.post("still here");
        assertThat(viewer.next("batch").toString()).contains("still here");
    }

    @Test
    void theServersOwnLogin_isAskedForOnItsPathOnly() {
        RawViewer nobody = closing(RawViewer.request(server.baseUri(), "ws-user/rooms/" + room));
        RawViewer wrong = closing(userViewer(new LoginUser(Guarded.HOST.name(), "wrong", "")));
        RawViewer stranger = closing(userViewer(Guarded.STRANGER));
        RawViewer host = closing(userViewer(Guarded.HOST));

        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.header("WWW-Authenticate")).startsWith("Basic");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(stranger.status()).isEqualTo(403);
        assertThat(host.status()).isEqualTo(101);
        assertThat(host.readMessage("hello").text())
                .contains("\"user\":\"hannah\"")
                .contains("\"rights\":[\"watch\",\"post\"]");
    }

    @Test
    void theServersOwnLogin_givesATicketForTheUsualPath() {
        HttpResponse<String> answer = HttpApi.send(http.request("../../user/ticket?room=" + Guarded.MEMBERS)
                .header("Authorization", basic(Guarded.MODERATOR)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        String ticket = shown(TestViewer.json(answer.body()).getString("ticket"));

        TestViewer viewer =
                closing(TestViewer.join(server.baseUri(), Guarded.MEMBERS, SUBPROTOCOL, "danmaku.ticket." + ticket));

        JsonObject hello = viewer.next("hello");
        assertThat(hello.getString("user")).isEqualTo("moe");
        assertThat(hello.getJsonArray("rights").getValuesAs(JsonString::getString))
                .contains("moderate");
        assertThat(HttpApi.send(http.request("../../user/ticket?room=lobby")).statusCode())
                .isEqualTo(401);
        assertThat(HttpApi.send(http.request("../../user/ticket?room=lobby")
                                .header("Authorization", basic(Guarded.STRANGER)))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aPageOfAnotherOrigin_doesNotConnect() {
        String own = "http://" + server.baseUri().getAuthority();

        assertThat(statusFrom("http://evil.example")).isEqualTo(403);
        assertThat(statusFrom("null")).isEqualTo(403);
        assertThat(statusFrom(own)).isEqualTo(101);
        assertThat(statusFrom(Guarded.PARTNER)).isEqualTo(101);
        RawViewer refused = closing(viewerFrom("http://evil.example"));
        assertThat(TestViewer.json(refused.body()).getString("code")).isEqualTo("origin_refused");
    }

    @Test
    void aPageOfAnotherOrigin_doesNotPost() {
        Problems.assertProblem(
                HttpApi.send(postRequest(room, "{\"text\":\"hi\"}").header("Origin", "http://evil.example")),
                403,
                "origin_refused");
        HttpResponse<String> preflight = HttpApi.send(preflight("http://evil.example"));
        Problems.assertProblem(preflight, 403, "origin_refused");
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
        HttpResponse<String> read = HttpApi.send(http.request("rooms").header("Origin", "http://evil.example"));
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        Problems.assertProblem(
                HttpApi.send(http.request("../../user/ticket?room=lobby")
                        .header("Origin", "http://evil.example")
                        .header("Authorization", basic(Guarded.HOST))),
                403,
                "origin_refused");
    }

    @Test
    void aPageOfAListedOrigin_postsAndReads() {
        HttpResponse<String> preflight = HttpApi.send(preflight(Guarded.PARTNER));
        HttpResponse<String> posted =
                HttpApi.send(postRequest(room, "{\"text\":\"hi\"}").header("Origin", Guarded.PARTNER));

        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                .contains(Guarded.PARTNER);
        assertThat(preflight
                        .headers()
                        .firstValue("Access-Control-Allow-Headers")
                        .orElse(""))
                .contains("Authorization");
        assertThat(posted.statusCode()).isEqualTo(202);
        assertThat(posted.headers().firstValue("Access-Control-Allow-Origin")).contains(Guarded.PARTNER);
        assertThat(posted.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
    }

    /** What a form or a page can send to another site without asking first. */
    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b"})
    void aSimpleContentType_doesNotPost(String type) {
        HttpResponse<String> answer = HttpApi.send(http.request("rooms/" + room + "/danmaku")
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString("{\"text\":\"hi\"}")));

        Problems.assertProblem(answer, 415, "unsupported_media_type");
    }

    @Test
    void whatATrustedProxySays_isWhereAViewerComesFrom() {
        for (int i = 0; i < Guarded.ADDRESS_VIEWERS; i++) {
            // A viewer counts when it is greeted.
            forwarded("X-Forwarded-For: 203.0.113." + i + ", 198.51.100.7").readMessage("hello");
        }

        assertThat(forwarded("X-Forwarded-For: 198.51.100.7").status()).isEqualTo(429);
        assertThat(forwarded("Forwarded: for=\"198.51.100.7:4711\";proto=https").status())
                .isEqualTo(429);
        assertThat(forwarded("X-Forwarded-For: 198.51.100.8").status()).isEqualTo(101);
        assertThat(forwarded("Forwarded: for=203.0.113.1, for=198.51.100.9").status())
                .isEqualTo(101);
    }

    @Test
    void thePage_saysWhatItMayDo_andWhoMayShowIt() {
        HttpResponse<String> page = HttpApi.send(http.request("../../"));

        assertThat(page.statusCode()).isEqualTo(200);
        String policy = page.headers().firstValue("Content-Security-Policy").orElse("");
        assertThat(policy)
                .contains("default-src 'none'")
                .contains("script-src 'self';")
                .contains("frame-ancestors 'self' " + Guarded.PARTNER)
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.headers().firstValue("Referrer-Policy")).contains("same-origin");
        assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../nothing", "../../js/nothing.js", "nothing", "../../error"})
    void anErrorPage_namesNoVersion_andHasNoTrace(String path) {
        HttpResponse<String> answer = HttpApi.send(http.request(path));

        Problems.assertProblem(answer, 404, "not_found");
        assertThat(answer.body()).doesNotContainIgnoringCase("payara").doesNotContainIgnoringCase("wildfly");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    /** Refused before the application is asked, by pages of the servers' own. */
    @Test
    void whatIsNotToBeServed_isNotThere() {
        HttpResponse<String> answer = HttpApi.send(http.request("../../WEB-INF/web.xml"));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).doesNotContainIgnoringCase("payara").doesNotContainIgnoringCase("wildfly");
    }

    private void assertRefused(String ticket, int status, String code) {
        RawViewer viewer = closing(RawViewer.joinWith(server.baseUri(), room, bearerLine(shown(ticket)), 65_536));
        assertThat(viewer.status()).as(code).isEqualTo(status);
        assertThat(TestViewer.json(viewer.body()).getString("code")).isEqualTo(code);
    }

    private String ticket(String user, String where) {
        return shown(Guarded.signed(Guarded.claims(user, where).build()));
    }

    private String ticketFor(Duration life) {
        return shown(Guarded.signed(
                Guarded.claims("1", room).expirationTime(Guarded.in(life)).build()));
    }

    /** Remembers a ticket that this test shows, for the log must not have it. */
    private String shown(String ticket) {
        shown.add(ticket);
        return ticket;
    }

    private static String signature(String ticket) {
        String end = ticket.substring(ticket.lastIndexOf('.') + 1);
        return end.isEmpty() ? ticket : end;
    }

    private static String renewal(String ref, String ticket) {
        return Json.createObjectBuilder()
                .add("type", "ticket")
                .add("ref", ref)
                .add("ticket", ticket)
                .build()
                .toString();
    }

    private int statusFrom(String origin) {
        return closing(viewerFrom(origin)).status();
    }

    private RawViewer viewerFrom(String origin) {
        return RawViewer.joinWith(server.baseUri(), room, "Origin: " + origin + "\r\n", 65_536);
    }

    private RawViewer forwarded(String header) {
        return closing(RawViewer.joinWith(server.baseUri(), room, header + "\r\n", 65_536));
    }

    private RawViewer userViewer(LoginUser user) {
        return RawViewer.requestWith(
                server.baseUri(), "ws-user/rooms/" + room, "Authorization: " + basic(user) + "\r\n");
    }

    private HttpRequest.Builder preflight(String origin) {
        return http.request("rooms/" + room + "/danmaku")
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type");
    }

    private HttpResponse<String> post(String where, String authorization) {
        return HttpApi.send(postRequest(where, "{\"text\":\"hi\"}").header("Authorization", authorization));
    }

    private HttpRequest.Builder postRequest(String where, String body) {
        return http.request("rooms/" + where + "/danmaku")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    private static String bearer(String ticket) {
        return "Bearer " + ticket;
    }

    private static String bearerLine(String ticket) {
        return "Authorization: " + bearer(ticket) + "\r\n";
    }

    private static String basic(LoginUser user) {
        String pair = user.name() + ":" + user.password();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    }
}
