/**
 * Measures what an event costs the application that fires it, and what becomes of very many: {@code mvn -Pevents},
 * docs/benchmarks.md.
 */
@NullMarked
package live.danmaku.tool.events;

import org.jspecify.annotations.NullMarked;
