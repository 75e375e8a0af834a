package live.danmaku.tool.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Whole folders: copied, emptied. */
public final class Folders {

    private Folders() {}

    /** Copies a folder with all that is in it; the target must not exist. */
    public static void copy(Path from, Path to) {
        for (Path source : walk(from)) {
            Path target = to.resolve(from.relativize(source));
            try {
                if (Files.isDirectory(source)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(source, target);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Makes this an existing folder with nothing in it. */
    public static void empty(Path folder) {
        try {
            if (Files.exists(folder)) {
                for (Path path :
                        walk(folder).stream().sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> walk(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
