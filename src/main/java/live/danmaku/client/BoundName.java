package live.danmaku.client;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Function;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * A name in JNDI under which the server finds a function of this application's: of JDK types only, because the server has
 * other class loaders.
 */
@SuppressWarnings("BanJNDI") // The names are constants, and what is bound there is this application's own.
final class BoundName {

    private static final Logger LOG = System.getLogger("danmaku.client");

    private final String name;
    private final Function<?, ?> function;

    private BoundName(String name, Function<?, ?> function) {
        this.name = name;
        this.function = function;
    }

    /** Binds a function, in place of what has the name; null, and logged, where that cannot be. */
    static @Nullable BoundName bind(String name, Function<?, ?> function) {
        try {
            new InitialContext().rebind(name, function);
            return new BoundName(name, function);
        } catch (NamingException | RuntimeException e) {
            LOG.log(Level.ERROR, "{0} cannot be bound, the server will not find this application: {1}", name, e);
            return null;
        }
    }

    /** Takes the name away, unless another application has taken it over. */
    void unbind() {
        try {
            InitialContext names = new InitialContext();
            if (names.lookup(name) == function) {
                names.unbind(name);
            }
        } catch (NamingException | RuntimeException e) {
            LOG.log(Level.WARNING, "{0} cannot be unbound: {1}", name, e);
        }
    }
}
