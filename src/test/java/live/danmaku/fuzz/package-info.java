/**
 * Input that nobody would write: what is fuzzed, and what generates messages where no fuzzer does. {@code mvn -Pfuzz} has Jazzer
 * look for inputs that reach new code; what it found stands in {@code src/test/resources/fuzz} and is tried in every build.
 *
 * <p>Place in the flow: in front of the decoder, and of whole servers.
 *
 * <p>Threading: one thread. Entry type: {@link live.danmaku.fuzz.MessageFuzzer}.
 */
@NullMarked
package live.danmaku.fuzz;

import org.jspecify.annotations.NullMarked;
