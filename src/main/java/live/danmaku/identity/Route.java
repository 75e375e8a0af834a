package live.danmaku.identity;

import live.danmaku.model.Network;
import org.jspecify.annotations.Nullable;

/**
 * The way a request came.
 *
 * @param from the network that the client is in; null where nobody knows
 * @param secure whether the client speaks TLS, as far as we know
 * @param authority host and port that the client asked for, without the scheme's usual port, in lower case
 */
public record Route(@Nullable Network from, boolean secure, String authority) {}
