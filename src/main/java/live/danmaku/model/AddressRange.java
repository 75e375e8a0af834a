package live.danmaku.model;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Optional;

/**
 * A network in CIDR notation (RFC 4632, section 3.1), or one address.
 *
 * @param bits of its addresses: 32 or 128
 * @param prefix how many of them all of its addresses have in common
 * @param first its first address as a number
 */
public record AddressRange(int bits, int prefix, BigInteger first) {

    /** The range that a text such as {@code 10.0.0.0/8} or {@code ::1} says; empty where it says none. */
    public static Optional<AddressRange> parse(String text) {
        int slash = text.indexOf('/');
        return Network.literal(slash < 0 ? text : text.substring(0, slash))
                .flatMap(address -> of(address, slash < 0 ? "" : text.substring(slash + 1)));
    }

    /** Whether an address is in it. */
    public boolean includes(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length * Byte.SIZE == bits && top(new BigInteger(1, bytes)).equals(top(first));
    }

    private static Optional<AddressRange> of(InetAddress address, String prefix) {
        byte[] bytes = address.getAddress();
        int bits = bytes.length * Byte.SIZE;
        if (!prefix.matches("\\d{0,3}")) {
            return Optional.empty();
        }
        int length = prefix.isEmpty() ? bits : Integer.parseInt(prefix);
        return length > bits ? Optional.empty() : Optional.of(new AddressRange(bits, length, new BigInteger(1, bytes)));
    }

    private BigInteger top(BigInteger address) {
        return address.shiftRight(bits - prefix);
    }
}
