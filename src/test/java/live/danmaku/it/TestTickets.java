package live.danmaku.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tickets as a company's own application signs them, with nothing but the JDK. */
final class TestTickets {

    /** What the servers with the usual settings take tickets by. */
    static final String SECRET = "tests-0123456789-0123456789-0123456789";

    private TestTickets() {}

    /** A ticket of a user for a room, or {@code *}, that is good for a minute. */
    static String of(String user, String room, String... rights) {
        JsonArrayBuilder named = Json.createArrayBuilder();
        for (String right : rights) {
            named.add(right);
        }
        String claims = Json.createObjectBuilder()
                .add("sub", user)
                .add("aud", "danmaku")
                .add("room", room)
                .add("rights", named)
                .add("exp", Instant.now().getEpochSecond() + 60)
                .build()
                .toString();
        String signed = encoded("{\"alg\":\"HS256\"}".getBytes(UTF_8)) + "." + encoded(claims.getBytes(UTF_8));
        return signed + "." + encoded(signature(signed));
    }

    private static byte[] signature(String signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
            return mac.doFinal(signed.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String encoded(byte[] part) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(part);
    }
}
