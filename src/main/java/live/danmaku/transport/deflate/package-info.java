/**
 * Permessage-deflate (RFC 7692) as far as it is the same on every server: which offers are accepted, and how a compressed
 * message is inflated within bounds.
 *
 * <p>Place in the flow: before {@code endpoint}, inside the container's reading of frames; imports nothing of ours.
 *
 * <p>Threading: {@link live.danmaku.transport.deflate.InflaterPool} is shared by all threads; a {@link
 * live.danmaku.transport.deflate.MessageInflater} belongs to one connection, which is read by one thread at a time. Entry
 * types: {@link live.danmaku.transport.deflate.PermessageDeflate} and {@link
 * live.danmaku.transport.deflate.MessageInflater}.
 */
@NullMarked
package live.danmaku.transport.deflate;

import org.jspecify.annotations.NullMarked;
