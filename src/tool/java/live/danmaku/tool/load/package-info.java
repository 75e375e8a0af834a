/**
 * Load and replay tool: holds viewers, posts on schedule, and proves for every viewer that what was accepted arrived once,
 * in order and unaltered. {@link live.danmaku.tool.load.Load} and {@link live.danmaku.tool.load.Replay} are the commands;
 * {@link live.danmaku.tool.load.Run} is what both do. What is posted comes from {@code script}, the connections from
 * {@code client}, the proof from {@code verify}.
 */
@NullMarked
package live.danmaku.tool.load;

import org.jspecify.annotations.NullMarked;
