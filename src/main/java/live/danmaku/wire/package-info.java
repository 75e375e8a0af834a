/**
 * A batch as bytes: one JSON text, compressed at most once, which may be kept; and laid out as whole WebSocket frames that
 * all viewers share, in memory that is used again.
 *
 * <p>Place in the flow: made by {@code encode}, kept by {@code history}, handed on by {@code room} and {@code fanout},
 * written by {@code transport}; imports nothing of ours.
 *
 * <p>Threading: every type here may be used from any thread. Entry types: {@link live.danmaku.wire.Frame} and {@link
 * live.danmaku.wire.FrameFactory}.
 */
@NullMarked
package live.danmaku.wire;

import org.jspecify.annotations.NullMarked;
