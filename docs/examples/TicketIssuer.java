import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Issues tickets of a danmaku server to users of this application, with nothing but the JDK. */
public final class TicketIssuer {

    private static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";

    private final SecretKeySpec secret;

    /** The secret is one of the server's {@code danmaku.ticket.secrets}, without its id. */
    public TicketIssuer(String secret) {
        this.secret = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    /** A ticket with which this user watches and posts in this room. The texts must not need JSON's escapes. */
    public String issue(String userId, String name, String room, Duration life) throws GeneralSecurityException {
        String claims = "{\"aud\":\"danmaku\",\"sub\":\"%s\",\"name\":\"%s\",\"room\":\"%s\",\"exp\":%d,\"jti\":\"%s\"}"
                .formatted(userId, name, room, Instant.now().plus(life).getEpochSecond(), UUID.randomUUID());
        String signed = base64(HEADER.getBytes(StandardCharsets.UTF_8)) + "."
                + base64(claims.getBytes(StandardCharsets.UTF_8));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(secret);
        return signed + "." + base64(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
