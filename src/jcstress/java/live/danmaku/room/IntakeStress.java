package live.danmaku.room;

import java.util.List;
import live.danmaku.model.Author;
import live.danmaku.model.Danmaku;
import live.danmaku.model.Draft;
import live.danmaku.model.Lane;
import live.danmaku.model.Style;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** A poster and a tick collide at a room's queue: no danmaku is lost, none comes twice, and ids are the order. */
@JCStressTest
@Outcome(id = "[0-2], 2, 0", expect = Expect.ACCEPTABLE, desc = "both danmaku left, in the order of their ids")
@Outcome(expect = Expect.FORBIDDEN, desc = "a danmaku is lost, doubled or out of order")
@State
public class IntakeStress {

    private static final Draft DRAFT = new Draft(new Author("ann", Lane.ORDINARY), "hi", Style.DEFAULT);

    private final Intake intake = new Intake();
    private long lastId;

    @Actor
    public void poster() {
        intake.offer(DRAFT, 0, 10);
        intake.offer(DRAFT, 0, 10);
    }

    @Actor
    public void tick(III_Result result) {
        result.r1 = drain(result);
    }

    @Arbiter
    public void lastTick(III_Result result) {
        result.r2 = result.r1 + drain(result);
    }

    private int drain(III_Result result) {
        List<Danmaku> gathered = intake.drain();
        for (Danmaku danmaku : gathered) {
            if (danmaku.id() != ++lastId) {
                result.r3++;
            }
        }
        return gathered.size();
    }
}
