package live.danmaku.dashboard;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import live.danmaku.admin.Foremost;
import live.danmaku.model.Balance;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Refusal;
import live.danmaku.model.RoomStatus;
import org.jspecify.annotations.Nullable;

/**
 * Which rooms a page wants to see: those whose names have a text in them, in an order, some of them.
 *
 * @param sort what they are ordered by; rooms that are the same in it are ordered by their names
 * @param descending whether the largest come first
 * @param search what is in their names, whether in capitals or not; empty for all
 * @param from how many before them are left out, 0 to {@link #FROM_MAX}
 * @param limit how many at the most, 1 to {@link #LIMIT_MAX}
 */
record RoomQuery(Sort sort, boolean descending, String search, int from, int limit) {

    static final int FROM_MAX = 10_000_000;
    static final int LIMIT_MAX = 200;
    private static final int LIMIT_USUAL = 50;
    private static final int SEARCH_MAX = 64;

    RoomQuery {
        if (search.length() > SEARCH_MAX) {
            throw invalid("search must have " + SEARCH_MAX + " characters at most");
        }
        search = search.strip().toLowerCase(Locale.ROOT);
    }

    /** What rooms can be ordered by. */
    enum Sort {
        ROOM,
        ONLINE,
        ACCEPTED,
        OMITTED,
        PENDING,
        SKIPPED,
        KEPT;

        static Sort of(String name) {
            return Stream.of(values())
                    .filter(sort -> sort.name().toLowerCase(Locale.ROOT).equals(name))
                    .findFirst()
                    .orElseThrow(
                            () -> invalid("sort must be room, online, accepted, omitted, pending, skipped or kept"));
        }

        Comparator<RoomStatus> order() {
            return switch (this) {
                case ROOM -> Comparator.comparing(room -> room.room().value());
                case ONLINE -> Comparator.comparingInt(RoomStatus::online);
                case ACCEPTED -> Comparator.comparingLong(room -> room.balance().accepted());
                case OMITTED ->
                    Comparator.comparingLong(
                            room -> Balance.total(room.balance().thinned()));
                case PENDING -> Comparator.comparingLong(room -> room.balance().pending());
                case SKIPPED -> Comparator.comparingLong(RoomStatus::skipped);
                case KEPT -> Comparator.comparingLong(room -> room.history().bytes());
            };
        }
    }

    /** Some rooms of a list, and how many there are. */
    record Page(int total, List<RoomStatus> rooms) {}

    /**
     * What a request asks for; null where it does not ask for rooms.
     *
     * @throws Refusal {@code invalid_field}
     */
    static @Nullable RoomQuery of(UnaryOperator<@Nullable String> parameters) {
        String sort = parameters.apply("sort");
        if (sort == null) {
            return null;
        }
        String order = parameters.apply("order");
        if (order != null && !order.equals("asc") && !order.equals("desc")) {
            throw invalid("order must be asc or desc");
        }
        String search = parameters.apply("search");
        return new RoomQuery(
                Sort.of(sort),
                "desc".equals(order),
                search == null ? "" : search,
                number("from", parameters.apply("from"), 0, 0, FROM_MAX),
                number("limit", parameters.apply("limit"), LIMIT_USUAL, 1, LIMIT_MAX));
    }

    /** The rooms of these that are asked for. */
    Page page(List<RoomStatus> all) {
        Comparator<RoomStatus> order = descending ? sort.order().reversed() : sort.order();
        List<RoomStatus> found = search.isEmpty()
                ? all
                : all.stream()
                        .filter(room ->
                                room.room().value().toLowerCase(Locale.ROOT).contains(search))
                        .toList();
        List<RoomStatus> first = Foremost.of(
                found, from + limit, order.thenComparing(room -> room.room().value()));
        return new Page(found.size(), first.subList(Math.min(from, first.size()), first.size()));
    }

    private static int number(String name, @Nullable String text, int usual, int min, int max) {
        try {
            int number = text == null ? usual : Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw badNumber(name, min, max);
        }
        throw badNumber(name, min, max);
    }

    private static Refusal badNumber(String name, int min, int max) {
        return invalid(name + " must be a whole number from " + min + " to " + max);
    }

    private static Refusal invalid(String message) {
        return new Refusal(ErrorCode.INVALID_FIELD, message);
    }
}
