/**
 * The server's side of {@code client}: what other applications on the server post, are asked about, and are told. Functions in
 * JNDI, of JDK types only, because each side has its own class loaders.
 *
 * <p>Place in the flow: posts come in beside {@code endpoint} and {@code rest}; what happens in rooms goes out behind them.
 * Imports {@code room} and below, and the names that {@code client} fixes.
 *
 * <p>Threading: called on the threads of other applications and of rooms; applications are called on the container's executor
 * only, and may hang there. Entry types: {@link live.danmaku.gate.EventGate}, {@link live.danmaku.gate.ModeratorGate}, {@link
 * live.danmaku.gate.ListenerGate}.
 */
@NullMarked
package live.danmaku.gate;

import org.jspecify.annotations.NullMarked;
