/**
 * JSON in and out: a batch to a frame, answers to messages, what clients send to values. The format is described in {@code
 * docs/protocol.md}.
 *
 * <p>Place in the flow: reading comes before admission, writing between {@code merge} and {@code fanout}; imports {@code
 * model}, {@code wire} and {@code sanction} only.
 *
 * <p>Threading: every public type may be used from any thread. Entry types: {@link live.danmaku.encode.Encoder}, {@link
 * live.danmaku.encode.Decoder}.
 */
@NullMarked
package live.danmaku.encode;

import org.jspecify.annotations.NullMarked;
