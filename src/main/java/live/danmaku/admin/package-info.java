/**
 * What an administrator sees of the running server and can do to it, whichever way: figures, effective configuration, readiness,
 * operations.
 *
 * <p>Place in the flow: beside it; reads and acts upon {@code room} and below. Imported by {@code rest} and {@code app} only.
 *
 * <p>Threading: every type here may be used from any thread. Entry types: {@link live.danmaku.admin.Figures}, {@link
 * live.danmaku.admin.Operations}.
 */
@NullMarked
package live.danmaku.admin;

import org.jspecify.annotations.NullMarked;
