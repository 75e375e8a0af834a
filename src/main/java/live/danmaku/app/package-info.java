/**
 * The composition root: what is made, in which order it starts and stops, and where threads and timers come from, all of
 * them the container's.
 *
 * <p>Place in the flow: beside it; imports everything and is imported by nothing.
 *
 * <p>Threading: start and stop on the container's deployment threads; between them {@code app} only owns timers. Entry
 * types: {@link live.danmaku.app.DanmakuServer}, a plain object, and {@link live.danmaku.app.Deployment}, its CDI shell.
 */
@NullMarked
package live.danmaku.app;

import org.jspecify.annotations.NullMarked;
