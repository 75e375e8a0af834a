package live.danmaku.merge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import live.danmaku.model.Batch;
import live.danmaku.model.Danmaku;
import live.danmaku.model.Lane;
import live.danmaku.model.Omission;
import live.danmaku.model.RoomId;

/** Makes one batch out of what a room gathered in a window: combines repeats, then thins. */
public final class Merger {

    private static final Comparator<Danmaku> BY_ID = Comparator.comparingLong(Danmaku::id);

    /**
     * The batch of a window, in the order of acceptance. What it shows depends on the arguments only.
     *
     * @param gathered at least one, in growing order of id
     */
    public Batch merge(RoomId room, String epoch, long seq, int online, Thinning thinning, List<Danmaku> gathered) {
        if (!thinning.combine() && !thinning.isExceededBy(gathered.size())) {
            return new Batch(room, epoch, seq, online, gathered);
        }
        List<Candidate> candidates = thinning.combine()
                ? Repeats.combine(gathered)
                : gathered.stream().map(Candidate::of).toList();
        Set<Long> chosen = choose(candidates, thinning);
        List<Danmaku> items = new ArrayList<>(chosen.size());
        Map<Long, Integer> senders = new HashMap<>();
        List<Danmaku> omitted = new ArrayList<>();
        for (Candidate candidate : candidates) {
            if (!chosen.contains(candidate.id())) {
                omitted.add(candidate.shown());
                omitted.addAll(candidate.repeats());
            } else {
                items.add(candidate.shown());
                if (candidate.senders() > 1) {
                    senders.put(candidate.id(), candidate.senders());
                }
            }
        }
        omitted.sort(BY_ID);
        return new Batch(
                room,
                epoch,
                seq,
                online,
                items,
                gathered.get(gathered.size() - 1).id(),
                senders,
                gathered.size() - items.size() - omitted.size(),
                omitted.isEmpty() ? Map.of() : Map.of(Omission.RATE, List.copyOf(omitted)));
    }

    /** The ids of those that viewers get to see: the host's, VIPs' up to their reserve, and of the rest a fair share each. */
    private static Set<Long> choose(List<Candidate> candidates, Thinning thinning) {
        Set<Long> chosen = new HashSet<>();
        if (!thinning.isExceededBy(candidates.size())) {
            add(candidates, chosen);
            return chosen;
        }
        add(candidates.stream().filter(one -> one.lane() == Lane.HOST).toList(), chosen);
        List<Candidate> vips =
                candidates.stream().filter(one -> one.lane() == Lane.VIP).toList();
        add(FairShare.of(vips, Math.min(thinning.vipReserve(), left(thinning, chosen))), chosen);
        List<Candidate> rest =
                candidates.stream().filter(one -> !chosen.contains(one.id())).toList();
        add(FairShare.of(rest, left(thinning, chosen)), chosen);
        return chosen;
    }

    private static int left(Thinning thinning, Set<Long> chosen) {
        return Math.max(0, thinning.limit() - chosen.size());
    }

    private static void add(List<Candidate> candidates, Set<Long> chosen) {
        candidates.forEach(candidate -> chosen.add(candidate.id()));
    }
}
