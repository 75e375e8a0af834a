/**
 * The life of a WebSocket connection: handshake, messages in, end. A thin shell; what it decides is decided below.
 *
 * <p>Place in the flow: first; calls {@code encode} to read and {@code room} to act. Imported by {@code app} only.
 *
 * <p>Threading: each connection has a {@link live.danmaku.endpoint.RoomEndpoint}, which the container calls on one thread at a
 * time. Entry type: {@link live.danmaku.endpoint.RoomEndpoint}.
 */
@NullMarked
package live.danmaku.endpoint;

import org.jspecify.annotations.NullMarked;
