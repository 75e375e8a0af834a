package live.danmaku.it;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
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
    static final LoginUser MONITOR = new LoginUser("prometheus", "prometheus-password", "danmaku-monitor");
    static final List<LoginUser> USERS = List.of(HOST, MODERATOR, ADMIN, STRANGER, MONITOR);

    /** The company's own key, of which the servers know the public half. */
    private static final RSAKey KEY = rsaKey();

    private Guarded() {}

    private static RSAKey rsaKey() {
        try {
            return new RSAKeyGenerator(2048).keyID("r1").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The application's configuration, as far as it is about who comes. */
    static Map<String, String> settings() {
        return Map.ofEntries(
                Map.entry("danmaku.ticket.secrets", "k1=" + SECRET),
                Map.entry("danmaku.ticket.jwks", new JWKSet(KEY.toPublicJWK()).toString()),
                Map.entry("danmaku.ticket.once", "1"),
                Map.entry("danmaku.ticket.renew", "2000"),
                Map.entry("danmaku.origins", PARTNER),
                Map.entry("danmaku.frame.ancestors", PARTNER),
                Map.entry("danmaku.proxies.trusted", "127.0.0.1"),
                Map.entry("danmaku.address.viewers", Integer.toString(ADDRESS_VIEWERS)),
                Map.entry("danmaku.rooms." + MEMBERS + ".anonymous", "0"),
                Map.entry("danmaku.rooms." + WATCHED + ".anonymous", "1"));
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

    /** Signed with the private half of the company's key. */
    static String signedByTheKey(JWTClaimsSet claims) {
        try {
            return signed(claims, JWSAlgorithm.RS256, "r1", new RSASSASigner(KEY));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * What an attacker makes who knows the public half, as everybody may: an HMAC with it as the secret, in the hope of a
     * verifier that believes the ticket's {@code alg} (CVE-2015-9235).
     *
     * @param secret the public key in one of the ways in which it is written down
     */
    static String signedByThePublicKey(JWTClaimsSet claims, byte[] secret) {
        try {
            return signed(claims, JWSAlgorithm.HS256, "r1", new MACSigner(secret));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The public half, as DER and as PEM. */
    static List<byte[]> publicKeys() {
        try {
            byte[] der = KEY.toRSAPublicKey().getEncoded();
            String pem = "-----BEGIN PUBLIC KEY-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END PUBLIC KEY-----\n";
            return List.of(
                    der,
                    pem.getBytes(US_ASCII),
                    KEY.toPublicJWK().toJSONString().getBytes(US_ASCII));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static String signed(JWTClaimsSet claims) {
        return signed(claims, SECRET);
    }

    static String signed(JWTClaimsSet claims, String secret) {
        try {
            return signed(claims, JWSAlgorithm.HS256, "k1", new MACSigner(secret));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String signed(JWTClaimsSet claims, JWSAlgorithm algorithm, String key, JWSSigner signer)
            throws JOSEException {
        SignedJWT ticket =
                new SignedJWT(new JWSHeader.Builder(algorithm).keyID(key).build(), claims);
        ticket.sign(signer);
        return ticket.serialize();
    }
}
