/**
 * The connections: viewers and posters over WebSocket, and posts over HTTP, on Netty. Imports {@code script} and
 * {@code verify}.
 */
@NullMarked
package live.danmaku.tool.load.client;

import org.jspecify.annotations.NullMarked;
