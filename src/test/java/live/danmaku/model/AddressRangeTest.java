package live.danmaku.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.0.1, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "192.0.2.129/25, 192.0.2.200, true",
        "192.0.2.129/25, 192.0.2.1, false",
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, ::1, false",
        "::1, ::1, true",
        "2001:db8::/32, 2001:db8:1::7, true",
        "2001:db8::/32, 2001:db9::7, false",
        "::/0, 192.0.2.1, false"
    })
    void includes_anAddress(String range, String address, boolean included) throws Exception {
        assertThat(AddressRange.parse(range).orElseThrow().includes(InetAddress.getByName(address)))
                .isEqualTo(included);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/8", "localhost", "10.0.0.0/33", "::/129", "10.0.0.0/-1", "10.0.0.0/a", "10.0.0.256"})
    void parse_whatIsNone_isEmpty(String text) {
        assertThat(AddressRange.parse(text)).isEmpty();
    }
}
