package live.danmaku.client;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * Makes an application's {@link DanmakuModerator} known to the server, in every packaging: a function in JNDI, of JDK types only,
 * because the server has other class loaders. It is taken away with the application.
 *
 * <p>Threading: bound and unbound by the container; the function is called from any thread.
 */
@ApplicationScoped
@SuppressWarnings("BanJNDI") // The name is a constant, and what is bound there is this application's own.
public class ModeratorBinding {

    /**
     * JNDI name of the moderator: a {@code Function<Map<String, String>, Map<String, String>>} that takes the fields of a
     * {@link DanmakuPost} and answers with those of a {@link DanmakuVerdict}.
     */
    public static final String NAME = "java:global/danmaku/moderator";

    private static final Logger LOG = System.getLogger("danmaku.client");

    @Inject
    Instance<DanmakuModerator> moderators;

    private @Nullable Function<Map<String, String>, Map<String, String>> bound;

    synchronized void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
        if (moderators.isResolvable() && bound == null) {
            Asked asked = new Asked(moderators.get(), Thread.currentThread().getContextClassLoader());
            try {
                new InitialContext().rebind(NAME, asked);
                bound = asked;
            } catch (NamingException e) {
                LOG.log(Level.ERROR, "{0} cannot be bound, the moderator will not be asked: {1}", NAME, e);
            }
        }
    }

    /** Takes the name away. */
    @PreDestroy
    synchronized void stop() {
        if (bound == null) {
            return;
        }
        try {
            InitialContext names = new InitialContext();
            // Another application may have taken the name over.
            if (names.lookup(NAME) == bound) {
                names.unbind(NAME);
            }
        } catch (NamingException e) {
            LOG.log(Level.WARNING, "{0} cannot be unbound: {1}", NAME, e);
        }
        bound = null;
    }

    /** Asks the moderator as its application would be called: with its class loader. */
    private record Asked(DanmakuModerator moderator, ClassLoader loader)
            implements Function<Map<String, String>, Map<String, String>> {

        @Override
        public Map<String, String> apply(Map<String, String> fields) {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(loader);
            try {
                DanmakuVerdict verdict = moderator.moderate(new DanmakuPost(
                        fields.getOrDefault("room", ""),
                        fields.getOrDefault("text", ""),
                        fields.get("user"),
                        fields.get("mode"),
                        fields.get("color"),
                        fields.get("size"),
                        fields.get("lane")));
                return answer(verdict);
            } finally {
                thread.setContextClassLoader(before);
            }
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
}
