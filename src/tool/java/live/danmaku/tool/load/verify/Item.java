package live.danmaku.tool.load.verify;

import live.danmaku.tool.load.script.Comment;

/**
 * One danmaku of a batch, with what the wire leaves out filled in.
 *
 * @param at when the room accepted it, in milliseconds since 1970
 */
public record Item(long id, long at, Comment comment) {}
