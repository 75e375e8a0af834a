package live.danmaku.config;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/**
 * The settings as they are now. {@link #refresh()} looks at the source again, so that an administrator's change takes
 * effect without a redeploy; values that are read at deployment only keep what they had.
 *
 * <p>Threading: {@link #get()} from any thread; {@link #refresh()} from one thread at a time.
 */
public final class LiveSettings {

    private static final Logger LOG = System.getLogger("danmaku.config");

    private final ConfigSource source;
    private volatile Settings current;
    private List<String> lastComplaints = List.of();
    private boolean started;

    /** Reads the source once; what is not valid there is logged and has its default. */
    public LiveSettings(ConfigSource source) {
        this.source = source;
        this.current = Settings.DEFAULTS;
        refresh();
    }

    /** The settings that hold now. */
    public Settings get() {
        return current;
    }

    /** Reads the source again. Values that break their rule are logged once and leave the old value in place. */
    public void refresh() {
        List<String> complaints = new ArrayList<>();
        Settings before = current;
        Settings read = Settings.read(source, before, complaints::add);
        Settings now = started ? read.withFixedValuesOf(before) : read;
        started = true;
        if (!complaints.equals(lastComplaints)) {
            complaints.forEach(complaint -> LOG.log(Level.WARNING, "configuration: {0}", complaint));
            lastComplaints = List.copyOf(complaints);
        }
        if (!now.equals(before)) {
            LOG.log(Level.INFO, "configuration: {0}", now);
            current = now;
        }
    }
}
