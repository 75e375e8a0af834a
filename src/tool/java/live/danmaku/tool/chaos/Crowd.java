package live.danmaku.tool.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import live.danmaku.tool.load.StopException;
import live.danmaku.tool.load.client.Client;
import live.danmaku.tool.load.client.Traffic;
import live.danmaku.tool.load.client.Viewer;
import live.danmaku.tool.load.verify.Room;

/**
 * Viewers besides those of the run, who do as no good viewer does and are not verified.
 *
 * <p>Threading: belongs to the run's thread.
 */
final class Crowd implements AutoCloseable {
    /** The least that Linux gives, so that a viewer who does not read is soon one whom nothing can be sent. */
    private static final int RECEIVE_BUFFER = 4096;

    private final Traffic traffic = new Traffic();
    private final Client client;
    private final List<Viewer> viewers = new ArrayList<>();

    Crowd(Target target, Terms terms) {
        this.client = new Client(target.url(), terms.offer(), traffic, RECEIVE_BUFFER);
    }

    /** Connects so many to a room, one after the other. */
    void join(String room, int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            Viewer viewer = client.watch(Room.named(room));
            try {
                viewer.opening().get();
            } catch (ExecutionException e) {
                throw new StopException("a viewer of the crowd cannot connect: " + e.getCause(), e);
            }
            viewers.add(viewer);
        }
    }

    int size() {
        return viewers.size();
    }

    /** From now on they take nothing from their sockets, and answer no ping. */
    void stopReading() {
        viewers.forEach(Viewer::stopReading);
    }

    /** They read what is left in their sockets. */
    void readOn() {
        viewers.forEach(Viewer::readOn);
    }

    long connected() {
        return traffic.connected();
    }

    /** How many connections the server has ended with which code; 1006 where it sent none. */
    Map<Integer, Integer> closes() {
        return traffic.closes();
    }

    @Override
    public void close() {
        client.close();
    }
}
