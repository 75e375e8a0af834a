package live.danmaku.transport.undertow;

import io.undertow.websockets.WebSocketExtension;
import io.undertow.websockets.extensions.ExtensionFunction;
import io.undertow.websockets.extensions.ExtensionHandshake;
import jakarta.enterprise.inject.spi.CDI;
import java.util.List;
import java.util.Objects;
import live.danmaku.transport.deflate.Inflation;
import live.danmaku.transport.deflate.PermessageDeflate;
import org.jspecify.annotations.Nullable;

/**
 * Undertow's side of the negotiation: accepts what the endpoint's configurator has agreed on.
 *
 * <p>Made before there is an application, so it looks the application up at the first handshake. Undertow accepts on a
 * thread with the application's context, and creates the function later on an I/O thread, which has none.
 *
 * <p>Threading: any thread.
 */
final class DeflateHandshake implements ExtensionHandshake {

    private volatile @Nullable Inflation inflation;

    @Override
    public String getName() {
        return PermessageDeflate.NAME;
    }

    @Override
    public WebSocketExtension accept(WebSocketExtension agreed) {
        if (inflation == null) {
            inflation = CDI.current().select(Inflation.class).get();
        }
        return agreed;
    }

    @Override
    public boolean isIncompatible(List<ExtensionHandshake> accepted) {
        return accepted.contains(this);
    }

    @Override
    public ExtensionFunction create() {
        return new DeflateFunction(Objects.requireNonNull(inflation, "nothing was accepted"));
    }
}
