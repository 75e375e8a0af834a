/**
 * Counters of what the server did, cheap enough for every path.
 *
 * <p>Place in the flow: written by every stage, read by {@code rest} and {@code admin}; imports {@code model} only.
 *
 * <p>Threading: every type here may be used from any thread. Entry type: {@link live.danmaku.telemetry.Metrics}.
 */
@NullMarked
package live.danmaku.telemetry;

import org.jspecify.annotations.NullMarked;
