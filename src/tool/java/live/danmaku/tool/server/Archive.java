package live.danmaku.tool.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** A WAR, jar or EAR that is put together from classes, files and other archives, in the folder of the servers' instances. */
public final class Archive {
    private static final String WEB_CLASSES = "WEB-INF/classes/";

    private final String name;
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    private Archive(String name) {
        this.name = name;
    }

    /** An empty one with this file name. */
    public static Archive named(String name) {
        return new Archive(name);
    }

    /** A WAR with these classes and CDI, and the jar for applications in its libraries. */
    public static Archive hostWar(String name, Class<?>... classes) {
        return named(name)
                .with(WEB_CLASSES, classes)
                .with("WEB-INF/beans.xml", "")
                .with("WEB-INF/lib/danmaku-client.jar", BuildFiles.clientJar());
    }

    /** Adds classes, with those nested in them, below a folder that is empty or ends with a slash. */
    public Archive with(String folder, Class<?>... classes) {
        List.of(classes).forEach(type -> add(folder, type));
        return this;
    }

    /** Adds a text. */
    public Archive with(String path, String text) {
        entries.put(path, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Adds a file. */
    public Archive with(String path, Path file) {
        try {
            entries.put(path, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Adds what is in another archive. */
    public Archive withAllOf(Path archive) {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (!entry.isDirectory()) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        entries.put(entry.getName(), in.readAllBytes());
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Writes the file and returns it. */
    public Path write() {
        Path file = BuildFiles.instance(name);
        try {
            Files.createDirectories(file.getParent());
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
                for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                    zip.putNextEntry(new ZipEntry(entry.getKey()));
                    zip.write(entry.getValue());
                }
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String folder, Class<?> type) {
        String file = type.getName().replace('.', '/') + ".class";
        try (InputStream in = type.getClassLoader().getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("no class file " + file);
            }
            entries.put(folder + file, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (Class<?> nested : type.getDeclaredClasses()) {
            add(folder, nested);
        }
    }
}
