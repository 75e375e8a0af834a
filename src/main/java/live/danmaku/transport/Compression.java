package live.danmaku.transport;

import jakarta.websocket.Extension;
import jakarta.websocket.Session;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import live.danmaku.config.Key;
import live.danmaku.config.LiveSettings;
import live.danmaku.transport.deflate.Inflation;
import live.danmaku.transport.deflate.PermessageDeflate;
import live.danmaku.transport.tyrus.DeflateExtension;
import live.danmaku.transport.undertow.DeflateFunction;

/**
 * Standard permessage-deflate (RFC 7692) on this node: whether it is agreed on in a handshake.
 *
 * <p>The containers' own implementations compress for each connection anew, and keep a compressor and an inflater for each.
 * So theirs are not used: one of ours inflates what comes in, and lets everything that the container sends pass as it is.
 *
 * <p>Threading: any thread. Memory: an agreed connection costs one small object.
 */
public final class Compression {

    private static final Logger LOG = System.getLogger("danmaku.transport");

    private static final String UNDERTOW = "io.undertow.";
    private static final String TYRUS = "org.glassfish.tyrus.";

    private final LiveSettings settings;
    private final Inflation inflation;

    /** @param inflation reads what comes in */
    public Compression(LiveSettings settings, Inflation inflation) {
        this.settings = settings;
        this.inflation = inflation;
    }

    /**
     * What a handshake agrees on: permessage-deflate where it is allowed, the client's offer can be kept and the server is
     * one that we can send compressed messages on; else nothing.
     *
     * @param requested the client's offers, in the container's own objects, which tell which container it is
     */
    public List<Extension> negotiate(List<Extension> requested) {
        if (requested.isEmpty()
                || settings.get().get(Key.DEFLATE) == 0
                || settings.get().get(Key.SENDER_NATIVE) == 0) {
            return List.of();
        }
        String container = requested.get(0).getClass().getName();
        return PermessageDeflate.answer(requested)
                .flatMap(answer -> implement(answer, container))
                .map(List::of)
                .orElse(List.of());
    }

    // A server's classes can be absent or changed: whatever is thrown, the connection goes uncompressed.
    private Optional<Extension> implement(Extension answer, String container) {
        try {
            if (container.startsWith(UNDERTOW)) {
                // Undertow looks for the handshake of this name that was registered at deployment.
                return Optional.of(answer);
            }
            if (container.startsWith(TYRUS)) {
                return Optional.of(new DeflateExtension(answer, inflation));
            }
        } catch (LinkageError e) {
            LOG.log(Level.WARNING, "permessage-deflate is not possible on {0}: {1}", container, e);
        }
        return Optional.empty();
    }

    /** Whether this session's handshake has agreed on permessage-deflate, so that messages with RSV1 may be sent to it. */
    public static boolean isNegotiated(Session session) {
        if (session.getClass().getName().startsWith(UNDERTOW)) {
            // Undertow's server sessions know of no extensions.
            return DeflateFunction.isIn(session);
        }
        return session.getNegotiatedExtensions().stream()
                .anyMatch(extension -> extension.getName().equals(PermessageDeflate.NAME));
    }
}
