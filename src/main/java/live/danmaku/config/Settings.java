package live.danmaku.config;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import live.danmaku.model.RoomId;

/**
 * All settings at one moment: a valid value for every {@link Key}, and the values of rooms that have one of their own
 * ({@code danmaku.rooms.<room>.window}, {@code danmaku.rooms.<room>.history}, {@code danmaku.rooms.<room>.viewers}).
 *
 * @param values one for every key, each within its range
 * @param roomWindows windows in milliseconds of the rooms that differ from {@link Key#WINDOW}
 * @param roomHistories milliseconds of the rooms that differ from {@link Key#HISTORY}
 * @param roomViewers limits of the rooms that differ from {@link Key#ROOM_VIEWERS}
 */
public record Settings(
        Map<Key, Integer> values,
        Map<RoomId, Integer> roomWindows,
        Map<RoomId, Integer> roomHistories,
        Map<RoomId, Integer> roomViewers) {

    /** What holds where an administrator has set nothing. */
    public static final Settings DEFAULTS = new Settings(defaultValues(), Map.of(), Map.of(), Map.of());

    private static final String ROOM_PREFIX = "danmaku.rooms.";
    private static final String WINDOW_SUFFIX = ".window";
    private static final String HISTORY_SUFFIX = ".history";
    private static final String VIEWERS_SUFFIX = ".viewers";

    public Settings {
        values = Collections.unmodifiableMap(new EnumMap<>(values));
        roomWindows = Map.copyOf(roomWindows);
        roomHistories = Map.copyOf(roomHistories);
        roomViewers = Map.copyOf(roomViewers);
    }

    /** The number that a key has. */
    public int get(Key key) {
        return Objects.requireNonNull(values.get(key));
    }

    /** The milliseconds that a key has. */
    public Duration millis(Key key) {
        return Duration.ofMillis(get(key));
    }

    /** How long a room gathers danmaku. */
    public Duration window(RoomId room) {
        return Duration.ofMillis(roomWindows.getOrDefault(room, get(Key.WINDOW)));
    }

    /** How long a room keeps its batches; zero where it keeps none. */
    public Duration history(RoomId room) {
        return Duration.ofMillis(roomHistories.getOrDefault(room, get(Key.HISTORY)));
    }

    /** The number that a key has where 0 means that there is no limit. */
    public int limit(Key key) {
        return unlimitedIfZero(get(key));
    }

    /** How many viewers a room may have. */
    public int viewers(RoomId room) {
        return unlimitedIfZero(roomViewers.getOrDefault(room, get(Key.ROOM_VIEWERS)));
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
        return new Settings(mixed, roomWindows, roomHistories, roomViewers);
    }

    /**
     * Reads every key. A value that breaks its rule is told to {@code complaints} with key, value and rule, and the value
     * of {@code fallback} stays.
     */
    static Settings read(ConfigSource source, Settings fallback, Consumer<String> complaints) {
        Map<Key, Integer> values = new EnumMap<>(Key.class);
        for (Key key : Key.values()) {
            values.put(key, read(source, key.property(), key, key.defaultValue(), fallback.get(key), complaints));
        }
        return new Settings(
                values,
                readRooms(source, WINDOW_SUFFIX, Key.WINDOW, fallback, fallback.roomWindows(), complaints),
                readRooms(source, HISTORY_SUFFIX, Key.HISTORY, fallback, fallback.roomHistories(), complaints),
                readRooms(source, VIEWERS_SUFFIX, Key.ROOM_VIEWERS, fallback, fallback.roomViewers(), complaints));
    }

    /** The values that rooms have of their own, under names that end in {@code suffix}, where others have the key's. */
    private static Map<RoomId, Integer> readRooms(
            ConfigSource source,
            String suffix,
            Key key,
            Settings fallback,
            Map<RoomId, Integer> before,
            Consumer<String> complaints) {
        Map<RoomId, Integer> rooms = new HashMap<>();
        for (String property : source.properties()) {
            if (property.startsWith(ROOM_PREFIX) && property.endsWith(suffix)) {
                int end = property.length() - suffix.length();
                String name = end > ROOM_PREFIX.length() ? property.substring(ROOM_PREFIX.length(), end) : "";
                if (RoomId.isValid(name)) {
                    RoomId room = new RoomId(name);
                    int previous = before.getOrDefault(room, fallback.get(key));
                    rooms.put(room, read(source, property, key, fallback.get(key), previous, complaints));
                } else {
                    complaints.accept(property + ": " + RoomId.RULE);
                }
            }
        }
        return rooms;
    }

    private static int read(
            ConfigSource source, String property, Key key, int unset, int invalid, Consumer<String> complaints) {
        String text = source.value(property).orElse(null);
        if (text == null) {
            return unset;
        }
        return key.parse(text).orElseGet(() -> {
            complaints.accept("%s = \"%s\" is not %s; %d stays".formatted(property, text, key.rule(), invalid));
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
}
