package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import live.danmaku.tool.server.WildFly;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes behind HAProxy as it is delivered: viewers come to both, and to the other one while one is drained. */
class BalancerIT {
    /** With as many, the chance that all come to the same of two nodes is none. */
    private static final int MANY = 40;

    private final String room = "room-" + UUID.randomUUID();
    private final List<TestViewer> viewers = new ArrayList<>();
    private final WildFly wildFly = (WildFly) Servers.WILDFLY.server();
    private final HttpApi onWildFly = new HttpApi(wildFly.baseUri());
    private final HttpApi onPayara = new HttpApi(Servers.PAYARA_MICRO.server().baseUri());
    private Haproxy balancer;

    @BeforeEach
    void start() {
        balancer =
                Haproxy.before(wildFly.baseUri(), Servers.PAYARA_MICRO.server().baseUri());
    }

    @AfterEach
    void stop() {
        viewers.forEach(TestViewer::close);
        if (balancer != null) {
            balancer.close();
        }
        Servers.WILDFLY.log().assertNoStackTrace();
        Servers.PAYARA_MICRO.log().assertNoStackTrace();
    }

    @Test
    void viewers_postAndWatchThroughIt_onBothNodes() {
        while (viewers.size() < MANY && (onlineAt(onWildFly) == 0 || onlineAt(onPayara) == 0)) {
            join();
        }
        assertThat(onlineAt(onWildFly)).isPositive();
        assertThat(onlineAt(onPayara)).isPositive();

        for (TestViewer viewer : viewers) {
            String text = "hello " + viewers.indexOf(viewer);
            viewer.post(text);
            List<String> texts = ServerContract.texts(viewer.next("batch"));
            while (!texts.contains(text)) {
                texts = ServerContract.texts(viewer.next("batch"));
            }
        }
    }

    @Test
    void drainedNode_sendsItsViewersToTheOther_andGetsNewOnesWhenItIsBack() {
        while (viewers.size() < MANY && onlineAt(onWildFly) == 0) {
            join();
        }
        int there = onlineAt(onWildFly);
        int elsewhere = onlineAt(onPayara);
        assertThat(there).isPositive();

        wildFly.suspend(30);
        try {
            // At once: a check may not have seen it yet, and then the refusal is what sends them on.
            for (int i = 0; i < 10; i++) {
                join();
            }
            assertThat(onlineAt(onPayara)).isEqualTo(elsewhere + 10);
            await().atMost(TestViewer.PATIENCE).until(() -> closed().size() == there);
            assertThat(closed())
                    .allSatisfy(viewer -> assertThat(viewer.closeCode()).isEqualTo(1012))
                    .allSatisfy(
                            viewer -> assertThat(viewer.closeReason()).matches("server restarts; retry-after=\\d+"));
        } finally {
            wildFly.resume();
        }
        await().atMost(TestViewer.PATIENCE).untilAsserted(() -> {
            join();
            assertThat(onlineAt(onWildFly)).isPositive();
        });
    }

    private List<TestViewer> closed() {
        return viewers.stream().filter(TestViewer::isClosed).toList();
    }

    private void join() {
        TestViewer viewer = TestViewer.join(balancer.baseUri(), room);
        viewers.add(viewer);
        viewer.next("hello");
    }

    /** Viewers of this test's room on a node; it may not have the room. */
    private int onlineAt(HttpApi node) {
        var answer = node.get("rooms/" + room);
        return answer.statusCode() == 404 ? 0 : TestViewer.json(answer.body()).getInt("online");
    }
}
