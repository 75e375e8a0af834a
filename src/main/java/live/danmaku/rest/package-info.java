/**
 * The HTTP interface: posting for applications, figures for everybody, problems by RFC 9457. A thin shell.
 *
 * <p>Place in the flow: first; calls {@code encode} to read and {@code room} to act. Imported by {@code app} only.
 *
 * <p>Threading: request threads of the container. Entry type: {@link live.danmaku.rest.RoomsResource}.
 */
@NullMarked
package live.danmaku.rest;

import org.jspecify.annotations.NullMarked;
