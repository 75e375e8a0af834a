/**
 * Whether what somebody wants to post may be posted.
 *
 * <p>Place in the flow: between reading a message and {@code Room.offer}; imports {@code model}, {@code config} and {@code
 * telemetry}.
 *
 * <p>Threading: pure functions. Entry type: {@link live.danmaku.moderation.TextRules}.
 */
@NullMarked
package live.danmaku.moderation;

import org.jspecify.annotations.NullMarked;
