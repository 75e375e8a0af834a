package live.danmaku.app;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import live.danmaku.config.LiveSettings;
import live.danmaku.config.TextKey;
import live.danmaku.moderation.WordLists;
import org.jspecify.annotations.Nullable;

/**
 * The files that words and patterns are read from, and read again when one changes or another one is configured. A file that
 * cannot be read leaves what was read before, and is complained of once.
 *
 * <p>Threading: one thread at a time.
 */
final class ListFiles {

    private static final Logger LOG = System.getLogger("danmaku");

    /** More is no word list. */
    private static final long MOST_BYTES = 16 << 20;

    private final LiveSettings settings;
    private final Map<TextKey, ToIntFunction<List<String>>> takers = new EnumMap<>(TextKey.class);
    private final Map<TextKey, Version> read = new EnumMap<>(TextKey.class);

    ListFiles(LiveSettings settings, WordLists lists) {
        this.settings = settings;
        takers.put(TextKey.WORDS_REJECT, lists::reject);
        takers.put(TextKey.WORDS_MASK, lists::mask);
        takers.put(
                TextKey.PATTERNS,
                lines -> lists.rejectPatterns(
                        lines,
                        complaint -> LOG.log(Level.WARNING, "{0}: {1}", TextKey.PATTERNS.property(), complaint)));
    }

    /** What a file was like when it was read, or not read for an error. */
    private record Version(String path, @Nullable FileTime changed, long bytes) {}

    /** Reads what has changed since the last call. Looks at each file's entry, which costs next to nothing. */
    void refresh() {
        takers.forEach((key, taker) -> {
            Version now = version(settings.get().text(key));
            if (!now.equals(read.getOrDefault(key, version("")))) {
                read.put(key, now);
                take(key, now, taker);
            }
        });
    }

    private static void take(TextKey key, Version file, ToIntFunction<List<String>> taker) {
        try {
            if (file.bytes() > MOST_BYTES) {
                throw new IOException("it has more than " + MOST_BYTES + " bytes");
            }
            List<String> lines = file.path().isEmpty()
                    ? List.of()
                    : Files.readAllLines(Path.of(file.path()), StandardCharsets.UTF_8);
            LOG.log(Level.INFO, "{0}: {1} entries", key.property(), taker.applyAsInt(lines));
        } catch (IOException | InvalidPathException e) {
            LOG.log(
                    Level.ERROR,
                    "{0}: \"{1}\" cannot be read, what was read before stays: {2}",
                    key.property(),
                    file.path(),
                    e);
        }
    }

    private static Version version(String path) {
        try {
            if (!path.isEmpty()) {
                BasicFileAttributes file = Files.readAttributes(Path.of(path), BasicFileAttributes.class);
                return new Version(path, file.lastModifiedTime(), file.size());
            }
        } catch (IOException | InvalidPathException e) {
            LOG.log(Level.DEBUG, "{0}: {1}", path, e);
        }
        return new Version(path, null, 0);
    }
}
