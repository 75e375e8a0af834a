package live.danmaku.config;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import live.danmaku.model.RoomId;

/**
 * All settings at one moment: a valid value for every {@link Key} and {@link TextKey}, and the values of rooms that have
 * their own ({@code danmaku.rooms.<room>.window} and the like).
 *
 * @param values one for every key, each within its range
 * @param rooms what rooms have of their own, each within the key's range
 * @param texts one for every key of a text, each keeping its rule; secrets among them, so they are not to be shown
 */
public record Settings(Map<Key, Integer> values, Map<RoomId, Map<Key, Integer>> rooms, Map<TextKey, String> texts) {

    /** What holds where an administrator has set nothing. */
    public static final Settings DEFAULTS = new Settings(defaultValues(), Map.of(), noTexts());

    private static final String ROOM_PREFIX = "danmaku.rooms.";
    private static final Set<Key> PER_ROOM = Collections.unmodifiableSet(
            EnumSet.of(Key.WINDOW, Key.HISTORY, Key.THIN, Key.COMBINE, Key.ROOM_VIEWERS, Key.SLOW, Key.ANONYMOUS));

    public Settings {
        values = Collections.unmodifiableMap(new EnumMap<>(values));
        rooms = rooms.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, own -> Map.copyOf(own.getValue())));
        texts = Collections.unmodifiableMap(new EnumMap<>(texts));
    }

    /** The number that a key has. */
    public int get(Key key) {
        return Objects.requireNonNull(values.get(key));
    }

    /** The number that a key has for a room: its own, or that of all. */
    public int get(Key key, RoomId room) {
        Integer own = rooms.getOrDefault(room, Map.of()).get(key);
        return own == null ? get(key) : own;
    }

    /** The text that a key has, empty where none is set. */
    public String text(TextKey key) {
        return Objects.requireNonNull(texts.get(key));
    }

    /** The texts as people may see them. */
    Map<TextKey, String> shownTexts() {
        Map<TextKey, String> shown = new EnumMap<>(TextKey.class);
        texts.forEach((key, value) -> shown.put(key, key.shown(value)));
        return shown;
    }

    /** Everything but the secrets. */
    @Override
    public String toString() {
        return "values %s, of rooms %s, texts %s".formatted(values, rooms, shownTexts());
    }

    /** The milliseconds that a key has. */
    public Duration millis(Key key) {
        return Duration.ofMillis(get(key));
    }

    /** How long a room gathers danmaku. */
    public Duration window(RoomId room) {
        return Duration.ofMillis(get(Key.WINDOW, room));
    }

    /** How long a room keeps its batches; zero where it keeps none. */
    public Duration history(RoomId room) {
        return Duration.ofMillis(get(Key.HISTORY, room));
    }

    /** Whether a key that is a switch is on. */
    public boolean isOn(Key key) {
        return get(key) == 1;
    }

    /** How long a sender waits between two posts into a room; zero where nobody has to. */
    public Duration slow(RoomId room) {
        return isOn(Key.LIMITS) ? Duration.ofMillis(get(Key.SLOW, room)) : Duration.ZERO;
    }

    /** The number that a key has where 0 means that there is no limit. */
    public int limit(Key key) {
        return unlimitedIfZero(get(key));
    }

    /** The number of a key that {@link Key#LIMITS} switches off with others; 0 where it does. */
    public int ifLimited(Key key) {
        return isOn(Key.LIMITS) ? get(key) : 0;
    }

    /** How many viewers a room may have. */
    public int viewers(RoomId room) {
        return unlimitedIfZero(get(Key.ROOM_VIEWERS, room));
    }

    /** Shards of a room: a power of two from 1 to 256. */
    public int shards() {
        int wanted = get(Key.SHARDS);
        int atLeast = wanted == 0 ? Math.min(256, Runtime.getRuntime().availableProcessors()) : wanted;
        return atLeast == 1 ? 1 : Integer.highestOneBit(atLeast - 1) << 1;
    }

    /** These settings, but with the values of others for keys that are read at deployment only. */
    Settings withFixedValuesOf(Settings others) {
        Map<Key, Integer> mixed = new EnumMap<>(values);
        for (Key key : Key.values()) {
            if (!key.live()) {
                mixed.put(key, others.get(key));
            }
        }
        Map<TextKey, String> mixedTexts = new EnumMap<>(texts);
        for (TextKey key : TextKey.values()) {
            if (!key.live()) {
                mixedTexts.put(key, others.text(key));
            }
        }
        return new Settings(mixed, rooms, mixedTexts);
    }

    /**
     * Reads every key. A value that breaks its rule is told to {@code complaints} with key, value and rule, and the value
     * of {@code fallback} stays. The value of a secret is not told.
     */
    static Settings read(ConfigSource source, Settings fallback, Consumer<Rejected> complaints) {
        Map<Key, Integer> values = new EnumMap<>(Key.class);
        for (Key key : Key.values()) {
            values.put(key, read(source, key.property(), key, key.defaultValue(), fallback.get(key), complaints));
        }
        Map<RoomId, Map<Key, Integer>> rooms = new HashMap<>();
        for (String property : source.properties()) {
            for (Key key : PER_ROOM) {
                if (property.startsWith(ROOM_PREFIX) && property.endsWith(suffix(key))) {
                    readOfRoom(source, property, key, fallback, complaints, rooms);
                }
            }
        }
        Map<TextKey, String> texts = new EnumMap<>(TextKey.class);
        for (TextKey key : TextKey.values()) {
            texts.put(key, read(source, key, fallback.text(key), complaints));
        }
        return new Settings(values, rooms, texts);
    }

    private static void readOfRoom(
            ConfigSource source,
            String property,
            Key key,
            Settings fallback,
            Consumer<Rejected> complaints,
            Map<RoomId, Map<Key, Integer>> rooms) {
        int end = property.length() - suffix(key).length();
        String name = end > ROOM_PREFIX.length() ? property.substring(ROOM_PREFIX.length(), end) : "";
        if (!RoomId.isValid(name)) {
            complaints.accept(
                    new Rejected(property, source.value(property).orElse(""), "of a room: " + RoomId.RULE, "nothing"));
            return;
        }
        RoomId room = new RoomId(name);
        int value = read(source, property, key, fallback.get(key), fallback.get(key, room), complaints);
        rooms.computeIfAbsent(room, added -> new EnumMap<>(Key.class)).put(key, value);
    }

    /** The name of a room's own value of a key. */
    static String property(Key key, RoomId room) {
        return ROOM_PREFIX + room.value() + suffix(key);
    }

    /** Whether rooms may have their own values of a key. */
    static boolean isPerRoom(Key key) {
        return PER_ROOM.contains(key);
    }

    /** What the names of a room's own values end with: {@code .viewers} for {@code danmaku.room.viewers}. */
    private static String suffix(Key key) {
        return key.property().substring(key.property().lastIndexOf('.'));
    }

    private static int read(
            ConfigSource source, String property, Key key, int unset, int invalid, Consumer<Rejected> complaints) {
        String text = source.value(property).orElse(null);
        if (text == null) {
            return unset;
        }
        return key.parse(text).orElseGet(() -> {
            complaints.accept(new Rejected(property, text, key.rule(), Integer.toString(invalid)));
            return invalid;
        });
    }

    private static String read(ConfigSource source, TextKey key, String invalid, Consumer<Rejected> complaints) {
        String text = source.value(key.property()).orElse("");
        return key.parse(text).orElseGet(() -> {
            complaints.accept(
                    new Rejected(key.property(), key.shown(text), key.rule(), '"' + key.shown(invalid) + '"'));
            return invalid;
        });
    }

    private static int unlimitedIfZero(int limit) {
        return limit == 0 ? Integer.MAX_VALUE : limit;
    }

    private static Map<Key, Integer> defaultValues() {
        Map<Key, Integer> values = new EnumMap<>(Key.class);
        for (Key key : Key.values()) {
            values.put(key, key.defaultValue());
        }
        return values;
    }

    private static Map<TextKey, String> noTexts() {
        Map<TextKey, String> texts = new EnumMap<>(TextKey.class);
        for (TextKey key : TextKey.values()) {
            texts.put(key, "");
        }
        return texts;
    }
}
