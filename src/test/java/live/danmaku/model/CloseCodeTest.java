package live.danmaku.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CloseCodeTest {

    @ParameterizedTest
    @EnumSource
    void reason_everyCode_fitsACloseFrame(CloseCode code) {
        assertThat(code.reason().getBytes(StandardCharsets.UTF_8)).hasSizeBetween(1, 123);
    }
}
