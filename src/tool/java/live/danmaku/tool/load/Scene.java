package live.danmaku.tool.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import live.danmaku.tool.load.client.Client;
import live.danmaku.tool.load.client.Returns;
import live.danmaku.tool.load.client.Viewer;
import live.danmaku.tool.load.verify.Room;
import org.jspecify.annotations.Nullable;

/**
 * The viewers of a run that only watch, for whoever wants to make their life hard while it lasts. Those who come and go are
 * verified for the time in which they were there.
 *
 * <p>Threading: belongs to the thread that steers the run.
 */
public final class Scene {
    private final Client client;
    private final List<Room> rooms;
    private final Audience audience;
    private final Returns returns;
    private final List<Viewer> watching;
    private final long startNanos;

    Scene(Client client, List<Room> rooms, Audience audience, Returns returns, List<Viewer> watching, long startNanos) {
        this.client = client;
        this.rooms = rooms;
        this.audience = audience;
        this.returns = returns;
        this.watching = new ArrayList<>(watching);
        this.startNanos = startNanos;
    }

    /** Seconds since posting began. */
    public double seconds() {
        return (System.nanoTime() - startNanos) / 1e9;
    }

    /** Viewers that watch or are on their way to. */
    public int watching() {
        return watching.size();
    }

    /** Viewers whose connection was cut, and who are not back yet. */
    public int away() {
        return returns.count().away();
    }

    /** Starts to connect another viewer; waits while too many are on their way. */
    public void join() throws InterruptedException {
        Room room = rooms.get(audience.size() % rooms.size());
        watching.add(audience.add(() -> client.watch(room)));
    }

    /** Has a viewer say good-bye, any one; false if that one is not connected and nothing was done. */
    public boolean leave() {
        @Nullable Viewer leaving = takeAny();
        if (leaving != null) {
            leaving.leave();
        }
        return leaving != null;
    }

    /** Has a viewer, any one, vanish in the midst of a message; false if that one is not connected. */
    public boolean kill() {
        @Nullable Viewer killed = takeAny();
        if (killed != null) {
            killed.kill();
        }
        return killed != null;
    }

    /** Cuts all connections at once; the viewers come back and ask for what they missed, spread over this time. */
    public void cutAll(long withinMillis) {
        for (Viewer viewer : watching) {
            if (viewer.isOpen()) {
                client.cutFor(viewer, ThreadLocalRandom.current().nextLong(1, Math.max(2, withinMillis)));
            }
        }
    }

    private @Nullable Viewer takeAny() {
        int index = watching.isEmpty() ? -1 : ThreadLocalRandom.current().nextInt(watching.size());
        if (index < 0 || !watching.get(index).isOpen()) {
            return null;
        }
        Collections.swap(watching, index, watching.size() - 1);
        return watching.remove(watching.size() - 1);
    }
}
