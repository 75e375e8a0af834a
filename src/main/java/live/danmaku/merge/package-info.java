/**
 * One window's danmaku made into one batch.
 *
 * <p>Place in the flow: after the room's queue, before {@code encode}; imports {@code model} only.
 *
 * <p>Threading: pure functions. Entry type: {@link live.danmaku.merge.Merger}.
 */
@NullMarked
package live.danmaku.merge;

import org.jspecify.annotations.NullMarked;
