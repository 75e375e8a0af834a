package live.danmaku.model;

/**
 * Where a danmaku was accepted that came from another node, which tells it from every other one of the cluster: epochs are
 * unlike each other, and ids count within one.
 *
 * @param epoch the life of the room on the node that accepted it
 * @param id number within that epoch, from 1
 */
public record Origin(String epoch, long id) {}
