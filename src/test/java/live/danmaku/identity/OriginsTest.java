package live.danmaku.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import live.danmaku.MapSource;
import live.danmaku.config.LiveSettings;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {

    private static final Route PLAIN = new Route(null, false, "chat.example.com");
    private static final Route SECURE = new Route(null, true, "chat.example.com");

    @Test
    void check_withoutAnOrigin_isNoBrowser() {
        origins("").check(PLAIN, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://chat.example.com", "http://CHAT.example.com:80", "https://chat.example.com:443"})
    void check_ourOwnPage_isAllowed(String origin) {
        origins("").check(PLAIN, origin);
    }

    @Test
    void check_ourOwnPageWithoutTls_isAnotherOriginWhereWeSpeakTls() {
        assertThat(origins("").allows(SECURE, "https://chat.example.com")).isTrue();
        assertThat(origins("").allows(SECURE, "http://chat.example.com")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://www.example.com",
                "http://chat.example.com.evil.example",
                "http://evil-chat.example.com",
                "http://chat.example.com:8080",
                "https://chat.example.com:8443",
                "null",
                "",
                "chat.example.com",
                "file://",
                "http://chat.example.com/",
                "http://chat.example.com@evil.example"
            })
    void check_anotherSitesPage_isRefused(String origin) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> origins("").check(PLAIN, origin))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.ORIGIN_REFUSED));
    }

    @Test
    void checkOwn_isForOurOwnPages_whateverIsListed() {
        Origins listed = origins("https://www.example.com, *");

        listed.checkOwn(PLAIN, "https://chat.example.com");
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> listed.checkOwn(PLAIN, "https://www.example.com"))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.ORIGIN_REFUSED));
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> listed.checkOwn(PLAIN, "null"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.example.com, true",
        "https://www.example.com:443, true",
        "http://www.example.com, false",
        "https://a.example.org, true",
        "https://a.b.example.org, true",
        "https://example.org, false",
        "https://aexample.org, false",
        "http://a.example.org, false",
        "https://a.example.org:8443, false",
        "https://a.example.net:8443, true",
        "https://evil.example/.example.org, false",
        "https://evil.example:1.example.org, false"
    })
    void allows_aListedOne(String origin, boolean allowed) {
        Origins origins = origins("https://www.example.com, https://*.example.org https://*.example.net:8443");

        assertThat(origins.allows(PLAIN, origin)).isEqualTo(allowed);
    }

    @Test
    void allows_all_whereAllAreListed() {
        assertThat(origins("*").allows(PLAIN, "null")).isTrue();
        assertThat(origins("*").allowsAll()).isTrue();
        assertThat(origins("https://www.example.com").allowsAll()).isFalse();
    }

    @Test
    void allows_whatIsNoOrigin_isNotListed() {
        assertThat(origins("www.example.com").allows(PLAIN, "www.example.com")).isFalse();
    }

    private static Origins origins(String listed) {
        return new Origins(new LiveSettings(MapSource.of("danmaku.origins", listed)));
    }
}
