/**
 * Whether what somebody wants to post may be posted.
 *
 * <p>Place in the flow: between reading a message and {@code Room.offer}; imports {@code model}, {@code config} and {@code
 * telemetry}.
 *
 * <p>Threading: pure functions on time that is given, and bounded memory of who has posted how much. Entry types: {@link
 * live.danmaku.moderation.PostLimits} for how fast, {@link live.danmaku.moderation.TextRules} and {@link
 * live.danmaku.moderation.TextModeration} for what, {@link live.danmaku.moderation.Judge} for what the company says.
 */
@NullMarked
package live.danmaku.moderation;

import org.jspecify.annotations.NullMarked;
