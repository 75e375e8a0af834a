package live.danmaku.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import live.danmaku.model.RoomId;

/**
 * Says of every setting what holds and where it comes from.
 *
 * @param source where values come from
 * @param now the settings that hold
 */
record Effective(ConfigSource source, Settings now) {

    List<EffectiveValue> list() {
        List<EffectiveValue> all = new ArrayList<>();
        for (Key key : Key.values()) {
            all.add(value(key, key.property(), now.get(key)));
        }
        for (TextKey key : TextKey.values()) {
            all.add(value(key));
        }
        now.rooms().entrySet().stream()
                .sorted(Comparator.comparing(own -> own.getKey().value()))
                .forEach(own -> addRoom(own.getKey(), own.getValue(), all));
        return List.copyOf(all);
    }

    private void addRoom(RoomId room, Map<Key, Integer> own, List<EffectiveValue> all) {
        own.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(one -> value(one.getKey(), Settings.property(one.getKey(), room), one.getValue()))
                .forEach(all::add);
    }

    private EffectiveValue value(Key key, String property, int value) {
        return new EffectiveValue(
                property,
                Integer.toString(value),
                configured(property).orElse(""),
                Integer.toString(key.defaultValue()),
                key.rule(),
                key.live(),
                source.origin(property),
                key.effect());
    }

    private EffectiveValue value(TextKey key) {
        return new EffectiveValue(
                key.property(),
                key.shown(now.text(key)),
                key.shown(configured(key.property()).orElse("")),
                "",
                key.rule(),
                key.live(),
                source.origin(key.property()),
                key.effect());
    }

    private Optional<String> configured(String property) {
        return source.value(property).map(String::strip);
    }
}
