package live.danmaku.config;

import java.util.Optional;

/** Where configuration values come from: in the server MicroProfile Config, in a test a map. */
public interface ConfigSource {

    /** The value of a property, or empty when it is not set. */
    Optional<String> value(String property);

    /** The names of the properties that are set, as far as the source can list them. */
    Iterable<String> properties();

    /** Where the value of a property comes from; {@link Origin#DEFAULT} when it is not set. */
    default Origin origin(String property) {
        return value(property).map(set -> new Origin("configuration", 100)).orElse(Origin.DEFAULT);
    }
}
