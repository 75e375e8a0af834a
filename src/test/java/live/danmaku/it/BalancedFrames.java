package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * After every integration test: every server that runs knows what became of each frame that it offered to a viewer. JUnit
 * finds this extension by itself.
 */
public final class BalancedFrames implements AfterEachCallback {

    @Override
    public void afterEach(ExtensionContext context) {
        if (context.getRequiredTestClass().getSimpleName().endsWith("IT")) {
            Servers.running().forEach(server -> assertBalanced(new HttpApi(server.baseUri())));
        }
    }

    private static void assertBalanced(HttpApi http) {
        // Exact at rest; while frames still move, a look may fall between two of them.
        await().atMost(TestViewer.PATIENCE).untilAsserted(() -> {
            NodeFigures node = http.node();
            assertThat(node.frames().unaccounted()).as(node.frames().toString()).isZero();
        });
        assertThat(http.node().counted("frames-unbalanced")).isZero();
    }
}
