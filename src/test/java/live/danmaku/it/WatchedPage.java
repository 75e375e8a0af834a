package live.danmaku.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.List;

/**
 * What the page got while somebody else posted {@link Chatter#POSTS}, the newest of which it has shown.
 *
 * @param traffic everything since the page was opened
 * @param messages those of the posts
 * @param bytesOnWire what the relay carried for them
 */
record WatchedPage(SocketTraffic traffic, List<SocketTraffic.Message> messages, long bytesOnWire) {

    /**
     * Opens the page, lets the writer post, and returns when the page shows the last of it.
     *
     * @param relay between the page, which is its only viewer, and the server
     * @param writer a viewer of the same room
     */
    static WatchedPage open(Chromium chromium, Relay relay, URI address, TestViewer writer) {
        Page page = chromium.browser().newContext().newPage();
        try {
            SocketTraffic traffic = SocketTraffic.of(page);
            ViewerPage viewer = ViewerPage.open(page, address);
            viewer.awaitState("live");
            int messagesBefore = traffic.messages().size();
            long bytesBefore = relay.bytesToViewers();

            Chatter heard = Chatter.of(writer::send, writer::nextRaw);

            assertThat(heard.texts()).isEqualTo(Chatter.POSTS);
            // Of a flood the list shows the newest.
            assertThat(viewer.inList(Chatter.POSTS.get(Chatter.POSTS.size() - 1)))
                    .isVisible();
            assertThat(viewer.complaints()).isEmpty();
            List<SocketTraffic.Message> all = traffic.messages();
            return new WatchedPage(
                    traffic, all.subList(messagesBefore, all.size()), relay.bytesToViewers() - bytesBefore);
        } finally {
            page.context().close();
        }
    }

    /** The messages' bytes as they are when nothing compresses them. */
    long bytes() {
        return messages.stream().mapToLong(message -> message.content().length).sum();
    }

    /** Asserts that one of the messages is a batch of several KB, which came as this kind of message, and returns it. */
    byte[] bigBatch(boolean binary) {
        byte[] biggest = messages.stream()
                .filter(message -> message.binary() == binary)
                .map(SocketTraffic.Message::content)
                .max((a, b) -> Integer.compare(a.length, b.length))
                .orElseThrow();
        // However the posts fell into windows.
        assertThat(biggest.length).isGreaterThan(binary ? 200 : 2_000);
        return biggest;
    }
}
