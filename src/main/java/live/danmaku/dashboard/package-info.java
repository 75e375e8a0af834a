/**
 * The admin page's side of the server: figures pushed to every page that is open, configuration and audit for who asks, and what
 * an administrator does there. A thin shell over {@code admin}; {@code web.xml} lets nobody in who has not the role {@code
 * danmaku-admin}.
 *
 * <p>Place in the flow: beside it; calls {@code admin} to look and to act, and {@code encode} to write. Imported by {@code app}
 * only.
 *
 * <p>Threading: request threads of the container, its I/O threads for pages that can take more, and one task a second on the
 * managed executor while a page is open. Entry types: {@link live.danmaku.dashboard.Push}, {@link
 * live.danmaku.dashboard.StreamServlet}.
 */
@NullMarked
package live.danmaku.dashboard;

import org.jspecify.annotations.NullMarked;
