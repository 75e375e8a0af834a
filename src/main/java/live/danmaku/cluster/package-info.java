/**
 * Many nodes, one set of rooms: what a node accepts in a room in a window goes to the nodes where somebody watches that room, over a
 * message broker that is there already.
 *
 * <p>{@link live.danmaku.cluster.Cluster} stands between rooms, which tell and never wait, and a {@link live.danmaku.cluster.Bus},
 * of which there is one adapter for each engine, in a package of its own. What is told is a
 * {@link live.danmaku.cluster.NodeMessage}.
 *
 * <p>May import: model, telemetry, sanction. Threading: see each type; the threads are the container's.
 */
@NullMarked
package live.danmaku.cluster;

import org.jspecify.annotations.NullMarked;
