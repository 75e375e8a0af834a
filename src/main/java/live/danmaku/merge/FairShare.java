package live.danmaku.merge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Shares places out among senders, max-min fair (D. Bertsekas, R. Gallager, Data Networks, 2nd ed., section 6.5.2): nobody
 * gets less than another, unless there is less to show. So a flooder takes its own share and no one else's.
 */
final class FairShare {

    /** Who has least to show comes first. Among equals, nobody should be first in each window, nor who was first in it. */
    private static final Comparator<List<Candidate>> LEAST_FIRST = Comparator.<List<Candidate>>comparingInt(List::size)
            .thenComparingLong(own -> scattered(own.get(0).id()));

    private FairShare() {}

    /**
     * Chooses as many candidates as there are places, or all of them if they fit.
     *
     * @param candidates in growing order of id
     */
    static List<Candidate> of(List<Candidate> candidates, int places) {
        if (candidates.size() <= places) {
            return candidates;
        }
        Map<String, List<Candidate>> bySender = new LinkedHashMap<>();
        for (Candidate candidate : candidates) {
            bySender.computeIfAbsent(candidate.sender(), first -> new ArrayList<>())
                    .add(candidate);
        }
        List<List<Candidate>> senders = new ArrayList<>(bySender.values());
        senders.sort(LEAST_FIRST);
        List<Candidate> chosen = new ArrayList<>(places);
        int waiting = senders.size();
        for (List<Candidate> own : senders) {
            // Rounded up: what does not divide goes to those who posted less.
            int share = (places - chosen.size() + waiting - 1) / waiting;
            addSpread(own, Math.min(share, own.size()), chosen);
            waiting--;
        }
        return chosen;
    }

    /** Takes so many at even distances, the newest among them: a page that plays a window back has something all along. */
    private static void addSpread(List<Candidate> own, int count, List<Candidate> chosen) {
        for (long nth = 1; nth <= count; nth++) {
            chosen.add(own.get((int) (nth * own.size() / count) - 1));
        }
    }

    /** A number that looks random but is not (D. Stafford's mix 13, as in {@code java.util.SplittableRandom}). */
    private static long scattered(long id) {
        long mixed = (id ^ (id >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
