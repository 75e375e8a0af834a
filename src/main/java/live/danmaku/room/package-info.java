/**
 * Rooms: which there are, what waits in them, who watches, and the tick that turns what was gathered into a frame for
 * everybody.
 *
 * <p>Place in the flow: {@code endpoint}, {@code rest} and the CDI gate call it; it drives {@code merge}, {@code encode},
 * {@code fanout}. Imports all of these, and none that call it.
 *
 * <p>Threading: posts and joins on the callers' threads, ticks on the managed scheduler, one at a time per room. Entry
 * type: {@link live.danmaku.room.RoomRegistry}.
 */
@NullMarked
package live.danmaku.room;

import org.jspecify.annotations.NullMarked;
