package live.danmaku.cluster;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * How a message is written on the bus: {@code 'D' 'K'}, the version, whether it is signed, with a secret the first 16 bytes of an
 * HMAC-SHA256 over what follows, and then the content, deflated (RFC 1951).
 *
 * <p>Threading: any thread.
 */
public final class Envelope {

    /** Bytes of a message; nodes take no larger one, and send none. */
    public static final int MAX_BYTES = 1 << 20;

    /** The version that this node writes, and the only one that it reads. Fields of the content come and go without it. */
    static final byte VERSION = 1;

    private static final int MAX_CONTENT = 16 * MAX_BYTES;
    private static final int HEAD = 4;
    private static final int SIGNATURE = 16;
    private static final String HMAC = "HmacSHA256";

    private final @Nullable SecretKeySpec key;

    /** Signs with this secret, and takes only what is signed with it; or, for null, neither. */
    public Envelope(byte @Nullable [] secret) {
        this.key = secret == null ? null : new SecretKeySpec(secret, HMAC);
    }

    byte[] seal(byte[] content) {
        byte[] deflated = deflated(content);
        byte[] signature = key == null ? new byte[0] : signature(deflated, 0);
        byte[] message = new byte[HEAD + signature.length + deflated.length];
        message[0] = 'D';
        message[1] = 'K';
        message[2] = VERSION;
        message[3] = (byte) (key == null ? 0 : 1);
        System.arraycopy(signature, 0, message, HEAD, signature.length);
        System.arraycopy(deflated, 0, message, HEAD + signature.length, deflated.length);
        return message;
    }

    byte[] open(byte[] message) throws MalformedException {
        if (message.length <= HEAD || message.length > MAX_BYTES || message[0] != 'D' || message[1] != 'K') {
            throw new MalformedException(MalformedException.Reason.FOREIGN, "it is none of ours");
        }
        if (message[2] != VERSION) {
            throw new MalformedException(
                    MalformedException.Reason.VERSION, "it is of version " + message[2] + ", not " + VERSION);
        }
        int from = HEAD + (message[3] == 1 ? SIGNATURE : 0);
        if (message.length <= from) {
            throw new MalformedException(MalformedException.Reason.FOREIGN, "it is cut off");
        }
        if (key != null) {
            requireSignature(message, from);
        }
        return inflated(message, from);
    }

    private void requireSignature(byte[] message, int from) throws MalformedException {
        boolean signed =
                from > HEAD && MessageDigest.isEqual(Arrays.copyOfRange(message, HEAD, from), signature(message, from));
        if (!signed) {
            throw new MalformedException(
                    MalformedException.Reason.FORGED, "it is not signed with this node's danmaku.cluster.secret");
        }
    }

    private byte[] signature(byte[] deflated, int from) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            mac.update(deflated, from, deflated.length - from);
            return Arrays.copyOf(mac.doFinal(), SIGNATURE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + HMAC, e);
        }
    }

    private static byte[] deflated(byte[] content) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, /* nowrap= */ true);
        try {
            deflater.setInput(content);
            deflater.finish();
            ByteArrayOutputStream deflated = new ByteArrayOutputStream(content.length / 2 + 64);
            byte[] part = new byte[8_192];
            while (!deflater.finished()) {
                deflated.write(part, 0, deflater.deflate(part));
            }
            return deflated.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static byte[] inflated(byte[] message, int from) throws MalformedException {
        Inflater inflater = new Inflater(/* nowrap= */ true);
        try {
            inflater.setInput(message, from, message.length - from);
            ByteArrayOutputStream content = new ByteArrayOutputStream(4 * (message.length - from));
            byte[] part = new byte[8_192];
            while (!inflater.finished()) {
                int read = inflater.inflate(part);
                if (read == 0 || content.size() + read > MAX_CONTENT) {
                    throw new MalformedException(
                            MalformedException.Reason.FOREIGN, "it is cut off, or too large when it is inflated");
                }
                content.write(part, 0, read);
            }
            return content.toByteArray();
        } catch (DataFormatException e) {
            throw new MalformedException(MalformedException.Reason.FOREIGN, "it is not deflated as it should be");
        } finally {
            inflater.end();
        }
    }
}
