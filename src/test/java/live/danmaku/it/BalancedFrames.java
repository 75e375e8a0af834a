package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import live.danmaku.tool.server.AppServer;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * After every integration test: the server that it used knows what became of each frame that it offered to a viewer; after
 * every class of them, and where a test does not say which server it used, so does every server that runs. JUnit finds this
 * extension by itself.
 */
public final class BalancedFrames implements AfterEachCallback, AfterAllCallback {

    @Override
    public void afterEach(ExtensionContext context) {
        if (isIntegrationTest(context)) {
            used(context).forEach(BalancedFrames::assertBalanced);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (isIntegrationTest(context)) {
            Servers.running().forEach(BalancedFrames::assertBalanced);
        }
    }

    private static boolean isIntegrationTest(ExtensionContext context) {
        return context.getRequiredTestClass().getSimpleName().endsWith("IT");
    }

    private static List<AppServer> used(ExtensionContext context) {
        return context.getRequiredTestInstance() instanceof ServerContract contract && contract.on.isRunning()
                ? List.of(contract.server)
                : Servers.running();
    }

    private static void assertBalanced(AppServer server) {
        HttpApi http = new HttpApi(server.baseUri());
        // Exact at rest; while frames still move, a look may fall between two of them.
        await().atMost(TestViewer.PATIENCE).untilAsserted(() -> {
            NodeFigures node = http.node();
            assertThat(node.frames().unaccounted()).as(node.frames().toString()).isZero();
        });
        assertThat(http.node().counted("frames-unbalanced")).isZero();
    }
}
