/**
 * Who comes, from where, and whether they may: tickets, anonymous people, origins of pages, proxies before the server.
 *
 * <p>Place in the flow: before everything; asked at each handshake, request and renewal, by {@code endpoint} and {@code
 * rest}. May import model, config, telemetry, moderation.
 *
 * <p>Threading: any thread; nothing here waits for anything but the processor, but for {@link
 * live.danmaku.identity.KeyRing#refresh()}, which reads a file. Entry type: {@link live.danmaku.identity.Identities}.
 */
@NullMarked
package live.danmaku.identity;

import org.jspecify.annotations.NullMarked;
