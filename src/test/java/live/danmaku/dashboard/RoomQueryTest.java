package live.danmaku.dashboard;

import static live.danmaku.dashboard.FakeGlance.room;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Refusal;
import live.danmaku.model.RoomStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoomQueryTest {

    private static final List<RoomStatus> ROOMS =
            List.of(room("beta", 1, 30, 0), room("Alpha", 5, 10, 9), room("gamma", 1, 20, 1));

    @ParameterizedTest
    @CsvSource({
        "sort=room, 'Alpha,beta,gamma'",
        "sort=room&order=desc, 'gamma,beta,Alpha'",
        "sort=online&order=desc, 'Alpha,beta,gamma'",
        "sort=online, 'beta,gamma,Alpha'",
        "sort=accepted&order=desc, 'beta,gamma,Alpha'",
        "sort=omitted&order=desc, 'Alpha,gamma,beta'",
        "sort=room&search=%20AL, Alpha",
        "sort=room&search=et, beta",
        "sort=room&search=nothing, ''",
        "sort=room&from=1, 'beta,gamma'",
        "sort=room&from=1&limit=1, beta",
        "sort=room&from=3, ''",
        "sort=room&from=9999999, ''"
    })
    void page_isOrderedSearchedAndCut(String query, String rooms) {
        assertThat(names(page(query))).isEqualTo(rooms);
    }

    @Test
    void page_tellsHowManyThereAre_notHowManyAreShown() {
        assertThat(page("sort=room&limit=1").total()).isEqualTo(3);
        assertThat(page("sort=room&search=a&from=2").total()).isEqualTo(3);
        assertThat(page("sort=room&search=mm").total()).isEqualTo(1);
    }

    @Test
    void page_ofThousands_isAsLongAsAskedFor() {
        List<RoomStatus> many = IntStream.range(0, 10_000)
                .mapToObj(i -> room("room-" + i, i % 100, i, 0))
                .toList();

        RoomQuery.Page page =
                query("sort=online&order=desc&from=9950&limit=200").page(many);

        assertThat(page.total()).isEqualTo(10_000);
        assertThat(page.rooms())
                .hasSize(50)
                .allSatisfy(room -> assertThat(room.online()).isZero());
    }

    @Test
    void of_withoutAnOrder_asksForNoRooms() {
        assertThat(RoomQuery.of(parameters("search=x"))).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sort=nonsense",
                "sort=ROOM",
                "sort=room&order=up",
                "sort=room&from=-1",
                "sort=room&from=x",
                "sort=room&from=99999999999",
                "sort=room&limit=0",
                "sort=room&limit=201",
                "sort=room&search=12345678901234567890123456789012345678901234567890123456789012345"
            })
    void of_whatIsNoQuery_isRefused(String query) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> RoomQuery.of(parameters(query)))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_FIELD));
    }

    private static RoomQuery.Page page(String query) {
        return query(query).page(ROOMS);
    }

    private static RoomQuery query(String query) {
        return Objects.requireNonNull(RoomQuery.of(parameters(query)));
    }

    private static UnaryOperator<@Nullable String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        Arrays.stream(query.split("&"))
                .map(parameter -> parameter.split("=", 2))
                .forEach(parameter -> parameters.put(parameter[0], parameter[1].replace("%20", " ")));
        return parameters::get;
    }

    private static String names(RoomQuery.Page page) {
        return String.join(
                ",", page.rooms().stream().map(room -> room.room().value()).toList());
    }
}
