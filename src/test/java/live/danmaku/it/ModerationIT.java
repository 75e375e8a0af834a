package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the server's own rules, its word lists, and another application's moderator make of texts. */
@EnumSource(names = {"GUARDED_WILDFLY", "GUARDED_PAYARA_MICRO"})
class ModerationIT extends ServerContract {

    /** Where the moderator is known to be asked. */
    private static final Set<Servers> MODERATED = EnumSet.noneOf(Servers.class);

    @ParameterizedTest
    @CsvSource({
        "word_blocked, you f00l",
        "word_blocked, ｆｏｏｌ",
        "word_blocked, f\u200Bo\u200Bo\u200Bl",
        "word_blocked, f o o l",
        "word_blocked, 法 輪",
        "pattern_blocked, call 12345678",
        "link_blocked, see www.example",
        "too_many_marks, a\u0336\u0336\u0336\u0336\u0336",
        "rejected, reject me",
        "held, hold me",
    })
    void aTextThatIsNotAllowed_isRefusedWithItsCode_andTheConnectionStays(String code, String text) {
        awaitModerator();
        TestViewer viewer = join();

        assertThat(refusal(viewer, text).getString("code")).isEqualTo(code);

        viewer.post("good");
        assertThat(texts(viewer.next("batch"))).containsExactly("good");
    }

    @ParameterizedTest
    @CsvSource({
        "damn it, **** it",
        "DÁMN it, **** it",
        "abc\u202Edef, abcdef",
        "a class of its own, a class of its own",
        "rewrite me, rewritten",
        "<b>bold</b>, <b>bold</b>",
    })
    void aTextThatIsAllowed_isShownAsTheRulesMakeIt(String text, String shown) {
        awaitModerator();
        TestViewer viewer = join();

        viewer.post(text);

        assertThat(texts(viewer.next("batch"))).containsExactly(shown);
    }

    @Test
    void aTextThatIsHeld_waitsForAModerator_whoApprovesIt() {
        awaitModerator();
        TestViewer viewer = join();
        assertThat(refusal(viewer, "hold me").getString("code")).isEqualTo("held");

        JsonObject waiting =
                TestViewer.json(acts(null).body()).getJsonArray("held").getJsonObject(0);
        assertThat(waiting.getString("text")).isEqualTo("hold me");
        assertThat(waiting.getString("reason")).isEqualTo("it asks for it");
        String approve = "{\"act\":\"approve\",\"id\":" + waiting.getInt("id") + "}";
        assertThat(acts(approve).statusCode()).isEqualTo(200);

        assertThat(texts(viewer.next("batch"))).containsExactly("hold me");
        assertThat(acts(approve).statusCode()).as("once").isEqualTo(404);
    }

    @Test
    void theModeratorsReason_isTold() {
        awaitModerator();

        assertThat(refusal(join(), "reject me").getString("message")).isEqualTo("not in this house");
    }

    @Test
    void aModeratorThatFailsOrStalls_costsNobodyMoreThanItsTime() {
        awaitModerator();
        TestViewer viewer = join();
        TestViewer other = join();
        long late = http.node().counted("moderator-late");
        long failed = http.node().counted("moderator-failed");

        viewer.post("stall on me");
        other.post("not held up");
        assertThat(nextTexts(other, 2)).containsExactlyInAnyOrder("stall on me", "not held up");
        viewer.post("fail on me");
        assertThat(nextTexts(other, 1)).containsExactly("fail on me");

        assertThat(http.node().counted("moderator-late")).isGreaterThan(late);
        assertThat(http.node().counted("moderator-failed")).isGreaterThan(failed);
    }

    /** Applications on the server keep the rules for texts too. */
    @Test
    void aBlockedWordInAnEvent_isRefused() {
        TestViewer viewer = join();

        HostApplication.fire(server.baseUri(), room, "you fool");
        HostApplication.fire(server.baseUri(), room, "see https://example.test");

        assertThat(texts(viewer.next("batch"))).containsExactly("see https://example.test");
    }

    /** What a moderator of the room asks for: the act, or for null the list. */
    private HttpResponse<String> acts(@Nullable String act) {
        HttpRequest.Builder request = http.request("rooms/" + room + "/acts")
                .header("Authorization", "Bearer " + Guarded.ticket("moe", room, "moderate"));
        return HttpApi.send(
                act == null
                        ? request.GET()
                        : request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(act)));
    }

    /** The other application may be deployed after this one, and is looked for each second. */
    private void awaitModerator() {
        if (MODERATED.contains(on)) {
            return;
        }
        HostApplication.awaitModerator(join(room + "-awaited"));
        MODERATED.add(on);
    }

    private static JsonObject refusal(TestViewer viewer, String text) {
        viewer.send(Json.createObjectBuilder()
                .add("type", "post")
                .add("text", text)
                .build()
                .toString());
        return viewer.next("error");
    }
}
