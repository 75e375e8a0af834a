package live.danmaku.tool.load;

import java.io.IOException;
import java.nio.file.Path;
import live.danmaku.tool.load.client.Hello;
import live.danmaku.tool.load.script.CommentFile;
import live.danmaku.tool.load.script.FileScript;

/** The command {@code mvn -Preplay}: the comments of a file, at a chosen speed. */
public final class Replay {
    private Replay() {}

    public static void main(String[] args) {
        Tool.run(out -> {
            Options options = Options.ofThisProcess();
            String path = options.text("file", "docs/examples/comments.tsv");
            double speed = options.number("speed", 1, 0.001);
            int posters = options.count("posters", 50, 1);
            Settings settings = Settings.read("replay", options, 100, 1, 0);
            CommentFile file = read(path);
            out.println(path + ": " + file.comments().size() + " comments, "
                    + file.skipped().size() + " lines that are none");
            return new Run(settings, hello -> plan(file, hello, speed, posters), out).go();
        });
    }

    private static CommentFile read(String path) {
        try {
            return CommentFile.read(Path.of(path));
        } catch (IOException e) {
            throw new StopException("-Dfile=" + path + " cannot be read: " + e, e);
        }
    }

    private static Plan plan(CommentFile file, Hello hello, double speed, int posters) {
        CommentFile postable = file.within(hello.textLimit());
        if (postable.comments().isEmpty()) {
            String reason = postable.skipped().isEmpty()
                    ? "it is empty"
                    : "line " + postable.skipped().get(0).line() + ": "
                            + postable.skipped().get(0).reason();
            throw new StopException("the file has no comment that can be posted; " + reason);
        }
        return new Plan(new FileScript(postable.comments(), speed, posters), postable.skipped());
    }
}
