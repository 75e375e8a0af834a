package live.danmaku.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import live.danmaku.FakeSocket;
import live.danmaku.TestNode;
import live.danmaku.history.Entry;
import live.danmaku.model.Acts;
import live.danmaku.model.Author;
import live.danmaku.model.Balance;
import live.danmaku.model.CloseCode;
import live.danmaku.model.Draft;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Identity;
import live.danmaku.model.Lane;
import live.danmaku.model.Network;
import live.danmaku.model.Omission;
import live.danmaku.model.Refusal;
import live.danmaku.model.Right;
import live.danmaku.model.RoomId;
import live.danmaku.model.Style;
import live.danmaku.moderation.Judge;
import live.danmaku.moderation.WordLists;
import live.danmaku.sanction.Act;
import live.danmaku.sanction.AuditTrail;
import live.danmaku.sanction.Kind;
import live.danmaku.sanction.Sanction;
import live.danmaku.sanction.SanctionKey;
import live.danmaku.sanction.SanctionStore;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What moderators do, from the act to what viewers are sent and what the room keeps. */
class RoomActsTest {

    private static final RoomId LOBBY = new RoomId("lobby");
    private static final RoomId OTHER = new RoomId("other");

    private final TestNode node = new TestNode();
    private final Admission admission = node.admission(new WordLists(), Judge.NONE);
    private final Moderation moderation = new Moderation(
            node.registry,
            admission,
            node.sanctions,
            SanctionStore.NONE,
            new AuditTrail(SanctionStore.NONE, node.time),
            node.time,
            node.metrics);
    private final Author moderator =
            author("host-1", "192.0.2.200", Set.of(Right.WATCH, Right.MODERATE, Right.MODERATE_EVERYWHERE));

    @Test
    void perform_withoutTheRight_isRefused_andNothingIsDone() {
        FakeSocket viewer = watch(LOBBY);

        assertRefused(
                ErrorCode.FORBIDDEN,
                () -> moderation.perform(LOBBY, close(), author("u1", "192.0.2.1", Set.of(Right.WATCH, Right.POST))));

        assertThat(node.sanctions.list(null)).isEmpty();
        assertThat(viewer.closed()).isNull();
    }

    @Test
    void perform_everywhere_needsARightOfItsOwn() {
        Author ofOneRoom = author("host-2", "192.0.2.201", Set.of(Right.MODERATE));
        post(guest("guest-1", "192.0.2.1"), "slur");
        node.time.settle();

        assertRefused(ErrorCode.FORBIDDEN, () -> moderation.perform(null, new Act.Announce("hi"), ofOneRoom));
        assertRefused(
                ErrorCode.FORBIDDEN,
                () -> moderation.perform(LOBBY, new Act.MuteAuthor("e1", 1, true, false, null), ofOneRoom));
        assertThatCode(() -> moderation.perform(LOBBY, new Act.MuteAuthor("e1", 1, false, false, null), ofOneRoom))
                .doesNotThrowAnyException();
    }

    @Test
    void review_approvedOrRejected_isDoneOnce_andOnlyWhatIsApprovedIsShown() {
        FakeSocket viewer = watch(LOBBY);
        Draft good = new Draft(guest("guest-1", "192.0.2.1"), "good", Style.DEFAULT);
        node.held.hold(LOBBY, good, "a question");
        node.held.hold(LOBBY, new Draft(good.author(), "bad", Style.DEFAULT), "");
        long first = moderation.held(LOBBY).get(0).id();
        long second = moderation.held(LOBBY).get(1).id();

        assertRefused(
                ErrorCode.FORBIDDEN,
                () -> moderation.perform(LOBBY, new Act.Review(first, true), guest("guest-2", "192.0.2.2")));
        assertThat(moderation.perform(LOBBY, new Act.Review(first, true), moderator))
                .containsExactly("held " + first + ": danmaku 1 of epoch e1");
        assertThat(moderation.perform(LOBBY, new Act.Review(second, false), moderator))
                .containsExactly("held " + second + ": bad");
        node.time.settle();

        assertThat(moderation.held(LOBBY)).isEmpty();
        assertThat(viewer.last()).contains("good").doesNotContain("bad");
        assertRefused(
                ErrorCode.DANMAKU_UNKNOWN, () -> moderation.perform(LOBBY, new Act.Review(second, true), moderator));
        assertRefused(ErrorCode.INVALID_FIELD, () -> moderation.perform(null, new Act.Review(first, true), moderator));
    }

