package live.danmaku.model;

/**
 * Who posts: the name that viewers see, and the lane that it is posted in.
 *
 * @param name shown beside the text
 * @param lane priority of what this author posts
 */
public record Author(String name, Lane lane) {}
