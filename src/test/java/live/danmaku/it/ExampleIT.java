package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.UUID;
import javax.tools.ToolProvider;
import live.danmaku.tool.server.BuildFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The class that applications elsewhere begin with posts. */
class ExampleIT {

    @Test
    void danmakuPoster_posts_andTellsWhatIsRefused(@TempDir Path classes) throws Exception {
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-Xlint:all",
                        "-Werror",
                        "-d",
                        classes.toString(),
                        BuildFiles.project()
                                .resolve("docs/examples/DanmakuPoster.java")
                                .toString());
        assertThat(compiled).isZero();
        URI base = Servers.shared().baseUri();
        String room = "room-" + UUID.randomUUID();

        try (TestViewer viewer = TestViewer.join(base, room);
                URLClassLoader loader =
                        new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            viewer.next("hello");
            Class<?> example = loader.loadClass("DanmakuPoster");
            Object poster = example.getConstructor(String.class, String.class).newInstance(base.toString(), "");
            var post = example.getMethod("post", String.class, String.class, String.class);

            post.invoke(poster, room, "\"Polls\" close \\ 🗳", "Newsroom");
            assertThat(ServerContract.texts(viewer.next("batch"))).containsExactly("\"Polls\" close \\ 🗳");
            assertThatThrownBy(() -> post.invoke(poster, room, "two\nlines", "Newsroom"))
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("text_invalid");
        }
    }
}
