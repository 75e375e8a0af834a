package live.danmaku.it;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import live.danmaku.tool.server.LoginUser;

/** What the guarded servers are told, and the tickets that they take: each of them once. */
final class Guarded {

    static final String SECRET = "a-secret-that-no-log-may-ever-show";

    /** A room for which one needs a ticket. */
    static final String MEMBERS = "members";

    /** A room that one may watch without a ticket. */
    static final String WATCHED = "watched";

    /** An origin whose pages may connect. */
    static final String PARTNER = "https://partner.example";

    /** Viewers from one address. */
    static final int ADDRESS_VIEWERS = 40;

    static final LoginUser HOST = new LoginUser("hannah", "hannahs-password", "danmaku-host");
    static final LoginUser MODERATOR = new LoginUser("moe", "moes-password", "danmaku-moderator");
    static final LoginUser ADMIN = new LoginUser("ada", "adas-password", "danmaku-admin");
    static final LoginUser STRANGER = new LoginUser("sam", "sams-password", "accounting");
    static final List<LoginUser> USERS = List.of(HOST, MODERATOR, ADMIN, STRANGER);

    private Guarded() {}

    /** The application's configuration, as far as it is about who comes. */
    static Map<String, String> settings() {
        return Map.of(
                "danmaku.ticket.secrets",
                "k1=" + SECRET,
                "danmaku.ticket.once",
                "1",
                "danmaku.ticket.renew",
                "2000",
                "danmaku.origins",
                PARTNER,
                "danmaku.frame.ancestors",
                PARTNER,
                "danmaku.proxies.trusted",
                "127.0.0.1",
                "danmaku.address.viewers",
                Integer.toString(ADDRESS_VIEWERS),
                "danmaku.rooms." + MEMBERS + ".anonymous",
                "0",
                "danmaku.rooms." + WATCHED + ".anonymous",
                "1");
    }

    /** A new ticket of a user for a room, with these rights. */
    static String ticket(String user, String room, String... rights) {
        return signed(claims(user, room).claim("rights", List.of(rights)).build());
    }

    /** What a ticket says that watches and posts for a minute. */
    static JWTClaimsSet.Builder claims(String user, String room) {
        return new JWTClaimsSet.Builder()
                .subject(user)
                .audience("danmaku")
                .claim("room", room)
                .claim("name", "name of " + user)
                .jwtID(UUID.randomUUID().toString())
                .expirationTime(in(Duration.ofMinutes(1)));
    }

    static Date in(Duration time) {
        return Date.from(Instant.now().plus(time));
    }

    static String signed(JWTClaimsSet claims) {
        return signed(claims, SECRET);
    }

    static String signed(JWTClaimsSet claims, String secret) {
        try {
            SignedJWT ticket = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("k1").build(), claims);
            ticket.sign(new MACSigner(secret));
            return ticket.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
