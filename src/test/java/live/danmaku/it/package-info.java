/**
 * The protocol, tested on the real servers: the same WAR on WildFly, Payara Micro and Payara Server.
 *
 * <p>Servers are started when a test first asks for them and live until the tests' JVM ends, see {@link
 * live.danmaku.it.Servers}; tests keep apart by using rooms of their own.
 */
@NullMarked
package live.danmaku.it;

import org.jspecify.annotations.NullMarked;
