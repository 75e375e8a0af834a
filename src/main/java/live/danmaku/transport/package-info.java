/**
 * From a frame to a viewer's socket: one outbox per viewer, at most one message in flight, and what to do when the viewer
 * is slow or gone. The only code that sends to a WebSocket session.
 *
 * <p>Place in the flow: after {@code fanout}, last before the container; imports {@code model}, {@code config} and {@code
 * telemetry}.
 *
 * <p>Threading: {@link live.danmaku.transport.Outbox} is offered to from the rooms' ticks and from the container's
 * threads, and completed from the container's I/O threads; its own lock guards it and is never held while sending. Entry
 * type: {@link live.danmaku.transport.Outbox}.
 */
@NullMarked
package live.danmaku.transport;

import org.jspecify.annotations.NullMarked;
