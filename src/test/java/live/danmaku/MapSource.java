package live.danmaku;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import live.danmaku.config.ConfigSource;

/** Configuration that a test owns. */
public final class MapSource implements ConfigSource {

    private final Map<String, String> values = new ConcurrentHashMap<>();

    /** A source with these keys and values, alternating. */
    public static MapSource of(String... keysAndValues) {
        MapSource source = new MapSource();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            source.set(keysAndValues[i], keysAndValues[i + 1]);
        }
        return source;
    }

    public void set(String property, String value) {
        values.put(property, value);
    }

    @Override
    public Optional<String> value(String property) {
        return Optional.ofNullable(values.get(property));
    }

    @Override
    public Iterable<String> properties() {
        return values.keySet();
    }
}
