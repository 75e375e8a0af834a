/** Nodes over NATS, whose server costs a fraction of what a Jakarta Messaging broker does; loaded where {@code danmaku.cluster.nats} is set. */
@NullMarked
package live.danmaku.cluster.nats;

import org.jspecify.annotations.NullMarked;
