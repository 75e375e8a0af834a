package live.danmaku.tool.load.client;

import live.danmaku.tool.load.script.Comment;

/** A way to post; posts through one poster keep their order. */
public interface Poster {
    /** Hands over a post and returns at once; the answer comes later. */
    void post(int number, Comment comment, String user);
}
