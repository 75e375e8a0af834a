package live.danmaku.tool.load.verify;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import live.danmaku.tool.load.script.Comment;
import live.danmaku.tool.load.script.Script;
import live.danmaku.tool.load.script.SteadyScript;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ten posts are accepted under the ids 1 to 10; what viewers are given of them is each test's own. */
class AuditTest {
    private static final long WINDOW = 1000;
    private static final long SECOND = 1_000_000_000L;

    private final Script script = new SteadyScript(10, 1, 1, "t");
    private final Room room = Room.named("load");
    private final Latencies latencies = new Latencies(script, 0, 0);
    private final List<Audit.Witness> witnesses = new ArrayList<>();

    @BeforeEach
    void accept() {
        for (int number = 0; number < script.size(); number++) {
            room.ledger().accepted("e", number + 1, number);
        }
    }

    @Test
    void of_everythingArrived_isFaultless() {
        viewer(frame(1, 1, 2, 3, 4), frame(2, 5, 6, 7), frame(3, 8, 9, 10));
        viewer(frame(1, 1, 2, 3, 4), frame(2, 5, 6, 7), frame(3, 8, 9, 10));

        Audit audit = audit();

        assertThat(audit.findings()).isEqualTo(new Findings(20, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
        assertThat(audit.findings().faultless()).isTrue();
        assertThat(audit.batches()).isEqualTo(3);
        assertThat(audit.examples()).isEmpty();
    }

    @Test
    void of_itemMissingForAll_isLostForEach() {
        viewer(frame(1, 1, 2, 3, 4, 5), frame(2, 7, 8, 9, 10));
        viewer(frame(1, 1, 2, 3, 4, 5), frame(2, 7, 8, 9, 10));

        assertThat(audit().findings().lost()).isEqualTo(2);
        assertThat(audit().examples())
                .singleElement()
                .asString()
                .startsWith("viewer 1 and 1 more, each in room load: 1 lost")
                .contains("id 6, post 5");
    }

    @Test
    void of_itemMissingInOneViewersBytes_isLostForThatViewerOnly() {
        viewer(frame(1, 1, 2, 3), frame(2, 4, 5, 6, 7, 8, 9, 10));
        viewer(frame(1, 1, 3), frame(2, 4, 5, 6, 7, 8, 9, 10));

        Audit audit = audit();

        assertThat(audit.findings().lost()).isEqualTo(1);
        assertThat(audit.viewersWithFaults()).isEqualTo(1);
        assertThat(audit.batches()).isEqualTo(2);
        assertThat(audit.examples()).singleElement().asString().startsWith("viewer 2 in room load");
    }

    @Test
    void of_itemsLeftOutAndCounted_areNotLost() {
        viewer(thinned(frame(1, 1, 2), 4, 1, 1), thinned(frame(2, 7, 10), 10, 0, 4));

        Findings findings = audit().findings();

        assertThat(findings.leftOut()).isEqualTo(6);
        assertThat(findings.lost()).isZero();
        assertThat(findings.faultless()).isTrue();
    }

    @Test
    void of_moreMissingThanCounted_isLostAndMiscounted() {
        viewer(thinned(frame(1, 1, 2), 5, 0, 2), frame(2, 6, 7, 8, 9, 10));

        Findings findings = audit().findings();

        assertThat(findings.leftOut()).isEqualTo(2);
        assertThat(findings.lost()).isEqualTo(1);
        assertThat(findings.miscounted()).isEqualTo(1);
    }

    @Test
    void of_viewerThatLeftAThinnedRoom_isExpectedToHaveWhatItsBatchesCover() {
        Audit.Witness left = viewer(thinned(frame(1, 1), 5, 0, 4));
        witnesses.set(0, new Audit.Witness(left.name(), room, left.log(), false));

        Findings findings = audit().findings();

        assertThat(findings.expected()).isEqualTo(5);
        assertThat(findings.lost()).isZero();
    }

    @Test
    void of_batchThatShowsLessOfWhoPostedLess_isUnfair() {
        // Two flooders post nine of ten: the third poster has the ids 1 and 11, the first the even numbers, which are
        // fewer.
        Script flooded = new SteadyScript(20, 1, 3, 2, "t");
        Room unfair = room("unfair", flooded, thinned(frame(1, 1), 1, 0, 0), thinned(frame(2, 2, 3), 20, 0, 17));
        Room fair = room("fair", flooded, thinned(frame(1, 1), 1, 0, 0), thinned(frame(2, 3, 11), 20, 0, 17));

        assertThat(Fairness.broken(unfair, flooded)).isEqualTo(1);
        assertThat(Fairness.broken(fair, flooded)).isZero();
    }

    @Test
    void of_batchMissing_isAGapAndItsItemsAreLost() {
        viewer(frame(1, 1, 2), frame(4, 6, 7, 8, 9, 10));

        Findings findings = audit().findings();

        assertThat(findings.gaps()).isEqualTo(1);
        assertThat(findings.missingBatches()).isEqualTo(2);
        assertThat(findings.lost()).isEqualTo(3);
    }

    @Test
    void of_lastBatchMissing_isLostWithoutAGap() {
        viewer(frame(1, 1, 2, 3), frame(2, 4, 5, 6, 7));

        Findings findings = audit().findings();

        assertThat(findings.gaps()).isZero();
        assertThat(findings.lost()).isEqualTo(3);
        assertThat(findings.faultless()).isFalse();
    }

    @Test
    void of_batchRepeated_isDuplicates() {
        viewer(frame(1, 1, 2, 3), frame(1, 1, 2, 3), frame(2, 4, 5, 6, 7, 8, 9, 10));

        Findings findings = audit().findings();

        assertThat(findings.repeatedBatches()).isEqualTo(1);
        assertThat(findings.duplicated()).isEqualTo(3);
        assertThat(findings.lost()).isZero();
    }

    @Test
    void of_itemTwiceInABatch_isADuplicate() {
        viewer(frame(1, 1, 2, 2, 3), frame(2, 4, 5, 6, 7, 8, 9, 10));

        assertThat(audit().findings().duplicated()).isEqualTo(1);
    }

    @Test
    void of_itemAgainInALaterBatch_isADuplicate() {
        viewer(frame(1, 1, 2, 3), frame(2, 3, 4, 5, 6, 7, 8, 9, 10));

        assertThat(audit().findings().duplicated()).isEqualTo(1);
    }

    @Test
    void of_itemsSwapped_isDisorder() {
        viewer(frame(1, 2, 1, 3), frame(2, 4, 5, 6, 7, 8, 9, 10));

        Findings findings = audit().findings();

        assertThat(findings.disordered()).isEqualTo(1);
        assertThat(findings.lost() + findings.duplicated()).isZero();
    }

    @Test
    void of_batchesSwapped_isAGapALateBatchAndDisorder() {
        viewer(frame(2, 4, 5, 6, 7, 8, 9, 10), frame(1, 1, 2, 3));

        Findings findings = audit().findings();

        assertThat(findings.gaps()).isEqualTo(1);
        assertThat(findings.lateBatches()).isEqualTo(1);
        assertThat(findings.disordered()).isEqualTo(3);
        assertThat(findings.lost()).isZero();
    }

    @Test
    void of_otherText_isAltered() {
        viewer(frame(1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10).replaceFirst("~t-", "~T-"));

        Findings findings = audit().findings();

        assertThat(findings.altered()).isEqualTo(1);
        assertThat(findings.faultless()).isFalse();
    }

    @Test
    void of_otherStyle_isAltered() {
        viewer(frame(1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10).replaceFirst("\"color\":\"#\\w+\"", "\"color\":\"#010203\""));

        assertThat(audit().findings().altered()).isEqualTo(1);
    }

    @Test
    void of_postUnderASecondId_isUnacknowledged() {
        JsonObject again = item(11, script.comment(3));
        viewer(frame(1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10).replace("]}", "," + again + "]}"));

        Findings findings = audit().findings();

        assertThat(findings.unacknowledged()).isEqualTo(1);
        assertThat(findings.foreign()).isZero();
        assertThat(findings.faultless()).isFalse();
    }

    @Test
    void of_itemsOfOthers_areNoFault() {
        viewer(frame(1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10).replace("]}", "," + item(11, Comment.plain("hello")) + "]}"));

        Findings findings = audit().findings();

        assertThat(findings.foreign()).isEqualTo(1);
        assertThat(findings.faultless()).isTrue();
    }

    @Test
    void of_viewerThatLeft_isExpectedToHaveWhatCameBefore() {
        Audit.Witness left = viewer(frame(1, 1, 3), frame(2, 4, 5));
        witnesses.set(0, new Audit.Witness(left.name(), room, left.log(), false));

        Findings findings = audit().findings();

        assertThat(findings.expected()).isEqualTo(5);
        assertThat(findings.lost()).isEqualTo(1);
    }

    @Test
    void of_viewerThatCameLater_isExpectedToHaveWhatCameAfterwards() {
        viewer(frame(1, 1, 2, 3), frame(2, 4, 5, 6), frame(3, 7, 8, 9, 10));
        viewerAfter(1, frame(2, 4, 5, 6), frame(3, 7, 8, 9, 10));

        Audit audit = audit();

        assertThat(audit.findings().faultless()).isTrue();
        assertThat(audit.findings().expected()).isEqualTo(10 + 7);
    }

    @Test
    void of_viewerThatCameLater_losesWhatItIsNotGivenFromThenOn() {
        viewer(frame(1, 1, 2, 3), frame(2, 4, 5, 6), frame(3, 7, 8, 9, 10));
        viewerAfter(1, frame(3, 7, 8, 9, 10));

        Audit audit = audit();

        assertThat(audit.findings().lost()).isEqualTo(3);
        assertThat(audit.findings().gaps()).isEqualTo(1);
        assertThat(audit.examples()).singleElement().asString().contains("id 4, post 3");
    }

    @Test
    void of_viewerThatCameLaterAndIsGivenWhatWasBefore_hasLateBatches() {
        viewer(frame(1, 1, 2, 3), frame(2, 4, 5, 6), frame(3, 7, 8, 9, 10));
        viewerAfter(1, frame(1, 1, 2, 3), frame(2, 4, 5, 6), frame(3, 7, 8, 9, 10));

        Findings findings = audit().findings();

        assertThat(findings.lateBatches()).isEqualTo(1);
        assertThat(findings.lost()).isZero();
        assertThat(findings.faultless()).isFalse();
    }

    @Test
    void of_viewerThatCameLaterToAThinnedRoom_losesNothingThatItsFirstBatchCounts() {
        String thinned = thinned(frame(2, 6), 7, 0, 3);
        viewer(frame(1, 1, 2, 3), thinned, frame(3, 8, 9, 10));
        viewerAfter(1, thinned, frame(3, 8, 9, 10));

        Findings findings = audit().findings();

        assertThat(findings.expected()).isEqualTo(10 + 7);
        assertThat(findings.leftOut()).isEqualTo(3 + 3);
        assertThat(findings.faultless()).isTrue();
    }

    @Test
    void of_viewerThatCameAndLeft_isExpectedToHaveWhatCameBetween() {
        viewer(frame(1, 1, 2, 3), frame(2, 4, 5, 6), frame(3, 7, 8, 9, 10));
        Audit.Witness guest = viewerAfter(1, frame(2, 4, 5, 6));
        witnesses.set(1, new Audit.Witness(guest.name(), room, guest.log(), false));

        Audit audit = audit();

        assertThat(audit.findings().faultless()).isTrue();
        assertThat(audit.findings().expected()).isEqualTo(10 + 3);
    }

    @Test
    void of_oneIdForTwoPosts_isAClash() {
        room.ledger().accepted("e", 10, 9);

        assertThat(audit().idClashes()).isEqualTo(1);
    }

    @Test
    void of_acknowledgementsAfterTheBatch_areWaitedFor() {
        Room late = Room.named("late");
        ViewerLog log = new ViewerLog("e", 0, WINDOW);
        String frame = frame(1, 1);
        log.received(late.catalogue().find(key(frame), bytes(frame), SECOND), SECOND);
        late.catalogue().settle(late.ledger(), script, latencies, SECOND, false);
        late.ledger().accepted("e", 1, 0);
        late.catalogue().settle(late.ledger(), script, latencies, SECOND, false);

        assertThat(late.catalogue().found()).isEqualTo(1);
        assertThat(latencies.total().getTotalCount()).isEqualTo(1);
    }

    @Test
    void settle_everyDelivery_isInTheLatencies() {
        viewer(frame(1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
        viewer(frame(1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
        audit();

        // Posts are due every 100 ms from 0 on; both viewers got them after 1 s.
        assertThat(latencies.total().getTotalCount()).isEqualTo(20);
        assertThat(latencies.total().getMinValue()).isBetween(100_000L, 101_000L);
        assertThat(latencies.total().getMaxValue()).isBetween(1_000_000L, 1_001_000L);
    }

    @Test
    void find_afterTheBytesAreLetGo_stillTellsTheSameFromOthers() {
        String first = frame(1, 1, 2, 3);
        Batch batch = room.catalogue().find(key(first), bytes(first), 0);
        for (int seq = 2; seq < 200; seq++) {
            String next = frame(seq, 4);
            room.catalogue().find(key(next), bytes(next), 0);
        }

        assertThat(room.catalogue().find(key(first), bytes(first), 0)).isSameAs(batch);
        String other = frame(1, 1, 2, 4);
        assertThat(room.catalogue().find(key(other), bytes(other), 0)).isNotSameAs(batch);
    }

    /** The frame as of a room that has combined and left out. */
    private static String thinned(String frame, int last, int combined, int omitted) {
        return frame.replace(
                "\"items\":",
                "\"last\":%d,\"combined\":%d,\"omitted\":{\"rate\":%d},\"items\":".formatted(last, combined, omitted));
    }

    /** A room that has accepted all posts of the script, and sent these frames. */
    private Room room(String name, Script posts, String... frames) {
        Room made = Room.named(name);
        for (int number = 0; number < posts.size(); number++) {
            made.ledger().accepted("e", number + 1, number);
        }
        for (String frame : frames) {
            Batch unused = made.catalogue().find(key(frame), bytes(frame), SECOND);
        }
        made.catalogue().settle(made.ledger(), posts, latencies, SECOND, true);
        return made;
    }

    /** A viewer that receives these frames, one a second. */
    private Audit.Witness viewer(String... frames) {
        return viewerAfter(0, frames);
    }

    /** A viewer that joined after the batch of this number. */
    private Audit.Witness viewerAfter(long seq, String... frames) {
        ViewerLog log = new ViewerLog("e", seq, WINDOW);
        long now = 0;
        for (String frame : frames) {
            now += SECOND;
            log.received(room.catalogue().find(key(frame), bytes(frame), now), now);
        }
        Audit.Witness witness = new Audit.Witness("viewer " + (witnesses.size() + 1), room, log, true);
        witnesses.add(witness);
        return witness;
    }

    private Audit audit() {
        room.catalogue().settle(room.ledger(), script, latencies, 10 * SECOND, true);
        return Audit.of(List.of(room), witnesses, script, WINDOW);
    }

    private String frame(long seq, int... ids) {
        JsonArrayBuilder items = Json.createArrayBuilder();
        for (int id : ids) {
            items.add(item(id, script.comment(id - 1)));
        }
        return Json.createObjectBuilder()
                .add("type", "batch")
                .add("room", "load")
                .add("epoch", "e")
                .add("seq", seq)
                .add("id", ids[0])
                .add("at", 1763836800000L + seq * WINDOW)
                .add("items", items)
                .build()
                .toString();
    }

    private static JsonObject item(long id, Comment comment) {
        return Json.createObjectBuilder()
                .add("id", id)
                .add("user", "guest")
                .add("text", comment.text())
                .add("mode", comment.mode())
                .add("color", comment.color())
                .add("size", comment.size())
                .build();
    }

    private static BatchKey key(String frame) {
        return requireNonNull(BatchKey.scan(bytes(frame)));
    }

    private static ByteBuffer bytes(String frame) {
        return ByteBuffer.wrap(frame.getBytes(StandardCharsets.UTF_8));
    }
}
