package live.danmaku.identity;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import live.danmaku.config.LiveSettings;
import live.danmaku.config.TextKey;

/**
 * The keys of tickets as they are now: the configured secrets, those of a JWK Set, and a secret of this deployment's own,
 * which nobody else knows.
 *
 * <p>Threading: any thread; {@link #refresh()} from one at a time, and never a handshake's, because it may read a file.
 */
public final class KeyRing {

    private static final Logger LOG = System.getLogger("danmaku.identity");
    private static final int SECRET_BYTES = 32;
    private static final long DOCUMENT_MAX = 1 << 20;

    private final LiveSettings settings;
    private final JWK own;
    private volatile TicketKeys keys = new TicketKeys(List.of());
    private volatile OctetSequenceKey issuing;
    private List<JWK> lastDocument = List.of();
    private String lastComplaint = "";

    /** Reads the keys once. */
    public KeyRing(LiveSettings settings) {
        this.settings = settings;
        byte[] secret = new byte[SECRET_BYTES];
        SecureRandom random = new SecureRandom();
        random.nextBytes(secret);
        OctetSequenceKey made = new OctetSequenceKey.Builder(secret)
                .keyID("node-" + Long.toUnsignedString(random.nextLong(), Character.MAX_RADIX))
                .build();
        this.own = made;
        this.issuing = made;
        refresh();
    }

    /** Reads the keys again. A document that cannot be read is logged once, and its old keys stay. */
    public void refresh() {
        List<JWK> secrets = TicketKeys.ofSecrets(settings.get().text(TextKey.TICKET_SECRETS));
        List<JWK> all = new ArrayList<>(secrets);
        all.addAll(document(settings.get().text(TextKey.TICKET_JWKS)));
        all.add(own);
        if (!all.equals(keys.keys())) {
            keys = new TicketKeys(all);
            issuing = (OctetSequenceKey) (secrets.isEmpty() ? own : secrets.get(0));
            LOG.log(Level.INFO, "tickets: {0} configured keys", all.size() - 1);
        }
    }

    /** Those that tickets are verified with. */
    TicketKeys keys() {
        return keys;
    }

    /** The one that tickets of ours are signed with: the first configured secret, so that other nodes know it too. */
    OctetSequenceKey issuing() {
        return issuing;
    }

    private List<JWK> document(String setting) {
        String complaint = "";
        try {
            lastDocument = setting.isEmpty() ? List.of() : TicketKeys.ofDocument(read(setting));
        } catch (IOException | ParseException | RuntimeException e) {
            // Neither the setting nor the cause's message: the document may hold secrets.
            complaint = TextKey.TICKET_JWKS.property() + " cannot be read as a JWK Set ("
                    + e.getClass().getSimpleName() + "); the old keys stay";
        }
        if (!complaint.equals(lastComplaint)) {
            lastComplaint = complaint;
            if (!complaint.isEmpty()) {
                LOG.log(Level.WARNING, complaint);
            }
        }
        return lastDocument;
    }

    private static String read(String setting) throws IOException {
        if (setting.startsWith("{")) {
            return setting;
        }
        Path file = Path.of(setting);
        if (Files.size(file) > DOCUMENT_MAX) {
            throw new IOException("too large");
        }
        return Files.readString(file);
    }
}
