/** Tests of the page's scripts that need no server and no browser. */
@NullMarked
package live.danmaku.page;

import org.jspecify.annotations.NullMarked;
