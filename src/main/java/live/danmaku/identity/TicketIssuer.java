package live.danmaku.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import live.danmaku.config.LiveSettings;
import live.danmaku.config.TextKey;
import live.danmaku.model.Identity;
import live.danmaku.model.Right;
import live.danmaku.model.RoomId;
import live.danmaku.model.TimeSource;

/**
 * Issues tickets for users whom the container has logged in, signed with a secret that this server itself verifies with.
 *
 * <p>Threading: any thread.
 */
public final class TicketIssuer {

    /** How long such a ticket holds: long enough to connect, and for a page to ask for the next one in time. */
    public static final Duration LIFE = Duration.ofMinutes(5);

    private final LiveSettings settings;
    private final KeyRing ring;
    private final TimeSource time;

    public TicketIssuer(LiveSettings settings, KeyRing ring, TimeSource time) {
        this.settings = settings;
        this.ring = ring;
        this.time = time;
    }

    /**
     * A ticket.
     *
     * @param text what to show at the handshake
     * @param expires when it ends, in seconds since 1970-01-01T00:00:00Z
     */
    public record Issued(String text, long expires) {}

    /** A ticket with which its bearer is this user in this room. */
    public Issued issue(Identity user, RoomId room) {
        Instant now = Instant.ofEpochMilli(time.epochMillis());
        Instant end = now.plus(LIFE);
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .subject(user.user())
                .audience(Tickets.audience(settings.get()))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(end))
                .jwtID(UUID.randomUUID().toString())
                .claim(Tickets.ROOM, room.value())
                .claim(Tickets.LANE, user.lane().wireName())
                .claim(
                        Tickets.RIGHTS,
                        user.rights().stream().map(Right::wireName).sorted().toList());
        if (user.name() != null) {
            claims.claim(Tickets.NAME, user.name());
        }
        String issuer = settings.get().text(TextKey.TICKET_ISSUER);
        if (!issuer.isEmpty()) {
            claims.issuer(issuer);
        }
        return new Issued(signed(claims.build()), end.getEpochSecond());
    }

    private String signed(JWTClaimsSet claims) {
        OctetSequenceKey key = ring.issuing();
        SignedJWT ticket = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build(), claims);
        try {
            ticket.sign(new MACSigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("a secret of 32 bytes or more signs", e);
        }
        return ticket.serialize();
    }
}
