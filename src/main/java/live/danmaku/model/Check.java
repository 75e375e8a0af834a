package live.danmaku.model;

/**
 * What was found when one thing was looked at that the node needs.
 *
 * @param name of the thing
 * @param up whether it is as it should be
 * @param needed whether the node is not ready without it
 * @param detail what was found, for people; tells nothing that not everybody may know
 */
public record Check(String name, boolean up, boolean needed, String detail) {}
