package live.danmaku;

import java.lang.reflect.Proxy;
import java.util.Hashtable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.naming.Context;
import javax.naming.NameClassPair;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.spi.InitialContextFactory;

/** JNDI in memory, for tests without a server: bind, rebind, look up, list and unbind by name. One per JVM. */
public final class MemoryNaming {

    private static final Map<String, Object> NAMES = new ConcurrentHashMap<>();

    private MemoryNaming() {}

    /** Makes {@code InitialContext} use it, but for names of other schemes than {@code java:}; a second call has no effect. */
    public static void install() {
        System.setProperty(Context.INITIAL_CONTEXT_FACTORY, Factory.class.getName());
    }

    /** Ends that. */
    public static void uninstall() {
        System.clearProperty(Context.INITIAL_CONTEXT_FACTORY);
    }

    /** Only for JNDI, which makes it by its name. */
    public static final class Factory implements InitialContextFactory {
        @Override
        public Context getInitialContext(Hashtable<?, ?> environment) {
            return context();
        }
    }

    /** The names that are bound now. */
    public static Map<String, Object> names() {
        return Map.copyOf(NAMES);
    }

    private static Context context() {
        return (Context) Proxy.newProxyInstance(
                MemoryNaming.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "bind", "rebind" -> NAMES.put(arguments[0].toString(), arguments[1]);
                        case "unbind" -> NAMES.remove(arguments[0].toString());
                        case "lookup" -> {
                            return lookUp(arguments[0].toString());
                        }
                        case "list" -> {
                            return list(arguments[0] + "/");
                        }
                        case "close" -> {}
                        default -> throw new UnsupportedOperationException(method.getName());
                    }
                    return null;
                });
    }

    private static Object lookUp(String name) throws NamingException {
        Object found = NAMES.get(name);
        if (found == null) {
            throw new NameNotFoundException(name);
        }
        return found;
    }

    private static NamingEnumeration<NameClassPair> list(String prefix) throws NamingException {
        List<NameClassPair> found = NAMES.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> new NameClassPair(name.substring(prefix.length()), "java.lang.Object"))
                .toList();
        if (found.isEmpty()) {
            throw new NameNotFoundException(prefix);
        }
        Iterator<NameClassPair> pairs = found.iterator();
        return new NamingEnumeration<>() {
            @Override
            public boolean hasMore() {
                return pairs.hasNext();
            }

            @Override
            public boolean hasMoreElements() {
                return pairs.hasNext();
            }

            @Override
            public NameClassPair next() {
                return pairs.next();
            }

            @Override
            public NameClassPair nextElement() {
                return pairs.next();
            }

            @Override
            public void close() {}
        };
    }
}
