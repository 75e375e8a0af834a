/**
 * What is written against Tyrus' own classes, for Payara, GlassFish and Grizzly. Loaded only there.
 *
 * <p>Place in the flow: beside {@code transport}, whose part it is.
 *
 * <p>Threading: a connection's objects are used by the one thread that reads it at a time. Entry type: {@link
 * live.danmaku.transport.tyrus.DeflateExtension}.
 */
@NullMarked
package live.danmaku.transport.tyrus;

import org.jspecify.annotations.NullMarked;
