/**
 * The immutable values that travel through the server: room ids, danmaku, batches, frames, codes.
 *
 * <p>Place in the flow: everywhere; every other package may import this one, and this one imports none of ours.
 *
 * <p>Threading: every type here is immutable, or an exception that is thrown and caught on one thread.
 */
@NullMarked
package live.danmaku.model;

import org.jspecify.annotations.NullMarked;
