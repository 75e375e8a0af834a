package live.danmaku.identity;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import live.danmaku.config.Key;
import live.danmaku.config.LiveSettings;
import live.danmaku.config.Settings;
import live.danmaku.config.TextKey;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Identity;
import live.danmaku.model.Lane;
import live.danmaku.model.Refusal;
import live.danmaku.model.Right;
import live.danmaku.model.RoomId;
import live.danmaku.model.TimeSource;
import live.danmaku.moderation.TextRules;
import org.jspecify.annotations.Nullable;

/**
 * Reads tickets: JSON Web Tokens (RFC 7519) that the company's application signs for its users, described in {@code
 * docs/protocol.md}. What they say is believed only after signature, audience, issuer and times have been found good (RFC
 * 8725). No refusal repeats the ticket or a part of it.
 *
 * <p>Threading: any thread.
 */
public final class Tickets {

    /** How far the clock of who issues tickets may be ahead of ours. A ticket's end is exact, and by ours. */
    static final long SKEW_SECONDS = 30;

    /** In place of a room: all of them. */
    static final String ALL_ROOMS = "*";

    static final String ROOM = "room";
    static final String NAME = "name";
    static final String LANE = "lane";
    static final String RIGHTS = "rights";

    private static final String DEFAULT_AUDIENCE = "danmaku";
    private static final int LENGTH_MAX = 8_192;
    private static final int USER_MAX = 128;
    private static final Set<Right> USUAL_RIGHTS = Set.of(Right.WATCH, Right.POST);

    private final LiveSettings settings;
    private final KeyRing ring;
    private final TimeSource time;
    private final UsedTickets used = new UsedTickets();

    public Tickets(LiveSettings settings, KeyRing ring, TimeSource time) {
        this.settings = settings;
        this.ring = ring;
        this.time = time;
    }

    /**
     * What a ticket says of who comes. It is not used up.
     *
     * @param room to which room; null for none in particular
     * @throws Refusal {@code ticket_invalid}, {@code ticket_expired}, or {@code forbidden} when it is for other rooms
     */
    public Ticket verify(String text, @Nullable RoomId room) {
        if (text.length() > LENGTH_MAX) {
            throw invalid("it has more than " + LENGTH_MAX + " characters");
        }
        try {
            SignedJWT signed = SignedJWT.parse(text);
            if (!ring.keys().haveSigned(signed)) {
                throw invalid("no key that is known here has signed it");
            }
            JWTClaimsSet claims = signed.getJWTClaimsSet();
            checkSource(claims);
            long end = checkTimes(claims);
            checkRoom(claims, room);
            return new Ticket(identity(claims, end), claims.getJWTID());
        } catch (ParseException | IllegalArgumentException e) {
            throw invalid("it is not a signed JSON Web Token with the claims that it should have");
        }
    }

    /**
     * Uses a ticket up, where one may be used only once.
     *
     * @throws Refusal {@code ticket_used}, {@code ticket_invalid} when it has no {@code jti}, or {@code node_full}
     */
    public void redeem(Ticket ticket) {
        Long end = ticket.identity().expires();
        if (end == null || settings.get().get(Key.TICKET_ONCE) == 0) {
            return;
        }
        if (ticket.id() == null) {
            throw invalid("its jti is missing, and a ticket may be used only once here");
        }
        if (!used.add(ticket.id(), end)) {
            throw new Refusal(ErrorCode.TICKET_USED, "the ticket was used before, and may be used only once");
        }
    }

    /** Forgets the used tickets that have expired. */
    public void tidy() {
        used.forget(now());
    }

    /** How many used tickets are remembered. */
    int remembered() {
        return used.size();
    }

    /** The {@code aud} that tickets must have. */
    static String audience(Settings settings) {
        String audience = settings.text(TextKey.TICKET_AUDIENCE);
        return audience.isEmpty() ? DEFAULT_AUDIENCE : audience;
    }

    private void checkSource(JWTClaimsSet claims) {
        Settings now = settings.get();
        if (!claims.getAudience().contains(audience(now))) {
            throw invalid("its aud is another one");
        }
        String issuer = now.text(TextKey.TICKET_ISSUER);
        if (!issuer.isEmpty() && !issuer.equals(claims.getIssuer())) {
            throw invalid("its iss is another one");
        }
    }

    /** The ticket's end in seconds. */
    private long checkTimes(JWTClaimsSet claims) {
        if (claims.getExpirationTime() == null) {
            throw invalid("its exp is missing");
        }
        long now = now();
        long end = seconds(claims.getExpirationTime());
        if (end <= now) {
            throw new Refusal(ErrorCode.TICKET_EXPIRED, "the ticket has expired");
        }
        long life = settings.get().millis(Key.TICKET_LIFE).toSeconds();
        if (end - SKEW_SECONDS > now + life) {
            throw invalid("its exp is more than " + life + " s from now");
        }
        if (isAfter(claims.getNotBeforeTime(), now + SKEW_SECONDS)
                || isAfter(claims.getIssueTime(), now + SKEW_SECONDS)) {
            throw invalid("its nbf or iat is in the future");
        }
        return end;
    }

    private static void checkRoom(JWTClaimsSet claims, @Nullable RoomId room) throws ParseException {
        List<String> rooms = texts(claims, ROOM);
        if (rooms.isEmpty()) {
            throw invalid("its room is missing");
        }
        if (room != null && !rooms.contains(room.value()) && !rooms.contains(ALL_ROOMS)) {
            throw new Refusal(ErrorCode.FORBIDDEN, "the ticket is for other rooms");
        }
    }

    private static Identity identity(JWTClaimsSet claims, long end) throws ParseException {
        String user = claims.getSubject();
        if (user == null || user.isBlank() || user.length() > USER_MAX) {
            throw invalid("its sub must have 1 to " + USER_MAX + " characters");
        }
        try {
            String name = claims.getStringClaim(NAME);
            return new Identity(
                    user,
                    name == null ? null : TextRules.name(name),
                    Lane.of(Optional.ofNullable(claims.getStringClaim(LANE))),
                    rights(claims),
                    end);
        } catch (Refusal e) {
            throw invalid("its name or lane is not valid: " + e.detail());
        }
    }

    /** Rights that a later version may know are left out. */
    private static Set<Right> rights(JWTClaimsSet claims) throws ParseException {
        return claims.getClaim(RIGHTS) == null
                ? USUAL_RIGHTS
                : texts(claims, RIGHTS).stream()
                        .flatMap(name -> Right.of(name).stream())
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** A claim that is one text or several. */
    private static List<String> texts(JWTClaimsSet claims, String name) throws ParseException {
        Object value = claims.getClaim(name);
        if (value instanceof String one) {
            return List.of(one);
        }
        List<String> several = claims.getStringListClaim(name);
        return several == null ? List.of() : several;
    }

    private static boolean isAfter(@Nullable Date date, long second) {
        return date != null && seconds(date) > second;
    }

    private static long seconds(Date date) {
        return date.toInstant().getEpochSecond();
    }

    private long now() {
        return TimeUnit.MILLISECONDS.toSeconds(time.epochMillis());
    }

    private static Refusal invalid(String why) {
        return new Refusal(ErrorCode.TICKET_INVALID, "the ticket is not valid: " + why);
    }
}
