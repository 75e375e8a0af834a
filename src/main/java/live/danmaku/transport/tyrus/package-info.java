/**
 * What is Tyrus' own: loaded only where the server is Tyrus, as in Payara.
 */
@NullMarked
package live.danmaku.transport.tyrus;

import org.jspecify.annotations.NullMarked;
