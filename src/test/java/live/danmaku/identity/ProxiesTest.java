package live.danmaku.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Optional;
import live.danmaku.MapSource;
import live.danmaku.config.LiveSettings;
import live.danmaku.model.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {

    private static final String PROXY = "10.0.0.1";

    private final MapSource source = MapSource.of("danmaku.proxies.trusted", "10.0.0.0/8, ::1 2001:db8:ffff::/48");
    private final Proxies proxies = new Proxies(new LiveSettings(source));

    @Test
    void route_fromWhoIsNoProxy_isBelievedNothing() {
        Route route = proxies.route(FakeRequest.from("192.0.2.1")
                .with("X-Forwarded-For", "198.51.100.7")
                .with("X-Forwarded-Proto", "https")
                .with("X-Forwarded-Host", "www.example.com")
                .with("Forwarded", "for=198.51.100.7;host=www.example.com;proto=https")
                .request());

        assertThat(route).isEqualTo(new Route(network("192.0.2.1"), false, "chat.example.com"));
    }

    @Test
    void client_withoutForwarding_isTheOtherEnd() {
        assertThat(proxies.client(FakeRequest.from("127.0.0.1").request()))
                .hasValueSatisfying(
                        address -> assertThat(address.isLoopbackAddress()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For", "Forwarded", "Via", "X-Real-IP"})
    void client_behindWhoIsNoTrustedProxy_isInDoubt(String header) {
        assertThat(proxies.client(
                        FakeRequest.from("127.0.0.1").with(header, "127.0.0.1").request()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"198.51.100.7, true", "unknown, false", "'', false"})
    void client_behindATrustedProxy_isWhomItNames(String named, boolean known) {
        assertThat(proxies.client(FakeRequest.from(PROXY)
                                .with("X-Forwarded-For", named)
                                .request())
                        .map(InetAddress::getHostAddress))
                .isEqualTo(known ? Optional.of(named) : Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            198.51.100.7                        | 198.51.100.7
            198.51.100.7:4711                   | 198.51.100.7
            203.0.113.1, 198.51.100.7           | 198.51.100.7
            203.0.113.1, 198.51.100.7, 10.0.0.9 | 198.51.100.7
            10.0.0.8, 10.0.0.9                  | 10.0.0.8
            unknown                             | 10.0.0.1
            198.51.100.7, _hidden               | 10.0.0.1
            '198.51.100.7,'                     | 10.0.0.1
            localhost                           | 10.0.0.1
            2001:db8:1:2::3                     | 2001:db8:1:2::
            [2001:db8:1:2::3]:443               | 2001:db8:1:2::
            ::ffff:198.51.100.7                 | 198.51.100.7
            """)
    void route_behindAProxy_isFromTheFirstThatIsNone(String header, String client) {
        Route route = proxies.route(
                FakeRequest.from(PROXY).with("X-Forwarded-For", header).request());

        assertThat(route.from()).isEqualTo(network(client));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            for=198.51.100.7                                 | 198.51.100.7
            For="[2001:db8:1:2::3]:4711";by=10.0.0.1         | 2001:db8:1:2::
            for=203.0.113.1, for=198.51.100.7;proto=https    | 198.51.100.7
            for="198.51.100.7:80" , for=10.1.1.1             | 198.51.100.7
            for=unknown                                      | 10.0.0.1
            for="_gazonk"                                    | 10.0.0.1
            proto=https                                      | 10.0.0.1
            """)
    void route_byTheStandardHeader_isTheSame(String header, String client) {
        Route route =
                proxies.route(FakeRequest.from(PROXY).with("Forwarded", header).request());

        assertThat(route.from()).isEqualTo(network(client));
    }

    @ParameterizedTest
    @ValueSource(strings = {"for=\"198.51.100.7", "for", "=", "for=198.51.100.7 for=1", ";;;", "\"", "for=\"\\", ","})
    void route_byABrokenHeader_isFromTheProxy(String header) {
        assertThat(proxies.route(FakeRequest.from(PROXY)
                                .with("Forwarded", header)
                                .request())
                        .from())
                .isEqualTo(network(PROXY));
        assertThat(proxies.route(FakeRequest.from(PROXY)
                                .with("Forwarded", header.repeat(5_000))
                                .request())
                        .from())
                .isEqualTo(network(PROXY));
    }

    /** A proxy that writes one of them lets the client's own other one through. */
    @Test
    void route_whereBothHeadersDisagree_isFromTheProxy() {
        Route spoofed = proxies.route(FakeRequest.from(PROXY)
                .with("Forwarded", "for=203.0.113.1")
                .with("X-Forwarded-For", "198.51.100.7")
                .request());
        Route agreed = proxies.route(FakeRequest.from(PROXY)
                .with("Forwarded", "for=198.51.100.7")
                .with("X-Forwarded-For", "198.51.100.7")
                .request());

        assertThat(spoofed.from()).isEqualTo(network(PROXY));
        assertThat(agreed.from()).isEqualTo(network("198.51.100.7"));
    }

    @Test
    void route_overSeveralLines_isReadAsOneList() {
        Route route = proxies.route(FakeRequest.from("::1")
                .with("X-Forwarded-For", "203.0.113.1")
                .with("X-Forwarded-For", "198.51.100.7, 2001:db8:ffff::2")
                .request());

        assertThat(route.from()).isEqualTo(network("198.51.100.7"));
    }

    @Test
    void route_behindAProxy_hasTheSchemeAndTheHostThatItNames() {
        Route custom = proxies.route(FakeRequest.from(PROXY)
                .with("X-Forwarded-For", "198.51.100.7")
                .with("X-Forwarded-Proto", "https")
                .with("X-Forwarded-Host", "www.example.com:443")
                .request());
        Route standard = proxies.route(FakeRequest.from(PROXY)
                .with("Forwarded", "for=198.51.100.7;proto=https;host=\"www.example.com:8443\"")
                .request());

        assertThat(custom).isEqualTo(new Route(network("198.51.100.7"), true, "www.example.com"));
        assertThat(standard).isEqualTo(new Route(network("198.51.100.7"), true, "www.example.com:8443"));
    }

    @Test
    void route_nothingSet_isFromTheOtherEnd() {
        Proxies none = new Proxies(new LiveSettings(new MapSource()));

        assertThat(none.route(FakeRequest.from("127.0.0.1")
                                .with("X-Forwarded-For", "198.51.100.7")
                                .request())
                        .from())
                .isEqualTo(network("127.0.0.1"));
    }

    private static Network network(String address) {
        return Network.of(address).orElseThrow();
    }
}
