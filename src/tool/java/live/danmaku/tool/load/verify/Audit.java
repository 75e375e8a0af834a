package live.danmaku.tool.load.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
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
 * @param unfair batches that show less of one sender than of another who posted more
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
        int unfair,
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
        Map<Case, List<Witness>> cases = new LinkedHashMap<>();
        long skips = 0;
        long tooClose = 0;
        int most = 0;
        for (Witness witness : witnesses) {
            Case seen = new Case(witness.room(), witness.log().history(), witness.complete());
            cases.computeIfAbsent(seen, any -> new ArrayList<>()).add(witness);
            skips += witness.log().announcedSkips();
            tooClose += witness.log().tooClose();
            most = Math.max(most, witness.log().mostInWindow());
        }
        Findings sum = Findings.NONE;
        List<String> examples = new ArrayList<>();
        int faulty = 0;
        for (Map.Entry<Case, List<Witness>> entry : cases.entrySet()) {
            Case one = entry.getKey();
            int viewers = entry.getValue().size();
            Findings findings = Examination.of(one.room(), script, one.history(), one.complete());
            sum = sum.plus(findings.times(viewers));
            if (!findings.faultless()) {
                faulty += viewers;
                if (examples.size() < MOST_EXAMPLES) {
                    examples.add(inWords(entry.getValue(), one, findings, script));
                }
            }
        }
        return new Audit(
                sum,
                rooms.stream().mapToInt(room -> room.catalogue().size()).sum(),
                faulty,
                skips,
                rooms.stream().mapToInt(room -> room.ledger().clashes()).sum(),
                rooms.stream().mapToInt(room -> Fairness.broken(room, script)).sum(),
                rooms.stream()
                        .mapToInt(room -> Windows.provenTooSoon(room.catalogue().firstVersions(), windowMillis))
                        .sum(),
                tooClose,
                most,
                List.copyOf(examples));
    }

    /** The same without what danmaku's times tell. */
    public Audit withoutTimes() {
        return new Audit(
                findings,
                batches,
                viewersWithFaults,
                announcedSkips,
                idClashes,
                unfair,
                0,
                arrivedTooClose,
                mostInWindow,
                examples);
    }

    private static String inWords(List<Witness> witnesses, Case one, Findings found, Script script) {
        List<String> faults = new ArrayList<>();
        say(faults, found.lost(), "lost");
        say(faults, found.duplicated(), "duplicated");
        say(faults, found.disordered(), "out of order");
        say(faults, found.altered(), "altered");
        say(faults, found.unacknowledged(), "under an unacknowledged id");
        say(faults, found.gaps(), "gaps in seq");
        say(faults, found.repeatedBatches(), "batches repeated");
        say(faults, found.lateBatches(), "batches late");
        say(faults, found.miscounted(), "batches that do not add up");
        NavigableMap<Long, Integer> lost = Examination.lost(one.room(), script, one.history());
        if (found.lost() > 0 && !lost.isEmpty()) {
            int number = lost.firstEntry().getValue();
            faults.add("the first lost one is id " + lost.firstKey() + ", post " + number + " '"
                    + script.comment(number).text() + "'");
        }
        String others = witnesses.size() == 1 ? "" : " and " + (witnesses.size() - 1) + " more, each";
        return witnesses.get(0).name() + others + " in room " + one.room().name() + ": " + String.join(", ", faults);
    }

    private static void say(List<String> faults, long count, String what) {
        if (count > 0) {
            faults.add(count + " " + what);
        }
    }
}
