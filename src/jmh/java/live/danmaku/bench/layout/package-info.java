/**
 * The study behind the wire layout of a batch and its compression level: bytes by {@link
 * live.danmaku.bench.layout.LayoutStudy}, time by {@link live.danmaku.bench.layout.LayoutBenchmark}. What was decided is
 * in {@code docs/decisions.md}.
 */
@NullMarked
package live.danmaku.bench.layout;

import org.jspecify.annotations.NullMarked;
