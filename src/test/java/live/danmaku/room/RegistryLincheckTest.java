package live.danmaku.room;

import java.util.List;
import java.util.stream.Stream;
import live.danmaku.FakeSocket;
import live.danmaku.TestNode;
import live.danmaku.model.RoomId;
import live.danmaku.transport.Outbox;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Joining, leaving, posting and retiring at once look as if done one after another: counts are exact, nobody ends up in a
 * room that is not registered, no accepted danmaku is in a room that was forgotten with it.
 */
@Param(name = "viewer", gen = IntGen.class, conf = "0:2")
public class RegistryLincheckTest {

    private static final RoomId ROOM = new RoomId("lobby");

    private final TestNode node = new TestNode();
    private final List<Member> members = Stream.generate(Member::new).limit(3).toList();

    /** One viewer, whose joining and leaving come one after the other, as in a connection's life. */
    private final class Member {

        private final Outbox outbox = node.outbox(FakeSocket.open());
        private @Nullable Joined joined;

        synchronized void join() {
            if (joined == null) {
                joined = node.registry.join(ROOM, outbox, null, null);
            }
        }

        synchronized void leave() {
            if (joined != null) {
                joined.leave();
                joined = null;
            }
        }
    }

    @Operation
    public void join(@Param(name = "viewer") int viewer) {
        members.get(viewer).join();
    }

    @Operation
    public void leave(@Param(name = "viewer") int viewer) {
        members.get(viewer).leave();
    }

    @Operation
    public String post() {
        Posted posted = node.registry.post(ROOM, TestNode.draft("hi"));
        return posted.epoch() + posted.id();
    }

    @Operation
    public void retireIdle() {
        node.registry.tidy();
    }

    @Operation
    public int online() {
        return node.registry.find(ROOM).map(Room::online).orElse(-1);
    }

    @Test
    void modelChecking() {
        new ModelCheckingOptions()
                .iterations(6)
                .invocationsPerIteration(100)
                .threads(2)
                .actorsPerThread(3)
                .check(getClass());
    }

    @Test
    void stress() {
        new StressOptions()
                .iterations(6)
                .invocationsPerIteration(1_000)
                .threads(3)
                .actorsPerThread(3)
                .check(getClass());
    }
}
