/**
 * Makes the table that texts are folded by ({@code live.danmaku.moderation.Folding}) out of what ICU knows of Unicode.
 *
 * <p>Place in the flow: none; a tool, and what the test compares the table with.
 *
 * <p>Threading: one thread. Entry type: {@link live.danmaku.tool.fold.FoldTable}.
 */
@NullMarked
package live.danmaku.tool.fold;

import org.jspecify.annotations.NullMarked;
