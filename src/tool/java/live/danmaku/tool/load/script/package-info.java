/**
 * What is posted, and when: made-up comments at a steady rate, or the comments of a file. Pure; imports nothing of ours.
 * {@link live.danmaku.tool.load.script.Script} is the entry type.
 */
@NullMarked
package live.danmaku.tool.load.script;

import org.jspecify.annotations.NullMarked;
