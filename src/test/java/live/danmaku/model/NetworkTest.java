package live.danmaku.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "192.0.2.1, ::ffff:192.0.2.1",
        "2001:db8:1:2::1, 2001:db8:1:2:ffff:ffff:ffff:ffff",
        "::1, 0:0:0:0:0:0:0:1",
        "fe80::1, fe80::2"
    })
    void of_addressesOfOneNetwork_areEqual(String one, String other) {
        assertThat(Network.of(one)).isPresent().isEqualTo(Network.of(other));
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.1, 192.0.2.2", "2001:db8:1:2::1, 2001:db8:1:3::1", "0.0.0.1, ::"})
    void of_addressesOfDifferentNetworks_differ(String one, String other) {
        assertThat(Network.of(one)).isPresent().isNotEqualTo(Network.of(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "example.org", "1:2", "999.0.0.1", "1.2.3.4.5", "...", ".:1", "1.2.3"})
    void of_whatIsNoAddress_isEmpty(String text) {
        assertThat(Network.of(text)).isEmpty();
    }

    @Test
    void of_ipv6Address_isItsFirst64Bits() {
        assertThat(Network.of("2001:db8:1:2:3:4:5:6")).contains(new Network(true, 0x20010db800010002L));
    }
}
