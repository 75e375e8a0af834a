package live.danmaku.tool.sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CourseTest {
    private static final Offset<Double> ALMOST = Offset.offset(1e-6);

    @ParameterizedTest
    @EnumSource
    void viewers_areSomewhere_inEveryPhase(Balancer balancer) {
        Simulated run = new Simulated("-Dbalancer=" + balancer.name());

        for (PhaseReport phase : run.course.phases(3)) {
            assertThat(run.online() + run.course.world().away())
                    .as(phase.phase())
                    .isEqualTo(run.scenario.viewers());
        }
        assertThat(run.course.world().away()).isZero();
        assertThat(run.cluster().viewersOf(0)).hasSize(run.cluster().online(0));
    }

    @Test
    void killed_viewersAreAway_andAllComeBackElsewhere() {
        Simulated run = new Simulated("-Dbalancer=least");

        PhaseReport loss = run.course.loss();

        assertThat(loss.awayMost()).isEqualTo(500);
        assertThat(loss.longestAway()).isPositive();
        assertThat(run.cluster().online(0)).isZero();
        assertThat(run.online()).isEqualTo(2_000);
    }

    @Test
    void frames_missedWhileAway_areRecovered_soThatNobodyMissesAny() {
        // One room in which something is written every second, but for one time in e^20.
        Simulated run = new Simulated("-Dscenario=giant", "-Drooms=1", "-Dposts=0.01");

        for (PhaseReport phase : run.course.phases(3)) {
            assertThat(phase.framesPerSecond()).as(phase.phase()).isEqualTo(2_000, ALMOST);
        }
    }

    @Test
    void restart_recovers_whatWasMissed() {
        PhaseReport restart = new Simulated("-Dscenario=giant", "-Drooms=1", "-Dposts=0.01").course.restart();

        assertThat(restart.recoveredFramesMost()).isPositive();
        assertThat(restart.recoveredMegabytesMost()).isPositive();
        assertThat(restart.notRecovered()).isZero();
    }

    @Test
    void restart_longerThanTheHistory_isTold() {
        PhaseReport restart = new Simulated("-Dspread=100").course.restart();

        assertThat(restart.notRecovered()).isPositive();
        assertThat(restart.longestAway()).isGreaterThan(60);
    }

    @Test
    void connects_moreThanANodeTakes_areRefused_andComeLater() {
        Simulated unbounded = new Simulated();
        Simulated bounded = new Simulated("-Dcost.connects=50");

        assertThat(unbounded.course.loss().refused()).isZero();
        PhaseReport loss = bounded.course.loss();

        assertThat(loss.refused()).isPositive();
        assertThat(loss.longestAway()).isGreaterThan(2);
        assertThat(bounded.online()).isEqualTo(2_000);
    }

    @Test
    void oneNode_hasNoBus() {
        for (PhaseReport phase : new Simulated("-Dnodes=1", "-Dposts=0.1").course.phases(3)) {
            assertThat(phase.messages()).as(phase.phase()).isZero();
            assertThat(phase.deliveries()).isZero();
            assertThat(phase.busMegabytesIn()).isZero();
            assertThat(phase.busMegabytesOut()).isZero();
            assertThat(phase.framesPerSecond()).isPositive();
        }
    }

    @Test
    void posts_twiceAsMany_aboveWhatIsShown_raiseNoFramesAndNoBytes() {
        PhaseReport many = new Simulated("-Dscenario=giant", "-Drooms=1", "-Dthin=20", "-Dposts=0.5").course.steady();
        PhaseReport twice = new Simulated("-Dscenario=giant", "-Drooms=1", "-Dthin=20", "-Dposts=1").course.steady();

        assertThat(twice.postsPerSecond()).isGreaterThan(1.8 * many.postsPerSecond());
        assertThat(twice.framesPerSecond()).isEqualTo(many.framesPerSecond(), ALMOST);
        assertThat(twice.gigabitsOut()).isEqualTo(many.gigabitsOut(), ALMOST);
        assertThat(twice.busMegabytesOut()).isEqualTo(many.busMegabytesOut(), ALMOST);
    }

    @Test
    void posts_belowWhatIsShown_costBytes() {
        PhaseReport few = new Simulated("-Dscenario=giant", "-Drooms=1", "-Dposts=0.01").course.steady();
        PhaseReport more = new Simulated("-Dscenario=giant", "-Drooms=1", "-Dposts=0.04").course.steady();

        assertThat(more.framesPerSecond()).isEqualTo(few.framesPerSecond(), ALMOST);
        assertThat(more.gigabitsOut()).isGreaterThan(1.5 * few.gigabitsOut());
    }

    @Test
    void frames_nameTheOtherNodes() {
        PhaseReport named = new Simulated("-Dscenario=giant", "-Drooms=1", "-Dposts=1").course.steady();
        PhaseReport unnamed =
                new Simulated("-Dscenario=giant", "-Drooms=1", "-Dposts=1", "-Dcost.relayed.bytes=0").course.steady();

        // 3 others at 19 bytes, to 2,000 viewers.
        assertThat((named.gigabitsOut() - unnamed.gigabitsOut()) * 1e9 / 8)
                .isEqualTo(3 * 19 * 2_000, Offset.offset(1.0));
    }

    @Test
    void oneRoom_goesToEveryOtherNode_onceForEachOrigin() {
        PhaseReport steady = new Simulated("-Dscenario=giant", "-Drooms=1", "-Dposts=1").course.steady();

        // Each of 4 nodes a message a second to the 3 others, and one in 5 s with its counts.
        assertThat(steady.messages()).isEqualTo(4 * 1.2, ALMOST);
        assertThat(steady.deliveries()).isEqualTo(4 * 3 * 1.2, ALMOST);
        assertThat(steady.busiestShard()).isEqualTo(1, ALMOST);
    }

    @Test
    void rooms_keptTogether_costLessOfTheBus() {
        PhaseReport spread = new Simulated("-Dbalancer=two", "-Dshards=1024", "-Dposts=0.01").course.steady();
        PhaseReport together = new Simulated("-Dbalancer=room", "-Dshards=1024", "-Dposts=0.01").course.steady();

        assertThat(together.deliveries()).isLessThan(spread.deliveries() / 2);
    }

    @Test
    void rooms_packedIntoOneMessage_areOneForEachNodeAndShard() {
        PhaseReport packed = new Simulated("-Dpacked=true", "-Dshards=2", "-Dposts=1").course.steady();

        assertThat(packed.messages()).isEqualTo(4 * 2 + 4 * 0.2, ALMOST);
        assertThat(packed.deliveries()).isEqualTo(4 * 3 * 2 + 4 * 3 * 0.2, ALMOST);
    }

    @Test
    void brokers_shareTheShards() {
        PhaseReport one = new Simulated("-Dposts=0.1").course.steady();
        PhaseReport four = new Simulated("-Dposts=0.1", "-Dbrokers=4").course.steady();

        assertThat(four.deliveries()).isEqualTo(one.deliveries(), ALMOST);
        assertThat(four.share(Resource.BROKER_PROCESSORS)).isLessThan(one.share(Resource.BROKER_PROCESSORS));
    }

    @Test
    void resource_withTheLargestShare_comesFirst() {
        PhaseReport steady = new Simulated("-Dnode.gbit=0.1", "-Dposts=1").course.steady();
        assertThat(steady.byShare().get(0)).isEqualTo(Resource.NODE_OUT);

        PhaseReport slowBroker = new Simulated("-Dbroker.cores=0.1", "-Dposts=1").course.steady();
        assertThat(slowBroker.byShare().get(0)).isEqualTo(Resource.BROKER_PROCESSORS);
        assertThat(slowBroker.byShare()).hasSize(Resource.values().length);
    }
}
