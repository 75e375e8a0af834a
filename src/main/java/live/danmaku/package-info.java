/**
 * A danmaku (bullet comment) push server: what is posted into a room is merged once a window, encoded once, and pushed
 * to every viewer of the room.
 */
@NullMarked
package live.danmaku;

import org.jspecify.annotations.NullMarked;
