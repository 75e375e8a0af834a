package live.danmaku.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Messages by the thousand, made of the kept corpus by a fixed seed: cut, doubled, spliced, and with odd things put in. */
public final class Mutations {

    /** What the fuzzer found, and what it began with. */
    static final Path CORPUS = Path.of("src/test/resources/fuzz/messages");

    private static final int MOST_CHARS = 4_000;
    private static final List<String> ODD = List.of(
            "\"",
            "\\",
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "null",
            "true",
            "-0",
            "1e999",
            "9223372036854775808",
            "0.1",
            "\\ud800",
            "\\u0000",
            "\\u202e",
            "\u0000",
            "\u0007",
            "\n",
            "\u2028",
            "\u200B",
            "\u202E",
            "\u0336",
            "\uFEFF",
            "哈",
            "😀",
            "\uFDFA",
            "\uFFFF",
            "\"text\":\"x\"",
            "\"type\":\"post\"",
            "\"ref\":\"",
            "constructor",
            "[".repeat(50),
            "[[[[",
            "a".repeat(500),
            "<script>",
            "' or 1=1 --",
            "../../",
            "%00",
            "${jndi:ldap://x}");

    private final Random random;
    private final List<String> seeds = seeds();

    public Mutations(long seed) {
        random = new Random(seed);
    }

    /** All that is kept, as text. */
    static List<String> seeds() {
        try (Stream<Path> files = Files.list(CORPUS)) {
            return files.sorted().map(Mutations::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next message; it may be anything but half a surrogate pair, which no client could send. */
    public String next() {
        StringBuilder text = new StringBuilder(seed());
        int changes = random.nextInt(5);
        for (int i = 0; i < changes; i++) {
            change(text);
        }
        if (text.length() > MOST_CHARS) {
            text.setLength(MOST_CHARS);
        }
        return new String(text.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private String seed() {
        return seeds.get(random.nextInt(seeds.size()));
    }

    private void change(StringBuilder text) {
        int at = random.nextInt(text.length() + 1);
        int end = Math.min(text.length(), at + random.nextInt(20));
        switch (random.nextInt(6)) {
            case 0 -> text.delete(at, end);
            case 1 -> text.insert(at, text.substring(at, end));
            case 2 -> text.insert(at, ODD.get(random.nextInt(ODD.size())));
            case 3 -> text.replace(at, end, ODD.get(random.nextInt(ODD.size())));
            case 4 -> text.replace(at, end, Character.toString(random.nextInt(Character.MAX_CODE_POINT + 1)));
            default -> text.replace(at, text.length(), tail());
        }
    }

    private String tail() {
        String other = seed();
        return other.substring(random.nextInt(other.length() + 1));
    }
}
