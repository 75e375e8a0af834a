package live.danmaku.room;

import live.danmaku.model.Network;
import org.jspecify.annotations.Nullable;

/**
 * A viewer's place on the node.
 *
 * @param network where it was counted as coming from; null where it was not counted
 * @param user whose viewer it was counted as; null where it was not counted
 */
record Place(@Nullable Network network, @Nullable String user) {}
