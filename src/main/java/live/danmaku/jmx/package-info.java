/**
 * The running server as MXBeans, of open types only, so that any JMX client reads and invokes them without our classes. Their
 * descriptions are the operator's manual.
 *
 * <p>Place in the flow: a shell over {@code admin}. Imported by {@code app} only.
 *
 * <p>Threading: any thread of the server's JMX access. WildFly calls without a context class loader, so each call gets the
 * application's. Entry type: {@link live.danmaku.jmx.Beans}.
 */
@NullMarked
package live.danmaku.jmx;

import org.jspecify.annotations.NullMarked;
