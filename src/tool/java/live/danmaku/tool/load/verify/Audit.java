package live.danmaku.tool.load.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import live.danmaku.tool.load.script.Script;

/**
 * The verdict on a run: every viewer of every room, compared with every accepted post.
 *
 * @param findings summed over all viewers
 * @param batches distinct batches over all rooms
 * @param viewersWithFaults viewers whose history has at least one fault
 * @param announcedSkips batches that the server told viewers it had left out for them
 * @param idClashes times that two posts were given one id
 * @param provenTooSoon batches that provably left less than a window after another of the room
 * @param arrivedTooClose frames that arrived less than a window, less the tolerance, after the viewer's one before
 * @param mostInWindow most frames that any viewer got within a window less the tolerance
 * @param examples some of the faults, in words
 */
public record Audit(
        Findings findings,
        int batches,
        int viewersWithFaults,
        long announcedSkips,
        int idClashes,
        int provenTooSoon,
        long arrivedTooClose,
        int mostInWindow,
        List<String> examples) {
    private static final int MOST_EXAMPLES = 8;

    /**
     * One viewer to be examined.
     *
     * @param name how reports call it
     * @param complete whether it was connected to the end
     */
    public record Witness(String name, Room room, ViewerLog log, boolean complete) {}

    private record Case(Room room, History history, boolean complete) {}

    /** Examines all viewers. Their connections must have ended, and the rooms be settled. */
    public static Audit of(List<Room> rooms, List<Witness> witnesses, Script script, long windowMillis) {
        Map<Case, Findings> known = new HashMap<>();
        Findings sum = Findings.NONE;
        List<String> examples = new ArrayList<>();
        int faulty = 0;
        long skips = 0;
        long tooClose = 0;
        int most = 0;
        for (Witness witness : witnesses) {
            Case one = new Case(witness.room(), witness.log().history(), witness.complete());
            Findings findings = known.computeIfAbsent(
                    one, any -> Examination.of(one.room(), script, one.history(), one.complete()));
            sum = sum.plus(findings);
            if (!findings.faultless()) {
                faulty++;
                if (examples.size() < MOST_EXAMPLES) {
                    examples.add(inWords(witness, findings, script));
                }
            }
            skips += witness.log().announcedSkips();
            tooClose += witness.log().tooClose();
            most = Math.max(most, witness.log().mostInWindow());
        }
        return new Audit(
                sum,
                rooms.stream().mapToInt(room -> room.catalogue().size()).sum(),
                faulty,
                skips,
                rooms.stream().mapToInt(room -> room.ledger().clashes()).sum(),
                rooms.stream()
                        .mapToInt(room -> Windows.provenTooSoon(room.catalogue().firstVersions(), windowMillis))
                        .sum(),
                tooClose,
                most,
                List.copyOf(examples));
    }

    private static String inWords(Witness witness, Findings found, Script script) {
        List<String> faults = new ArrayList<>();
        say(faults, found.lost(), "lost");
        say(faults, found.duplicated(), "duplicated");
        say(faults, found.disordered(), "out of order");
        say(faults, found.altered(), "altered");
        say(faults, found.unacknowledged(), "under an unacknowledged id");
        say(faults, found.gaps(), "gaps in seq");
        say(faults, found.repeatedBatches(), "batches repeated");
        say(faults, found.lateBatches(), "batches late");
        NavigableMap<Long, Integer> lost =
                Examination.lost(witness.room(), script, witness.log().history());
        if (found.lost() > 0 && !lost.isEmpty()) {
            int number = lost.firstEntry().getValue();
            faults.add("the first lost one is id " + lost.firstKey() + ", post " + number + " '"
                    + script.comment(number).text() + "'");
        }
        return witness.name() + " in room " + witness.room().name() + ": " + String.join(", ", faults);
    }

    private static void say(List<String> faults, long count, String what) {
        if (count > 0) {
            faults.add(count + " " + what);
        }
    }
}
