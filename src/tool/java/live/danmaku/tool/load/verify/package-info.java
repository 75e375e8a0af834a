/**
 * Whether everything arrived: batches by sequence number, the ids that posts were given, what each viewer saw, and the
 * comparison of the three. No sockets here; imports {@code script} only. The mutable types are shared by the threads of
 * the connections and the one that reports, and say so.
 */
@NullMarked
package live.danmaku.tool.load.verify;

import org.jspecify.annotations.NullMarked;
