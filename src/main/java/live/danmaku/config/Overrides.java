package live.danmaku.config;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Refusal;

/**
 * What an operator has set for now, above everything that is configured below. It lasts until it is reset or the application
 * is undeployed: who wants it to stay configures it.
 *
 * <p>Threading: read from any thread, changed by one at a time.
 */
final class Overrides implements ConfigSource {

    /** Values that may be set at once. */
    static final int MAX = 1_000;

    private final ConfigSource below;
    private final Map<String, String> values = new ConcurrentHashMap<>();

    Overrides(ConfigSource below) {
        this.below = below;
    }

    /**
     * Sets a value that has been looked at already.
     *
     * @throws Refusal {@code sanctions_full} when there are {@link #MAX} others
     */
    void set(String property, String value) {
        if (values.size() >= MAX && !values.containsKey(property)) {
            throw new Refusal(ErrorCode.SANCTIONS_FULL, MAX + " values are set by operators already: reset some");
        }
        values.put(property, value);
    }

    /** Lets what is configured hold again; answers whether another value was set. */
    boolean reset(String property) {
        return values.remove(property) != null;
    }

    /** The properties that are set here. */
    Set<String> set() {
        return new TreeSet<>(values.keySet());
    }

    @Override
    public Optional<String> value(String property) {
        String own = values.get(property);
        return own == null ? below.value(property) : Optional.of(own);
    }

    @Override
    public Iterable<String> properties() {
        Set<String> all = new LinkedHashSet<>(values.keySet());
        below.properties().forEach(all::add);
        return all;
    }

    @Override
    public Origin origin(String property) {
        return values.containsKey(property) ? Origin.OPERATOR : below.origin(property);
    }
}
