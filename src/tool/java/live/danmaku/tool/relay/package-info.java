/** Posts and verifies over several nodes that share their rooms. */
@NullMarked
package live.danmaku.tool.relay;

import org.jspecify.annotations.NullMarked;
