package live.danmaku.endpoint;

import java.security.Principal;
import live.danmaku.model.Identity;
import live.danmaku.model.Network;
import org.jspecify.annotations.Nullable;

/**
 * Who comes through a handshake, and from where. It travels as the connection's user principal, the one thing of a request
 * that the standard hands on to the session on every server.
 *
 * @param identity who it is
 * @param network where they come from; null where nobody knows
 */
record Arrival(Identity identity, @Nullable Network network) implements Principal {

    @Override
    public String getName() {
        String user = identity.user();
        return user == null ? "anonymous" : user;
    }
}
