package live.danmaku.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import live.danmaku.client.DanmakuPost;
import live.danmaku.client.Forwarder;
import live.danmaku.it.host.FireServlet;
import live.danmaku.tool.server.BuildFiles;

/** Another application on the same server: a WAR with the client package and a servlet that fires events. */
final class HostApplication {
    private static final String NAME = "host";
    private static final List<Class<?>> CLASSES = List.of(DanmakuPost.class, Forwarder.class, FireServlet.class);

    private HostApplication() {}

    /** Where the servlet answers, on the server that serves this application root. */
    static URI fire(URI danmakuBase) {
        return danmakuBase.resolve("/" + NAME + "/fire");
    }

    /** Writes the WAR and returns it. */
    static Path war() {
        Path war = BuildFiles.instance(NAME + ".war");
        try {
            Files.createDirectories(war.getParent());
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war))) {
                zip.putNextEntry(new ZipEntry("WEB-INF/beans.xml"));
                for (Class<?> type : CLASSES) {
                    add(zip, type);
                }
            }
            return war;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(ZipOutputStream zip, Class<?> type) throws IOException {
        String file = type.getName().replace('.', '/') + ".class";
        zip.putNextEntry(new ZipEntry("WEB-INF/classes/" + file));
        try (InputStream in = type.getClassLoader().getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("no class file " + file);
            }
            in.transferTo(zip);
        }
    }
}
