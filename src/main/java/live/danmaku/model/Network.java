package live.danmaku.model;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a connection comes from, as far as it counts: an IPv4 address, or the /64 of an IPv6 address, which is what one
 * subscriber has (RFC 6177).
 *
 * @param v6 whether it is IPv6
 * @param prefix the 32 bits of an IPv4 address, or the first 64 of an IPv6 address
 */
public record Network(boolean v6, long prefix) {

    private static final String SUFFIX = "/64";
    private static final String BYTE = "(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])";

    /** What {@link InetAddress#getByName} takes for an address, and does not ask a name server for. */
    private static final Pattern LITERAL =
            Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}|(?=[0-9A-Fa-f]*:)[0-9A-Fa-f:][0-9A-Fa-f:.]*(%.*)?");

    /** The network of an address; an IPv4 address that is written as an IPv6 one is IPv4. */
    public static Network of(InetAddress address) {
        boolean v6 = !(address instanceof Inet4Address);
        byte[] bytes = address.getAddress();
        return new Network(v6, new BigInteger(1, v6 ? Arrays.copyOf(bytes, 8) : bytes).longValue());
    }

    /** The network of an address as servers write it; empty where it is a name, which is never looked up, or nothing. */
    public static Optional<Network> of(String address) {
        return literal(address).map(Network::of);
    }

    /** An address as servers and proxies write it; empty where it is a name, which is never looked up, or nothing. */
    public static Optional<InetAddress> literal(String address) {
        if (!LITERAL.matcher(address).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(address));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** The network that {@link #label()} wrote, or of an address; empty where the text is neither. */
    public static Optional<Network> ofLabel(String label) {
        return of(label.endsWith(SUFFIX) ? label.substring(0, label.length() - SUFFIX.length()) : label);
    }

    /** An IPv4 address, or an IPv6 one that ends in {@code ::/64}. */
    public String label() {
        return v6
                ? "%x:%x:%x:%x::".formatted(group(48), group(32), group(16), group(0)) + SUFFIX
                : "%d.%d.%d.%d"
                        .formatted(prefix >>> 24 & 0xFF, prefix >>> 16 & 0xFF, prefix >>> 8 & 0xFF, prefix & 0xFF);
    }

    private long group(int shift) {
        return prefix >>> shift & 0xFFFF;
    }
}
