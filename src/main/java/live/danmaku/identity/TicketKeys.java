package live.danmaku.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.KeyTypeException;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import live.danmaku.config.TextKey;

/**
 * The keys that tickets may be signed with. A key is only tried for algorithms of its own kind, so that a public key never
 * counts as a secret (RFC 8725, section 3.1), and only for tickets that name it or no key at all.
 *
 * @param keys those that may be tried
 */
record TicketKeys(List<JWK> keys) {

    private static final DefaultJWSVerifierFactory VERIFIERS = new DefaultJWSVerifierFactory();

    TicketKeys {
        keys = List.copyOf(keys);
    }

    /** The keys in a list of secrets, each as {@code kid=secret} or the secret alone. */
    static List<JWK> ofSecrets(String list) {
        List<JWK> keys = new ArrayList<>();
        for (String part : TextKey.parts(list)) {
            int end = part.indexOf('=');
            byte[] secret = part.substring(end + 1).getBytes(StandardCharsets.UTF_8);
            var key = new OctetSequenceKey.Builder(secret);
            keys.add(end > 0 ? key.keyID(part.substring(0, end)).build() : key.build());
        }
        return keys;
    }

    /**
     * The keys in a JWK Set document (RFC 7517) that are meant for signatures.
     *
     * @throws ParseException when it is none; its message may hold parts of the document
     */
    static List<JWK> ofDocument(String json) throws ParseException {
        return JWKSet.parse(json).getKeys().stream()
                .filter(key -> key.getKeyUse() == null || KeyUse.SIGNATURE.equals(key.getKeyUse()))
                .toList();
    }

    /** Whether one of the keys has signed this. */
    boolean haveSigned(SignedJWT ticket) {
        return keys.stream().filter(key -> suits(key, ticket.getHeader())).anyMatch(key -> hasSigned(key, ticket));
    }

    private static boolean suits(JWK key, JWSHeader header) {
        boolean named = key.getKeyID() == null
                || header.getKeyID() == null
                || key.getKeyID().equals(header.getKeyID());
        return named
                && key.getKeyType().equals(KeyType.forAlgorithm(header.getAlgorithm()))
                && (key.getAlgorithm() == null || key.getAlgorithm().equals(header.getAlgorithm()));
    }

    private static boolean hasSigned(JWK key, SignedJWT ticket) {
        try {
            JWSVerifier verifier = VERIFIERS.createJWSVerifier(ticket.getHeader(), material(key));
            return ticket.verify(verifier);
        } catch (JOSEException | IllegalStateException e) {
            // An algorithm that this key is too short or too special for: not signed by it.
            return false;
        }
    }

    private static Key material(JWK key) throws JOSEException {
        if (key instanceof OctetSequenceKey secret) {
            return secret.toSecretKey();
        }
        if (key instanceof AsymmetricJWK pair) {
            return pair.toPublicKey();
        }
        throw new KeyTypeException(Key.class);
    }
}
