package live.danmaku.tool.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BalancerTest {
    private static final int NODES = 10;

    private final Dice dice = new Dice(1);
    private final Cluster cluster = new Cluster(new Scenario(NODES, 1_000, 100, 0, 0, 0, 100, 1), 16, dice);
    private final Gates gates = new Gates(NODES, 60, 1_000_000);

    @ParameterizedTest
    @EnumSource
    void choose_takesOnlyNodesThatAreReady(Balancer balancer) {
        for (int node = 0; node < NODES - 1; node++) {
            gates.shut(node);
        }

        for (int room = 0; room < 50; room++) {
            assertThat(balancer.choose(room, cluster, gates, dice)).isEqualTo(NODES - 1);
        }
    }

    @Test
    void least_isTheEmptiest() {
        fill(Balancer.LEAST);

        for (int node = 0; node < NODES; node++) {
            assertThat(cluster.online(node)).isEqualTo(1_000);
        }
    }

    @Test
    void two_isAlmostEven() {
        fill(Balancer.TWO);

        for (int node = 0; node < NODES; node++) {
            assertThat(cluster.online(node)).isBetween(990, 1_010);
        }
    }

    @Test
    void room_staysOnFewNodes_andNoNodeHasMoreThanAQuarterAboveItsShare() {
        fill(Balancer.ROOM);

        Set<Integer> nodesOfARoom = new HashSet<>();
        for (int node = 0; node < NODES; node++) {
            assertThat(cluster.online(node)).isLessThanOrEqualTo(1_251);
            if (cluster.present(7, node) > 0) {
                nodesOfARoom.add(node);
            }
        }
        assertThat(nodesOfARoom).hasSizeLessThan(NODES);
    }

    @Test
    void newNode_getsItsShareBySteps() {
        gates.shut(0);
        gates.at(100);
        gates.open(0);
        gates.at(114);

        assertThat(gates.weight(0)).isEqualTo(0.25);
        gates.at(1_000);
        assertThat(gates.weight(0)).isEqualTo(1);
        assertThat(gates.weight(1)).isEqualTo(1);
    }

    @Test
    void admits_soManyASecond() {
        Gates narrow = new Gates(2, 60, 2);

        assertThat(narrow.admits(1)).isTrue();
        assertThat(narrow.admits(1)).isTrue();
        assertThat(narrow.admits(1)).isFalse();
        assertThat(narrow.admits(0)).isTrue();
        narrow.at(1);
        assertThat(narrow.admits(1)).isTrue();
        narrow.shut(1);
        assertThat(narrow.admits(1)).isFalse();
    }

    private void fill(Balancer balancer) {
        for (int viewer = 0; viewer < cluster.viewers(); viewer++) {
            cluster.join(viewer, balancer.choose(cluster.roomOf(viewer), cluster, gates, dice));
        }
    }
}
