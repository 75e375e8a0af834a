package live.danmaku.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoomIdTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "lobby",
                "A-Z_0.9",
                ".a.",
                ".a",
                "0123456789012345678901234567890123456789012345678901234567890123"
            })
    void constructor_allowedName_isKept(String name) {
        assertThat(new RoomId(name).value()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "...",
                " ",
                "a b",
                "a/b",
                "a%20b",
                "房间",
                "a\n",
                "<b>",
                "01234567890123456789012345678901234567890123456789012345678901234"
            })
    void constructor_otherName_isRefused(String name) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> new RoomId(name))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.ROOM_INVALID));
    }
}
