package live.danmaku.app;

import java.util.Optional;
import live.danmaku.config.ConfigSource;
import live.danmaku.config.Origin;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;

/**
 * The server's MicroProfile Config. Every look-up asks it anew, so that what an administrator changes is seen as soon as
 * the server's own sources show it.
 */
record MicroProfileSource(Config config) implements ConfigSource {

    @Override
    public Optional<String> value(String property) {
        return config.getOptionalValue(property, String.class);
    }

    @Override
    public Iterable<String> properties() {
        return config.getPropertyNames();
    }

    @Override
    public Origin origin(String property) {
        ConfigValue value = config.getConfigValue(property);
        return value.getValue() == null
                ? Origin.DEFAULT
                : new Origin(String.valueOf(value.getSourceName()), value.getSourceOrdinal());
    }
}