    @Test
    void follow_rulesThatWereLoadedLate_areToldToViewers_andAClosedRoomIsClosed() {
        FakeSocket viewer = watch(LOBBY);
        FakeSocket other = watch(OTHER);
        node.time.settle();
        List<Sanction> loaded = List.of(
                new Sanction(SanctionKey.of(Kind.PIN, LOBBY), "be kind", 0),
                new Sanction(new SanctionKey(Kind.MUTE_USER, null, "u1"), "", 0),
                new Sanction(SanctionKey.of(Kind.CLOSED, OTHER), "", 0));
        node.sanctions.impose(loaded);

        moderation.follow(loaded.stream().map(Sanction::key).toList());
        node.time.settle();

        assertThat(viewer.last()).contains("be kind");
        assertThat(other.closed()).isEqualTo(CloseCode.ROOM_CLOSED);
    }

    @Test
    void recall_ofWhatWasSent_isToldToViewers_andNoLongerKept() {
        FakeSocket viewer = watch(LOBBY);
        post("slur");
        post("fine");
        node.time.settle();

        recall(1);
        assertThat(kept()).as("before the next window").noneMatch(text -> text.contains("slur"));
        node.time.advanceMillis(1_000);

        assertThat(batches(viewer)).hasSize(2).last().asString().contains("\"acts\":{\"recalled\":[1]},\"items\":[]");
        assertThat(kept()).hasSize(2).anyMatch(text -> text.contains("fine")).noneMatch(text -> text.contains("slur"));
        assertThat(node.registry.balance())
                .as("it was shown, so it stays counted as an item")
                .isEqualTo(new Balance(2, 2, 0, Map.of(), 0, 0));
    }

    @Test
    void recall_ofWhatStillWaits_isNeverShown_andAccountedFor() {
        FakeSocket viewer = watch(LOBBY);
        post("first");
        node.time.settle();
        post("slur");
        post("fine");

        recall(2);
        node.time.advanceMillis(1_000);

        assertThat(viewer.sent()).noneMatch(text -> text.contains("slur"));
        assertThat(batches(viewer))
                .last()
                .asString()
                .contains("\"id\":3")
                .contains("\"omitted\":{\"recalled\":1},\"acts\":{\"recalled\":[2]}");
        assertThat(node.registry.balance()).isEqualTo(new Balance(3, 2, 0, Map.of(Omission.RECALLED, 1L), 0, 0));
        node.registry.tidy();
        assertThat(node.metrics.counted().get("imbalances")).isZero();
    }

    @Test
    void recall_ofTheWholeWindow_leavesABatchThatCoversIt() {
        FakeSocket viewer = watch(LOBBY);
        post("first");
        node.time.settle();
        post("slur");

        recall(2);
        node.time.advanceMillis(1_000);
        post("next");
        node.time.advanceMillis(1_000);

        assertThat(batches(viewer).get(1))
                .contains("\"last\":2,\"omitted\":{\"recalled\":1}")
                .contains("\"items\":[]");
        assertThat(batches(viewer).get(2)).contains("\"id\":3");
        assertThat(node.registry.balance().difference()).isZero();
    }

    @Test
    void recall_ofWhatWasLeftOut_isForgottenThereToo() {
        node.source.set("danmaku.rooms.lobby.thin", "1");
        node.settings.refresh();
        watch(LOBBY);
        post("first");
        node.time.settle();
        LongStream.rangeClosed(2, 6).forEach(i -> post("text-" + i));
        node.time.advanceMillis(1_000);

        recall(2, 3, 4, 5, 6);

        assertThat(room().history().batchesAfter(0, 10, 1 << 20))
                .extracting(Entry::leftOut)
                .allMatch(String::isEmpty);
        assertThat(kept()).noneMatch(text -> text.contains("text-"));
    }

    @Test
    void recall_ofNothing_isRefused() {
        post("first");
        node.time.settle();

        assertRefused(ErrorCode.DANMAKU_UNKNOWN, () -> recall(2));
        assertRefused(
                ErrorCode.DANMAKU_UNKNOWN,
                () -> moderation.perform(LOBBY, new Act.Recall("e0", List.of(1L)), moderator));
        assertRefused(
                ErrorCode.ROOM_UNKNOWN, () -> moderation.perform(OTHER, new Act.Recall("e1", List.of(1L)), moderator));
        assertRefused(
                ErrorCode.INVALID_FIELD, () -> moderation.perform(null, new Act.Recall("e1", List.of(1L)), moderator));
    }

