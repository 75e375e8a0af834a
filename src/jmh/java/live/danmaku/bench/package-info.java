/**
 * Micro-benchmarks of the steps of a batch, from the queue to the viewers' sockets, on sample data that is the same in
 * every run. {@code docs/benchmarks.md} says how to run them and what came out.
 *
 * <p>Place in the flow: none; compiled with the tests, run by {@code mvn -Pjmh}. A benchmark of a package's inner parts
 * stands in that package.
 */
@NullMarked
package live.danmaku.bench;

import org.jspecify.annotations.NullMarked;
