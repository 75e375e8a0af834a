package live.danmaku.client;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes an application's {@link DanmakuModerator} known to the server, in every packaging, by a function in JNDI that is taken
 * away with the application.
 *
 * <p>Threading: bound and unbound by the container; the function is called from any thread.
 */
@ApplicationScoped
public class ModeratorBinding {

    /**
     * JNDI name of the moderator: a {@code Function<Map<String, String>, Map<String, String>>} that takes the fields of a
     * {@link DanmakuPost} and answers with those of a {@link DanmakuVerdict}.
     */
    public static final String NAME = "java:global/danmaku/moderator";

    @Inject
    Instance<DanmakuModerator> moderators;

    private @Nullable BoundName bound;

    synchronized void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
        if (moderators.isResolvable() && bound == null) {
            DanmakuModerator moderator = moderators.get();
            bound = BoundName.bind(
                    NAME, InApplication.of((Map<String, String> fields) -> answer(moderator.moderate(post(fields)))));
        }
    }

    /** Takes the name away. */
    @PreDestroy
    synchronized void stop() {
        if (bound != null) {
            bound.unbind();
            bound = null;
        }
    }

    private static DanmakuPost post(Map<String, String> fields) {
        return new DanmakuPost(
                fields.getOrDefault("room", ""),
                fields.getOrDefault("text", ""),
                fields.get("user"),
                fields.get("mode"),
                fields.get("color"),
                fields.get("size"),
                fields.get("lane"));
    }

    private static Map<String, String> answer(DanmakuVerdict verdict) {
        Map<String, String> answer = new HashMap<>();
        answer.put("decision", verdict.decision().name());
        putIfPresent(answer, "reason", verdict.reason());
        putIfPresent(answer, "text", verdict.text());
        putIfPresent(answer, "lane", verdict.lane());
        return answer;
    }

    private static void putIfPresent(Map<String, String> answer, String name, @Nullable String value) {
        if (value != null) {
            answer.put(name, value);
        }
    }
}