    @Test
    void act_inAQuietRoom_leavesAtOnce_andOneFrameAWindowStays() {
        FakeSocket viewer = watch(LOBBY);

        announce("one");
        node.time.settle();
        announce("two");
        announce("three");
        node.time.settle();
        assertThat(batches(viewer)).hasSize(1);
        node.time.advanceMillis(1_000);

        assertThat(batches(viewer)).hasSize(2).last().asString().contains("\"acts\":{\"notices\":[\"two\",\"three\"]}");
    }

    @Test
    void acts_aboveTheBoundOfAWindow_areRefused() {
        watch(LOBBY);
        announce("first");
        node.time.settle();
        for (int i = 0; i < ActsDue.MAX; i++) {
            announce("n" + i);
        }

        assertRefused(ErrorCode.ROOM_BUSY, () -> announce("one more"));
        node.time.advanceMillis(1_000);
        assertThatCode(() -> announce("one more")).doesNotThrowAnyException();
    }

    @Test
    void announce_everywhere_reachesEveryRoom() {
        FakeSocket here = watch(LOBBY);
        FakeSocket there = watch(OTHER);

        moderation.perform(null, new Act.Announce("back in five"), moderator);
        node.time.settle();

        assertThat(batches(here)).singleElement().asString().contains("back in five");
        assertThat(batches(there)).singleElement().asString().contains("back in five");
    }

    @Test
    void rules_areToldWhole_andTheNewestCounts() {
        FakeSocket viewer = watch(LOBBY);
        impose(Kind.PIN, "be kind");
        node.time.settle();
        impose(Kind.SLOW, "5000");
        moderation.perform(LOBBY, new Act.Lift("unpin", Kind.PIN, ""), moderator);
        node.time.advanceMillis(1_000);

        assertThat(batches(viewer))
                .satisfiesExactly(
                        first -> assertThat(first).contains("\"acts\":{\"rules\":{\"pinned\":\"be kind\"}}"),
                        second -> assertThat(second).contains("\"acts\":{\"rules\":{\"slow\":5000}}"));
    }

    @Test
    void close_endsEveryConnectionForGood_andLetsNobodyIn_untilReopened() {
        FakeSocket viewer = watch(LOBBY);
        FakeSocket elsewhere = watch(OTHER);

        moderation.perform(LOBBY, close(), moderator);

        assertThat(viewer.closed()).isEqualTo(CloseCode.ROOM_CLOSED);
        assertThat(elsewhere.closed()).isNull();
        assertRefused(ErrorCode.ROOM_CLOSED, () -> watch(LOBBY));
        assertRefused(ErrorCode.ROOM_CLOSED, () -> post("hello?"));
        moderation.perform(LOBBY, new Act.Lift("reopen", Kind.CLOSED, ""), moderator);
        assertThatCode(() -> watch(LOBBY)).doesNotThrowAnyException();
    }

    @Test
    void mute_ofAnAuthorWithAUserId_isTheUsers_andNotEvadedByAnotherConnection() {
        Author first = author("u1", "192.0.2.1", Set.of(Right.POST));
        post(first, "slur");
        node.time.settle();

        assertThat(moderation.perform(LOBBY, new Act.MuteAuthor("e1", 1, false, false, null), moderator))
                .containsExactly("mute-user u1");

        Author again = author("u1", "198.51.100.1", Set.of(Right.POST));
        assertRefused(ErrorCode.MUTED, () -> post(again, "slur"));
        assertThatCode(() -> post(author("u2", "192.0.2.1", Set.of(Right.POST)), "fine"))
                .doesNotThrowAnyException();
    }

    @Test
    void mute_ofAnAnonymousAuthor_isTheNetworks_andNotEvadedByAnotherConnection() {
        post(guest("guest-1", "192.0.2.1"), "slur");
        node.time.settle();

        assertThat(moderation.perform(LOBBY, new Act.MuteAuthor("e1", 1, true, false, null), moderator))
                .containsExactly("mute-network 192.0.2.1");

        assertRefused(ErrorCode.MUTED, () -> post(guest("guest-2", "192.0.2.1"), "slur"));
        assertRefused(
                ErrorCode.MUTED, () -> admission.post(OTHER, guest("guest-3", "192.0.2.1"), "slur", Style.DEFAULT));
    }

