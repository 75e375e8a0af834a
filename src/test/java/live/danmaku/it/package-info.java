/** Tests of the built WAR in a running server, through what users and administrators see of it. */
@NullMarked
package live.danmaku.it;

import org.jspecify.annotations.NullMarked;
