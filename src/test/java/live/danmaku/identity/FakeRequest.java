package live.danmaku.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An HTTP request of which only the far end and the header fields matter. */
final class FakeRequest {

    private final String peer;
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private FakeRequest(String peer) {
        this.peer = peer;
    }

    /** A request whose connection's other end is this address. */
    static FakeRequest from(String peer) {
        return new FakeRequest(peer).with("Host", "Chat.example.com");
    }

    /** The same with one more line of header. */
    FakeRequest with(String name, String value) {
        headers.computeIfAbsent(name, added -> new ArrayList<>()).add(value);
        return this;
    }

    HttpServletRequest request() {
        return (HttpServletRequest) Proxy.newProxyInstance(
                FakeRequest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getRemoteAddr" -> peer;
                    case "isSecure" -> false;
                    case "getHeader" ->
                        headers.getOrDefault((String) arguments[0], List.of()).stream()
                                .findFirst()
                                .orElse(null);
                    case "getHeaders" ->
                        Collections.enumeration(headers.getOrDefault((String) arguments[0], List.of()));
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
