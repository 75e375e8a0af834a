package live.danmaku.identity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What proxies have written down of a request's way.
 *
 * @param hops where it came from, the client's claim first, the last proxy's word last; as written, but without ports
 * @param proto the scheme that the client used, where the last proxy says so
 * @param host the host that the client asked for, where the last proxy says so
 */
record Forwarded(List<String> hops, Optional<String> proto, Optional<String> host) {

    /** RFC 7239, section 4: {@code token "=" (token / quoted-string)}, and what separates pairs and elements. */
    private static final Pattern PAIR = Pattern.compile(
            "\\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s\",;=]*))\\s*([;,]|$)");

    /** Longer ones are not written by proxies, and cost the pattern too much stack. */
    private static final int LENGTH_MAX = 2_000;

    private static final Pattern QUOTED_PAIR = Pattern.compile("\\\\(.)");
    private static final Pattern ADDRESS = Pattern.compile("\\[([^\\]]++)](?::\\S++)?|([^:]++)(?::[^:]++)?");

    /** {@code Forwarded} header fields; empty where there are none, or not as the RFC has them. */
    static Optional<Forwarded> standard(List<String> fields) {
        String all = String.join(",", fields);
        if (all.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        List<Map<String, String>> elements = new ArrayList<>();
        Map<String, String> element = new HashMap<>();
        Matcher pair = PAIR.matcher(all);
        int at = 0;
        while (at < all.length()) {
            if (!pair.region(at, all.length()).lookingAt()) {
                return Optional.empty();
            }
            element.put(pair.group(1).toLowerCase(Locale.ROOT), value(pair));
            if (!pair.group(4).equals(";")) {
                elements.add(element);
                element = new HashMap<>();
            }
            at = pair.end();
        }
        if (elements.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> last = elements.get(elements.size() - 1);
        return Optional.of(new Forwarded(
                elements.stream()
                        .map(one -> address(one.getOrDefault("for", "")))
                        .toList(),
                Optional.ofNullable(last.get("proto")),
                Optional.ofNullable(last.get("host"))));
    }

    /** {@code X-Forwarded-For}, {@code -Proto} and {@code -Host}; empty where the first is missing. */
    static Optional<Forwarded> custom(List<String> xFor, Optional<String> proto, Optional<String> host) {
        List<String> hops = xFor.stream()
                .flatMap(field -> Stream.of(field.split(",", -1)))
                .map(hop -> address(hop.strip()))
                .toList();
        return hops.isEmpty()
                ? Optional.empty()
                : Optional.of(new Forwarded(hops, proto.map(Forwarded::lastOf), host.map(Forwarded::lastOf)));
    }

    private static String value(Matcher pair) {
        return pair.group(2) == null
                ? pair.group(3)
                : QUOTED_PAIR.matcher(pair.group(2)).replaceAll("$1");
    }

    /** Without brackets and port; an IPv6 address without brackets has no port. */
    private static String address(String written) {
        Matcher parts = ADDRESS.matcher(written);
        if (!parts.matches()) {
            return written;
        }
        return parts.group(1) != null ? parts.group(1) : parts.group(2);
    }

    private static String lastOf(String list) {
        return list.substring(list.lastIndexOf(',') + 1).strip();
    }
}
