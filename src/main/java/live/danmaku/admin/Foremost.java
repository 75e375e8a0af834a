package live.danmaku.admin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The first few of very many in an order, found without putting all the others in order as well. */
public final class Foremost {

    private Foremost() {}

    /**
     * What sorting all and taking the first ones gives; for most of the others it takes one comparison.
     *
     * @param most how many at the most, 0 or more
     * @param order no two of them are the same in it
     */
    public static <T> List<T> of(Iterable<T> all, int most, Comparator<? super T> order) {
        PriorityQueue<T> kept = new PriorityQueue<>(order.reversed());
        for (T one : all) {
            if (kept.size() < most) {
                kept.add(one);
            } else if (most > 0 && order.compare(one, kept.element()) < 0) {
                kept.remove();
                kept.add(one);
            }
        }
        List<T> first = new ArrayList<>(kept);
        first.sort(order);
        return first;
    }
}
