/**
 * One frame to all viewers of a room, shard by shard.
 *
 * <p>Place in the flow: after {@code encode}, before {@code transport}; imports {@code model}, {@code config}, {@code
 * telemetry} and {@code transport}. Never encodes, never blocks.
 *
 * <p>Threading: viewers join and leave on the container's threads while the room's tick broadcasts; they share no lock.
 * Entry type: {@link live.danmaku.fanout.Audience}.
 */
@NullMarked
package live.danmaku.fanout;

import org.jspecify.annotations.NullMarked;
