package live.danmaku.model;

import java.util.Map;

/**
 * A node among others, about now.
 *
 * @param node its name
 * @param connected whether the broker takes and delivers messages
 * @param waiting messages that are to be sent
 * @param parts parts of the rooms that it listens to
 * @param peers viewers of each other node, by its name
 */
public record ClusterStatus(String node, boolean connected, int waiting, int parts, Map<String, Integer> peers) {}
