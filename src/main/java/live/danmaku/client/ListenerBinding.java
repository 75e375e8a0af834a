package live.danmaku.client;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * Tells an application what happens on the server, by CDI events: {@link DanmakuAccepted}, {@link RoomOpened}, {@link
 * RoomClosed}, {@link DanmakuModerated}, {@link DanmakuMissed}. It makes a function known to the server if the application
 * has an observer for any of the first four, and the server is told which; so what nobody observes costs nothing.
 *
 * <p>Observers are called one event after the other, in the application's context, on a thread of the server's and outside of
 * any transaction and request. They may take their time: what they are too slow for is left out, and told as missed.
 *
 * <p>Threading: bound and unbound by the container; the function is called by one thread at a time.
 */
@ApplicationScoped
public class ListenerBinding {

    /**
     * JNDI context of the listeners, each under a name of its own: a {@code Function<List<Map<String, String>>, Map<String,
     * String>>} that takes what has happened and answers with what it wants to be told.
     */
    public static final String NAMES = "java:global/danmaku/listeners";

    private static final Logger LOG = System.getLogger("danmaku.client");
    private static final String OWN_CONTEXT = "java:comp/DefaultContextService";

    @Inject
    BeanManager beans;

    @Inject
    Instance<DanmakuShare> shares;

    private final Set<Happening> failed = ConcurrentHashMap.newKeySet();
    private @Nullable BoundName bound;

    synchronized void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
        Set<Happening> observed = observed();
        if (bound == null && !observed.isEmpty() && !observed.equals(EnumSet.of(Happening.MISSED))) {
            Map<String, String> wishes = wishes(observed);
            bound = BoundName.bind(NAMES + "/" + UUID.randomUUID(), inOwnContext(happenings -> {
                happenings.forEach(this::fire);
                return wishes;
            }));
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

    private Set<Happening> observed() {
        Set<Happening> observed = EnumSet.noneOf(Happening.class);
        for (Happening kind : Happening.values()) {
            if (!beans.resolveObserverMethods(kind.event(Map.of())).isEmpty()) {
                observed.add(kind);
            }
        }
        return observed;
    }

    private Map<String, String> wishes(Set<Happening> observed) {
        DanmakuShare share = shares.isResolvable() ? shares.get() : DanmakuShare.WHOLE;
        return Map.of(
                "version",
                Forwarder.VERSION,
                "events",
                observed.stream()
                        .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(",")),
                "one-in",
                Integer.toString(share.n()));
    }

    // An observer that fails must not keep the others from what comes after. A kind that is not known is a newer
    // server's.
    private void fire(Map<String, String> fields) {
        String name = fields.getOrDefault("event", "");
        for (Happening kind : Happening.values()) {
            if (kind.name().equalsIgnoreCase(name)) {
                try {
                    beans.getEvent().fire(kind.event(fields));
                } catch (RuntimeException | Error e) {
                    if (failed.add(kind)) {
                        LOG.log(Level.WARNING, "an observer of \"{0}\" failed (logged once): {1}", name, e);
                    }
                }
            }
        }
    }

    // Names, security and class loader are the application's. The proxy is wrapped because it may be serializable, and
    // Payara binds copies of what is.
    @SuppressWarnings({"unchecked", "BanJNDI"})
    private static Function<List<Map<String, String>>, Map<String, String>> inOwnContext(
            Function<List<Map<String, String>>, Map<String, String>> function) {
        try {
            ContextService context = InitialContext.doLookup(OWN_CONTEXT);
            return InApplication.of(context.createContextualProxy(function, Function.class));
        } catch (NamingException | RuntimeException e) {
            LOG.log(Level.DEBUG, "no {0}, observers have the class loader only: {1}", OWN_CONTEXT, e);
            return InApplication.of(function);
        }
    }
}
