package live.danmaku.config;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Refusal;
import live.danmaku.model.RoomId;
import org.jspecify.annotations.Nullable;

/**
 * The settings as they are now. {@link #refresh()} looks at the source again, so that an administrator's change takes
 * effect without a redeploy; values that are read at deployment only keep what they had. What an operator {@link
 * #override(Key, RoomId, String) sets} prevails until it is reset.
 *
 * <p>Threading: any thread; reading the source and changing what operators set exclude each other.
 */
public final class LiveSettings {

    private static final Logger LOG = System.getLogger("danmaku.config");

    private final Overrides source;
    private volatile Settings current;
    private volatile List<Rejected> rejected = List.of();
    private boolean started;

    /** Reads the source once; what is not valid there is logged and has its default. */
    public LiveSettings(ConfigSource source) {
        this.source = new Overrides(source);
        this.current = Settings.DEFAULTS;
        refresh();
    }

    /** The settings that hold now. */
    public Settings get() {
        return current;
    }

    /** What is configured and breaks its rule, by the last look at the source. */
    public List<Rejected> rejected() {
        return rejected;
    }

    /** Reads the source again. Values that break their rule are logged once and leave the old value in place. */
    public synchronized void refresh() {
        List<Rejected> found = new ArrayList<>();
        Settings before = current;
        Settings read = Settings.read(source, before, found::add);
        Settings now = started ? read.withFixedValuesOf(before) : read;
        started = true;
        if (!found.equals(rejected)) {
            found.forEach(one -> LOG.log(Level.WARNING, "configuration: {0}", one));
            rejected = List.copyOf(found);
        }
        if (!now.equals(before)) {
            LOG.log(Level.INFO, "configuration: {0}", now);
            current = now;
        }
    }

    /**
     * Has a value hold from now on, whatever is configured, until it is {@link #reset} or this deployment ends.
     *
     * @param room whose own value it is to be; null for that of all
     * @throws Refusal {@code invalid_field} when the key is no live one, rooms have no values of their own of it, or the value
     *     breaks its rule; {@code sanctions_full} when too many are set
     */
    public synchronized void override(Key key, @Nullable RoomId room, String value) {
        String property = property(key, room);
        if (!key.live()) {
            throw invalid(property + " is read at deployment only: configure it and deploy again");
        }
        int said = key.parse(value)
                .orElseThrow(() -> invalid("%s = \"%s\" is not %s".formatted(property, value, key.rule())));
        source.set(property, Integer.toString(said));
        refresh();
    }

    /**
     * Lets what is configured hold again.
     *
     * @return whether another value held
     */
    public synchronized boolean reset(Key key, @Nullable RoomId room) {
        boolean held = source.reset(property(key, room));
        refresh();
        return held;
    }

    /**
     * Lets everything that is configured hold again.
     *
     * @return what had other values
     */
    public synchronized Set<String> resetAll() {
        Set<String> set = source.set();
        set.forEach(source::reset);
        refresh();
        return set;
    }

    /** Every setting, those of single rooms last, with where it comes from; secrets are not told. */
    public synchronized List<EffectiveValue> effective() {
        return new Effective(source, current).list();
    }

    private static String property(Key key, @Nullable RoomId room) {
        if (room == null) {
            return key.property();
        }
        if (!Settings.isPerRoom(key)) {
            throw invalid("rooms have no " + key.property() + " of their own");
        }
        return Settings.property(key, room);
    }

    private static Refusal invalid(String message) {
        return new Refusal(ErrorCode.INVALID_FIELD, message);
    }
}
