/**
 * What is Undertow's own: loaded only where the server is Undertow, as in WildFly.
 */
@NullMarked
package live.danmaku.transport.undertow;

import org.jspecify.annotations.NullMarked;
