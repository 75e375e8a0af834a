/**
 * What moderators lay upon people and rooms: mutes, silence, slow mode, closed rooms, pinned notices. What they ask for, what
 * holds now, the record of who did what, and the port to a place that keeps it.
 *
 * <p>Place in the flow: asked by {@code room} before a danmaku is accepted and before a viewer joins; imports {@code model}
 * only.
 *
 * <p>Threading: values are immutable; {@link live.danmaku.sanction.Sanctions} may be used from any thread. Entry types:
 * {@link live.danmaku.sanction.Sanctions}, {@link live.danmaku.sanction.Act}.
 */
@NullMarked
package live.danmaku.sanction;

import org.jspecify.annotations.NullMarked;
