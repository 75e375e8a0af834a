package live.danmaku.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import live.danmaku.config.LiveSettings;
import live.danmaku.config.TextKey;
import live.danmaku.model.AddressRange;
import live.danmaku.model.Network;
import org.jspecify.annotations.Nullable;

/**
 * The proxies before this server whose word is taken: {@code Forwarded} (RFC 7239), {@code X-Forwarded-For} and its kin
 * count only where the other end of the connection is one of them, and only as far back as the chain of them reaches. Where
 * both are there and do not agree, one of them is the client's invention, and neither counts.
 *
 * <p>Threading: any thread.
 */
public final class Proxies {

    private static final List<String> FORWARDING = List.of("Forwarded", "X-Forwarded-For", "Via", "X-Real-IP");

    private final LiveSettings settings;
    private volatile Trusted trusted = new Trusted("", List.of());

    /** The ranges that a setting says. */
    private record Trusted(String setting, List<AddressRange> ranges) {

        boolean include(@Nullable InetAddress address) {
            return address != null && ranges.stream().anyMatch(range -> range.includes(address));
        }
    }

    public Proxies(LiveSettings settings) {
        this.settings = settings;
    }

    /** The way that a request came. */
    public Route route(HttpServletRequest request) {
        Trusted now = trusted();
        InetAddress peer = Network.literal(request.getRemoteAddr()).orElse(null);
        Optional<Forwarded> told = now.include(peer) ? told(request) : Optional.empty();
        InetAddress client = client(now, told, peer);
        boolean secure = told.flatMap(Forwarded::proto)
                .map(proto -> proto.equalsIgnoreCase("https") || proto.equalsIgnoreCase("wss"))
                .orElse(request.isSecure());
        String host = told.flatMap(Forwarded::host)
                .or(() -> Optional.ofNullable(request.getHeader("Host")))
                .orElse("");
        return new Route(client == null ? null : Network.of(client), secure, Origins.withoutUsualPort(secure, host));
    }

    /**
     * The address of the client, where that is beyond doubt: empty where nobody knows it, and where a header speaks of a client
     * behind somebody who is no trusted proxy, such as an administrator's own that nobody has told us of.
     */
    public Optional<InetAddress> client(HttpServletRequest request) {
        Trusted now = trusted();
        InetAddress peer = Network.literal(request.getRemoteAddr()).orElse(null);
        boolean forwarded = FORWARDING.stream().anyMatch(header -> request.getHeader(header) != null);
        if (!forwarded) {
            return Optional.ofNullable(peer);
        }
        Optional<Forwarded> told = now.include(peer) ? told(request) : Optional.empty();
        return told.map(Forwarded::hops)
                .filter(hops -> !hops.isEmpty()
                        && Network.literal(hops.get(hops.size() - 1)).isPresent())
                .map(hops -> client(now, told, peer));
    }

    private static Optional<Forwarded> told(HttpServletRequest request) {
        List<String> standard = Collections.list(request.getHeaders("Forwarded"));
        Optional<Forwarded> custom = Forwarded.custom(
                Collections.list(request.getHeaders("X-Forwarded-For")),
                Optional.ofNullable(request.getHeader("X-Forwarded-Proto")),
                Optional.ofNullable(request.getHeader("X-Forwarded-Host")));
        if (standard.isEmpty()) {
            return custom;
        }
        Optional<Forwarded> parsed = Forwarded.standard(standard);
        boolean agreed = custom.isEmpty() || custom.map(Forwarded::hops).equals(parsed.map(Forwarded::hops));
        return agreed ? parsed : Optional.empty();
    }

    /** From right to left over those that are trusted, as far as addresses are written down. */
    private static @Nullable InetAddress client(Trusted trusted, Optional<Forwarded> told, @Nullable InetAddress peer) {
        List<String> hops = told.map(Forwarded::hops).orElse(List.of());
        InetAddress current = peer;
        for (int i = hops.size() - 1; i >= 0 && trusted.include(current); i--) {
            InetAddress next = Network.literal(hops.get(i)).orElse(null);
            if (next == null) {
                return current;
            }
            current = next;
        }
        return current;
    }

    private Trusted trusted() {
        String setting = settings.get().text(TextKey.PROXIES_TRUSTED);
        Trusted known = trusted;
        if (known.setting().equals(setting)) {
            return known;
        }
        List<AddressRange> ranges = TextKey.parts(setting.toLowerCase(Locale.ROOT)).stream()
                .flatMap(part -> AddressRange.parse(part).stream())
                .toList();
        Trusted parsed = new Trusted(setting, ranges);
        trusted = parsed;
        return parsed;
    }
}
