package live.danmaku.encode;

import java.util.Map;
import java.util.TreeMap;
import live.danmaku.model.Refusal;

/**
 * A refusal as HTTP answers it (RFC 9457).
 *
 * @param status of the answer
 * @param headers the fields of the answer that go with it, by name: what the document is, what to show, when to come back
 * @param document in JSON
 */
public record RefusalAnswer(int status, Map<String, String> headers, String document) {

    private static final int UNAUTHORIZED = 401;
    private static final int UPGRADE_REQUIRED = 426;

    static RefusalAnswer of(Refusal refusal, int status, String document) {
        Map<String, String> headers = new TreeMap<>();
        headers.put("Content-Type", "application/problem+json");
        if (status == UNAUTHORIZED) {
            // RFC 6750, section 3.
            headers.put("WWW-Authenticate", "Bearer");
        } else if (status == UPGRADE_REQUIRED) {
            headers.put("Upgrade", "websocket");
        }
        if (refusal.retryAfterSeconds() > 0) {
            headers.put("Retry-After", Long.toString(refusal.retryAfterSeconds()));
        }
        return new RefusalAnswer(status, Map.copyOf(headers), document);
    }
}
