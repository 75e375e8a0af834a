/**
 * End-to-end benchmark: gives the same work in turn to this project's server on each application server, to peers and to
 * the least that a server can do, and prints one table. {@link live.danmaku.tool.bench.Bench} is the command; servers come
 * from {@code tool.server}, the work and its verification from {@code tool.load}.
 */
@NullMarked
package live.danmaku.tool.bench;

import org.jspecify.annotations.NullMarked;
