/**
 * A room's recent batches, kept encoded, for viewers that come back, come late, or were too slow.
 *
 * <p>Place in the flow: filled by {@code room} with each batch before it is broadcast, read by viewers' outboxes; imports
 * {@code model}, {@code config}, {@code telemetry} and {@code wire}.
 *
 * <p>Threading: reading takes no lock and makes nobody wait. Entry types: {@link live.danmaku.history.History}, {@link
 * live.danmaku.history.Resume}.
 */
@NullMarked
package live.danmaku.history;

import org.jspecify.annotations.NullMarked;
