/**
 * One frame to all viewers of a room, section by section.
 *
 * <p>Place in the flow: after {@code encode}, before {@code transport}; imports {@code model}, {@code config}, {@code
 * telemetry}, {@code wire} and {@code transport}. Never encodes, never blocks.
 *
 * <p>Threading: viewers join and leave on the container's threads while the room's tick broadcasts; they share
 * the short lock of a section. Entry type: {@link live.danmaku.fanout.Audience}.
 */
@NullMarked
package live.danmaku.fanout;

import org.jspecify.annotations.NullMarked;
