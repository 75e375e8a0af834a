/**
 * The node's figures as Prometheus reads them.
 *
 * <p>Place in the flow: beside it; reads {@code admin} and {@code telemetry} when somebody asks, so that nothing is paid for where
 * things are counted. The only package that names Micrometer and the Prometheus client. Imported by {@code rest} and {@code app}
 * only.
 *
 * <p>Threading: any thread; one scrape at a time. Entry type: {@link live.danmaku.metrics.Exposition}.
 */
@NullMarked
package live.danmaku.metrics;

import org.jspecify.annotations.NullMarked;
