package live.danmaku.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypeFilterTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*/*",
                "application/json",
                "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7",
                "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2",
                "application/json; charset=\"utf-8\"; Q=1.000",
            })
    void isAcceptable_whatClientsSay(String accept) {
        assertThat(MediaTypeFilter.isAcceptable(accept)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"nonsense", "*/*;q=x", "*/*;q=2", "*/*;q=", "a/b;c=\"", ";", "a/b,,c/d", "a/b c/d", "a/b;q=1.5"})
    void isAcceptable_whatIsNone_isNot(String accept) {
        assertThat(MediaTypeFilter.isAcceptable(accept)).isFalse();
    }
}
