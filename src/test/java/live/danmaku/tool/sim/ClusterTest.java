package live.danmaku.tool.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClusterTest {
    private final Scenario scenario = new Scenario(3, 4, 2, 0.5, 1, 0.1, 100, 1);
    private final Cluster cluster = new Cluster(scenario, 8, new Dice(1));

    @Test
    void join_andLeave_areCounted_inRoomNodeAndShard() {
        int room = cluster.roomOf(0);
        int shard = cluster.shardOf(room);
        cluster.join(0, 2);
        assertThat(cluster.present(room, 2)).isOne();
        assertThat(cluster.online(2)).isOne();
        assertThat(cluster.rooms(2)).isOne();
        assertThat(cluster.subscribes(2, shard)).isTrue();
        assertThat(cluster.subscribes(1, shard)).isFalse();
        assertThat(cluster.viewersOf(2)).containsExactly(0);

        cluster.leave(0);
        assertThat(cluster.isAway(0)).isTrue();
        assertThat(cluster.online(2)).isZero();
        assertThat(cluster.subscribes(2, shard)).isFalse();
    }

    @Test
    void viewer_isInOnePlaceOnly() {
        cluster.join(0, 1);

        assertThatThrownBy(() -> cluster.join(0, 2)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> cluster.leave(1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void rooms_haveTheirAudiences_whateverTheOrder() {
        long inTheFirst = IntStream.range(0, cluster.viewers())
                .filter(viewer -> cluster.roomOf(viewer) == 0)
                .count();

        assertThat(inTheFirst).isEqualTo(scenario.audiences()[0]);
    }

    @Test
    void shards_areAllUsed() {
        Scenario many = new Scenario(1, 1_000, 1_000, 0, 1, 0, 100, 1);
        Cluster sharded = new Cluster(many, 16, new Dice(1));

        assertThat(IntStream.range(0, 1_000).map(sharded::shardOf).distinct()).hasSize(16);
    }
}
