package live.danmaku.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import live.danmaku.model.ErrorCode;
import live.danmaku.model.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumeTest {

    @Test
    void parse_nothingOfOurs_isNothing() {
        assertThat(Resume.parse(null)).isEqualTo(Resume.NOTHING);
        assertThat(Resume.parse("")).isEqualTo(Resume.NOTHING);
        assertThat(Resume.parse("token=a%20b&sinced=7&x")).isEqualTo(Resume.NOTHING);
    }

    @Test
    void parse_parameters_areRead() {
        assertThat(Resume.parse("epoch=mbw3k9tq0f&since=0")).isEqualTo(new Resume("mbw3k9tq0f", 0L, null));
        assertThat(Resume.parse("since=999999999999999999&last=10000&epoch=E1"))
                .isEqualTo(new Resume("E1", 999_999_999_999_999_999L, 10_000));
        assertThat(Resume.parse("a=b&last=1")).isEqualTo(new Resume(null, null, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "since=7",
                "epoch=e1",
                "epoch=e1&since=",
                "epoch=e1&since",
                "epoch=e1&since=-1",
                "epoch=e1&since=%2D1",
                "epoch=e1&since=+1",
                "epoch=e1&since=1.5",
                "epoch=e1&since=seven",
                "epoch=e1&since=٧",
                "epoch=e1&since=9999999999999999999",
                "epoch=e1&since=1&since=2",
                "epoch=&since=1",
                "epoch=a-b&since=1",
                "epoch=%65&since=1",
                "epoch=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx&since=1",
                "last=0",
                "last=-5",
                "last=10001",
                "last=",
                "last=all",
                "last=1&last=1"
            })
    void parse_brokenParameter_isRefused(String query) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> Resume.parse(query))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.RESUME_INVALID));
    }
}
