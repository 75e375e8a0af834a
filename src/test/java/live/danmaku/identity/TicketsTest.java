package live.danmaku.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import live.danmaku.ManualTime;
import live.danmaku.MapSource;
import live.danmaku.config.LiveSettings;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Identity;
import live.danmaku.model.Lane;
import live.danmaku.model.Refusal;
import live.danmaku.model.Right;
import live.danmaku.model.RoomId;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TicketsTest {

    private static final RoomId LOBBY = new RoomId("lobby");
    private static final RoomId OTHER = new RoomId("other");
    private static final String SECRET = "a-secret-of-more-than-thirty-two-bytes";
    private static final String NEXT_SECRET = "the-next-secret-of-more-than-32-bytes!";

    private final ManualTime time = new ManualTime();
    private final MapSource source = MapSource.of("danmaku.ticket.secrets", SECRET);
    private final LiveSettings settings = new LiveSettings(source);
    private final KeyRing ring = new KeyRing(settings);
    private final Tickets tickets = new Tickets(settings, ring, time);

    @Test
    void verify_aGoodTicket_saysWhoItIs() throws Exception {
        String ticket = signed(claims("4711")
                .claim("name", "Ann")
                .claim("lane", "vip")
                .claim("rights", List.of("watch", "moderate", "fly"))
                .build());

        Identity identity = tickets.verify(ticket, LOBBY).identity();

        assertThat(identity.user()).isEqualTo("4711");
        assertThat(identity.name()).isEqualTo("Ann");
        assertThat(identity.lane()).isEqualTo(Lane.VIP);
        assertThat(identity.rights()).containsExactlyInAnyOrder(Right.WATCH, Right.MODERATE);
        assertThat(identity.expires()).isEqualTo(now() + 60);
    }

    @Test
    void verify_aTicketThatSaysLittle_watchesAndPostsInTheOrdinaryLane() throws Exception {
        Identity identity =
                tickets.verify(signed(claims("4711").build()), LOBBY).identity();

        assertThat(identity.name()).isNull();
        assertThat(identity.lane()).isEqualTo(Lane.ORDINARY);
        assertThat(identity.rights()).containsExactlyInAnyOrder(Right.WATCH, Right.POST);
    }

    @Test
    void verify_anotherRoomsTicket_isForbidden() throws Exception {
        String ticket = signed(claims("4711").build());

        assertRefused(() -> tickets.verify(ticket, OTHER), ErrorCode.FORBIDDEN);
    }

    @Test
    void verify_aTicketOfSeveralRoomsOrAll_isGoodForThem() throws Exception {
        String several =
                signed(claims("4711").claim("room", List.of("a", "other")).build());
        String all = signed(claims("4711").claim("room", "*").build());

        assertThat(tickets.verify(several, OTHER).identity().user()).isEqualTo("4711");
        assertThat(tickets.verify(all, OTHER).identity().user()).isEqualTo("4711");
        assertRefused(() -> tickets.verify(several, LOBBY), ErrorCode.FORBIDDEN);
    }

    @Test
    void verify_forgedSignature_isRefused() throws Exception {
        String ticket = signed(claims("4711").build());
        String[] parts = ticket.split("\\.", -1);
        String other = signed(claims("1").build()).split("\\.", -1)[1];

        assertInvalid(signed(claims("4711").build(), JWSAlgorithm.HS256, new MACSigner(NEXT_SECRET), null));
        assertInvalid(parts[0] + "." + other + "." + parts[2]);
        assertInvalid(parts[0] + "." + parts[1] + ".");
        assertInvalid(ticket.substring(0, ticket.length() - 2));
    }

    @Test
    void verify_algorithmNone_isRefused() {
        String plain = new PlainJWT(claims("4711").build()).serialize();

        assertInvalid(plain);
        assertInvalid(base64("{\"alg\":\"none\"}") + "." + plain.split("\\.", -1)[1] + ".AAAA");
        assertInvalid(base64("{\"alg\":\"None\"}") + "." + plain.split("\\.", -1)[1] + ".AAAA");
    }

    @Test
    void verify_publicKeyUsedAsSecret_isRefused() throws Exception {
        RSAKey pair = new RSAKeyGenerator(2048).keyID("k1").generate();
        trust(pair.toPublicJWK());
        JWTClaimsSet claims = claims("4711").build();

        assertThat(tickets.verify(signed(claims, JWSAlgorithm.RS256, new RSASSASigner(pair), "k1"), LOBBY)
                        .identity()
                        .user())
                .isEqualTo("4711");
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.toRSAPublicKey().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        for (byte[] confused : List.of(
                pem.getBytes(UTF_8),
                pair.toRSAPublicKey().getEncoded(),
                pair.toPublicJWK().toJSONString().getBytes(UTF_8),
                pair.getModulus().decode())) {
            assertInvalid(signed(claims, JWSAlgorithm.HS256, new MACSigner(confused), "k1"));
            assertInvalid(signed(claims, JWSAlgorithm.HS256, new MACSigner(confused), null));
        }
    }

    @Test
    void verify_everyKindOfKeyInTheSet_isGood() throws Exception {
        RSAKey rsa =
                new RSAKeyGenerator(2048).keyID("rsa").keyUse(KeyUse.SIGNATURE).generate();
        ECKey ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
        trust(rsa.toPublicJWK(), ec.toPublicJWK());
        JWTClaimsSet claims = claims("4711").build();

        for (String ticket : List.of(
                signed(claims, JWSAlgorithm.RS512, new RSASSASigner(rsa), "rsa"),
                signed(claims, JWSAlgorithm.PS256, new RSASSASigner(rsa), "rsa"),
                signed(claims, JWSAlgorithm.ES256, new ECDSASigner(ec), "ec"),
                signed(claims, JWSAlgorithm.ES256, new ECDSASigner(ec), null))) {
            assertThat(tickets.verify(ticket, LOBBY).identity().user()).isEqualTo("4711");
        }
    }

    @Test
    void verify_keyThatIsForEncryption_isNotTried() throws Exception {
        RSAKey rsa = new RSAKeyGenerator(2048).keyUse(KeyUse.ENCRYPTION).generate();
        trust(rsa.toPublicJWK());

        assertInvalid(signed(claims("4711").build(), JWSAlgorithm.RS256, new RSASSASigner(rsa), null));
    }

    @Test
    void verify_keyThatTheTicketBringsAlong_isNotTrusted() throws Exception {
        RSAKey pair = new RSAKeyGenerator(2048).generate();
        SignedJWT ticket = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .jwk(pair.toPublicJWK())
                        .build(),
                claims("4711").build());
        ticket.sign(new RSASSASigner(pair));

        assertInvalid(ticket.serialize());
    }

    @Test
    void verify_whileSecretsRotate_takesBoth_andThenOnlyTheNewOne() throws Exception {
        String before = signed(claims("4711").build());
        source.set("danmaku.ticket.secrets", "k2=" + NEXT_SECRET + ", k1=" + SECRET);
        refresh();

        String named = signed(claims("1").build(), JWSAlgorithm.HS256, new MACSigner(NEXT_SECRET), "k2");
        assertThat(tickets.verify(before, LOBBY).identity().user()).isEqualTo("4711");
        assertThat(tickets.verify(named, LOBBY).identity().user()).isEqualTo("1");
        assertInvalid(signed(claims("1").build(), JWSAlgorithm.HS256, new MACSigner(NEXT_SECRET), "k1"));

        source.set("danmaku.ticket.secrets", "k2=" + NEXT_SECRET);
        refresh();

        assertInvalid(before);
        assertThat(tickets.verify(named, LOBBY).identity().user()).isEqualTo("1");
    }

    @Test
    void verify_keysInAFile_areReadAgain_andKeptWhereTheFileBreaks(@TempDir Path folder) throws Exception {
        ECKey first = new ECKeyGenerator(Curve.P_256).keyID("1").generate();
        Path file = folder.resolve("keys.json");
        Files.writeString(file, new JWKSet(first.toPublicJWK()).toString());
        source.set("danmaku.ticket.jwks", file.toString());
        refresh();
        String ticket = signed(claims("4711").build(), JWSAlgorithm.ES256, new ECDSASigner(first), "1");
        assertThat(tickets.verify(ticket, LOBBY).identity().user()).isEqualTo("4711");

        Files.writeString(file, "{\"keys\":[{");
        refresh();
        assertThat(tickets.verify(ticket, LOBBY).identity().user()).isEqualTo("4711");

        Files.writeString(file, "{\"keys\":[]}");
        refresh();
        assertInvalid(ticket);
    }

    @Test
    void verify_audience_hasToBeOurs() throws Exception {
        assertInvalid(signed(claims("4711").audience("shop").build()));
        assertInvalid(signed(claims("4711").audience((String) null).build()));
        assertThat(tickets.verify(
                                signed(claims("4711")
                                        .audience(List.of("shop", "danmaku"))
                                        .build()),
                                LOBBY)
                        .identity()
                        .user())
                .isEqualTo("4711");

        source.set("danmaku.ticket.audience", "stage");
        refresh();

        assertInvalid(signed(claims("4711").build()));
    }

    @Test
    void verify_issuer_hasToBeTheConfiguredOne() throws Exception {
        source.set("danmaku.ticket.issuer", "https://www.example.com");
        refresh();

        assertInvalid(signed(claims("4711").build()));
        assertInvalid(signed(claims("4711").issuer("https://www.example.net").build()));
        assertThat(tickets.verify(
                                signed(claims("4711")
                                        .issuer("https://www.example.com")
                                        .build()),
                                LOBBY)
                        .identity()
                        .user())
                .isEqualTo("4711");
    }

    @Test
    void verify_afterItsEnd_isExpired() throws Exception {
        String ticket = signed(claims("4711").build());

        time.advanceMillis(59_000);
        assertThat(tickets.verify(ticket, LOBBY).identity().user()).isEqualTo("4711");
        time.advanceMillis(1_000);

        assertRefused(() -> tickets.verify(ticket, LOBBY), ErrorCode.TICKET_EXPIRED);
    }

    @Test
    void verify_aTicketWithoutAnEnd_orWithOneTooFarOff_isRefused() throws Exception {
        assertInvalid(signed(claims("4711").expirationTime(null).build()));
        assertInvalid(
                signed(claims("4711").expirationTime(at(now() + 3_600 + 31)).build()));
        assertThat(tickets.verify(
                                signed(claims("4711")
                                        .expirationTime(at(now() + 3_600))
                                        .build()),
                                LOBBY)
                        .identity()
                        .user())
                .isEqualTo("4711");
    }

    @Test
    void verify_aTicketFromTheFuture_isRefused() throws Exception {
        assertInvalid(signed(claims("4711").notBeforeTime(at(now() + 31)).build()));
        assertInvalid(signed(claims("4711").issueTime(at(now() + 31)).build()));
        assertThat(tickets.verify(
                                signed(claims("4711")
                                        .notBeforeTime(at(now() + 30))
                                        .build()),
                                LOBBY)
                        .identity()
                        .user())
                .isEqualTo("4711");
    }

    @Test
    void verify_claimsOfTheWrongKind_areRefused() throws Exception {
        assertInvalid(signed(claims("4711").subject(null).build()));
        assertInvalid(signed(claims(" ").build()));
        assertInvalid(signed(claims("x".repeat(129)).build()));
        assertInvalid(signed(claims("4711").claim("room", null).build()));
        assertInvalid(signed(claims("4711").claim("room", 1).build()));
        assertInvalid(signed(claims("4711").claim("room", List.of(1)).build()));
        assertInvalid(signed(claims("4711").claim("lane", "throne").build()));
        assertInvalid(signed(claims("4711").claim("name", "guest-1").build()));
        assertInvalid(signed(claims("4711").claim("name", "a\u202eb").build()));
        assertInvalid(signed(claims("4711").claim("name", List.of("a")).build()));
        assertInvalid(signed(claims("4711").claim("rights", 7).build()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "...",
                "a.b.c",
                "eyJhbGciOiJIUzI1NiJ9",
                "eyJhbGciOiJIUzI1NiJ9.e30.",
                "eyJhbGciOiJIUzI1NiJ9.W10.AAAA",
                "\u0000.\ud800.\uffff",
                "<script>"
            })
    void verify_whatIsNoTicket_isRefused(String text) {
        assertInvalid(text);
        assertInvalid(text.repeat(2_000));
    }

    @Test
    void refusal_doesNotRepeatTheTicket() throws Exception {
        String ticket = signed(
                claims("4711").audience("shop").claim("name", "Secret Name").build());

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> tickets.verify(ticket, LOBBY))
                .satisfies(refusal -> assertThat(refusal.detail())
                        .doesNotContain(ticket.substring(0, 10))
                        .doesNotContain("4711")
                        .doesNotContain("Secret Name"));
    }

    @Test
    void redeem_again_isRefusedWhereATicketIsGoodOnce() throws Exception {
        source.set("danmaku.ticket.once", "1");
        refresh();
        Ticket ticket = tickets.verify(signed(claims("4711").build()), LOBBY);

        tickets.redeem(ticket);

        assertRefused(() -> tickets.redeem(ticket), ErrorCode.TICKET_USED);
        tickets.redeem(tickets.verify(signed(claims("4711").build()), LOBBY));
        Ticket without = tickets.verify(signed(claims("4711").jwtID(null).build()), LOBBY);
        assertRefused(() -> tickets.redeem(without), ErrorCode.TICKET_INVALID);
    }

    @Test
    void redeem_again_isGoodWhereATicketIsGoodUntilItsEnd() throws Exception {
        Ticket ticket = tickets.verify(signed(claims("4711").build()), LOBBY);

        tickets.redeem(ticket);
        tickets.redeem(ticket);

        assertThat(tickets.remembered()).isZero();
    }

    @Test
    void tidy_usedTicketsThatHaveEnded_areForgotten() throws Exception {
        source.set("danmaku.ticket.once", "1");
        refresh();
        tickets.redeem(tickets.verify(signed(claims("4711").build()), LOBBY));

        time.advanceMillis(60_000);
        tickets.tidy();
        assertThat(tickets.remembered()).isEqualTo(1);
        time.advanceMillis(1_000);
        tickets.tidy();

        assertThat(tickets.remembered()).isZero();
    }

    @Test
    void issue_forWhoIsLoggedIn_isGoodHere_andNowhereElse() {
        Identity ann = Identities.ofLogin("ann", List.of("danmaku-host", "danmaku-moderator")::contains);
        TicketIssuer.Issued issued = new TicketIssuer(settings, ring, time).issue(ann, LOBBY);

        Identity identity = tickets.verify(issued.text(), LOBBY).identity();

        assertThat(identity).isEqualTo(new Identity("ann", "ann", Lane.HOST, ann.rights(), issued.expires()));
        assertThat(identity.rights()).contains(Right.MODERATE);
        assertRefused(() -> tickets.verify(issued.text(), OTHER), ErrorCode.FORBIDDEN);
        LiveSettings unconfigured = new LiveSettings(new MapSource());
        TicketIssuer.Issued own = new TicketIssuer(unconfigured, new KeyRing(unconfigured), time).issue(ann, LOBBY);
        assertInvalid(own.text());
    }

    private void trust(JWK... keys) {
        source.set("danmaku.ticket.jwks", new JWKSet(List.of(keys)).toString());
        refresh();
    }

    private void refresh() {
        settings.refresh();
        ring.refresh();
    }

    private void assertInvalid(String ticket) {
        assertRefused(() -> tickets.verify(ticket, LOBBY), ErrorCode.TICKET_INVALID);
    }

    private static void assertRefused(ThrowingCallable call, ErrorCode code) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(call)
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private JWTClaimsSet.Builder claims(String user) {
        return new JWTClaimsSet.Builder()
                .subject(user)
                .audience("danmaku")
                .claim("room", "lobby")
                .jwtID(UUID.randomUUID().toString())
                .expirationTime(at(now() + 60));
    }

    private static String signed(JWTClaimsSet claims) throws Exception {
        return signed(claims, JWSAlgorithm.HS256, new MACSigner(SECRET), null);
    }

    private static String signed(JWTClaimsSet claims, JWSAlgorithm algorithm, JWSSigner signer, @Nullable String kid)
            throws Exception {
        SignedJWT ticket =
                new SignedJWT(new JWSHeader.Builder(algorithm).keyID(kid).build(), claims);
        ticket.sign(signer);
        return ticket.serialize();
    }

    private long now() {
        return time.epochMillis() / 1_000;
    }

    private static Date at(long second) {
        return Date.from(Instant.ofEpochSecond(second));
    }

    private static String base64(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
    }
}