    @Test
    void mute_withTheAddressToo_keepsTheUserFromComingBackAnonymously() {
        post(author("u1", "192.0.2.1", Set.of(Right.POST)), "slur");
        node.time.settle();

        assertThat(moderation.perform(LOBBY, new Act.MuteAuthor("e1", 1, false, true, null), moderator))
                .containsExactly("mute-user u1", "mute-network 192.0.2.1");

        assertRefused(ErrorCode.MUTED, () -> post(guest("guest-2", "192.0.2.1"), "slur"));
    }

    @Test
    void mute_ofAnAuthorOfWhomNothingIsKnown_isTheSenders() {
        post(new Author("Newsroom", Lane.HOST, "application a"), "hello");
        node.time.settle();

        assertThat(moderation.perform(LOBBY, new Act.MuteAuthor("e1", 1, false, false, null), moderator))
                .containsExactly("mute-sender application a");
        assertRefused(ErrorCode.MUTED, () -> post(new Author("News", Lane.HOST, "application a"), "hello"));
    }

    @Test
    void mute_ofTheAuthorOfALeftOutDanmaku_findsThem_untilTheBatchIsNotKept() {
        node.source.set("danmaku.rooms.lobby.thin", "1");
        node.settings.refresh();
        post("first");
        node.time.settle();
        post(guest("guest-1", "192.0.2.1"), "a");
        post(guest("guest-2", "192.0.2.2"), "b");
        node.time.advanceMillis(1_000);

        assertThat(moderation.perform(LOBBY, new Act.MuteAuthor("e1", 2, false, false, null), moderator))
                .containsExactly("mute-network 192.0.2.1");
        assertThat(moderation.perform(LOBBY, new Act.MuteAuthor("e1", 3, false, false, null), moderator))
                .containsExactly("mute-network 192.0.2.2");
        node.time.advanceMillis(60_000);
        node.registry.tidy();
        watch(LOBBY);
        assertRefused(
                ErrorCode.DANMAKU_UNKNOWN,
                () -> moderation.perform(LOBBY, new Act.MuteAuthor("e1", 2, false, false, null), moderator));
    }

    @Test
    void whoComesBack_isSentTheActsOnce_andNothingThatWasRecalled() {
        post("slur");
        post("fine");
        node.time.settle();
        recall(1);
        node.time.advanceMillis(1_000);

        assertThat(kept())
                .satisfiesExactly(
                        first -> assertThat(first).contains("fine").doesNotContain("slur"),
                        second -> assertThat(second).contains("\"recalled\":[1]"));
    }

    @Test
    void tick_thatHadTakenARecalledDanmaku_isCaughtUpWithByTheNext() {
        post("slur");
        node.time.settle();
        // As a recall whose own look at the history came just before the tick kept the batch.
        room().tell(Acts.recall(List.of(1L)));
        node.time.advanceMillis(1_000);

        assertThat(kept()).noneMatch(text -> text.contains("slur"));
    }

    private void assertRefused(ErrorCode code, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private FakeSocket watch(RoomId room) {
        FakeSocket socket = FakeSocket.open();
        node.join(room, socket);
        return socket;
    }

    private void post(String text) {
        post(new Author("ann", Lane.ORDINARY), text);
    }

    private void post(Author author, String text) {
        Posted unused = admission.post(LOBBY, author, text, Style.DEFAULT);
    }

    private void recall(long... ids) {
        moderation.perform(
                LOBBY, new Act.Recall("e1", LongStream.of(ids).boxed().toList()), moderator);
    }

    private void announce(String text) {
        moderation.perform(LOBBY, new Act.Announce(text), moderator);
    }

    private void impose(Kind kind, String detail) {
        moderation.perform(LOBBY, new Act.Impose("x", kind, "", detail, null), moderator);
    }

    private static Act close() {
        return new Act.Impose("close", Kind.CLOSED, "", "", null);
    }

    private Room room() {
        return node.registry.find(LOBBY).orElseThrow();
    }

    private List<String> kept() {
        return room().history().batchesAfter(0, 10, 1 << 20).stream()
                .map(entry -> entry.encoded().text())
                .toList();
    }

    private static List<String> batches(FakeSocket viewer) {
        return viewer.sent().stream()
                .filter(text -> text.startsWith("{\"type\":\"batch\""))
                .toList();
    }

    private static Author author(String user, String address, Set<Right> rights) {
        Identity identity = new Identity(user, user, Lane.ORDINARY, rights, null);
        return new Author(user, "user " + user, identity, Network.of(address).orElseThrow());
    }

    private static Author guest(String name, String address) {
        return new Author(name, name, Identity.ANONYMOUS, Network.of(address).orElseThrow());
    }
}
