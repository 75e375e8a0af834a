/**
 * What is written against Undertow's own classes, for WildFly. Loaded only there.
 *
 * <p>Place in the flow: beside {@code transport}, whose part it is.
 *
 * <p>Threading: a connection's objects are used on its I/O thread. Entry type: {@link
 * live.danmaku.transport.undertow.DeflateRegistration}, which Undertow finds through {@code META-INF/services}.
 */
@NullMarked
package live.danmaku.transport.undertow;

import org.jspecify.annotations.NullMarked;
