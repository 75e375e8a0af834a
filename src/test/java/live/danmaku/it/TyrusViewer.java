package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Extension;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.glassfish.tyrus.client.ClientManager;
import org.glassfish.tyrus.container.grizzly.client.GrizzlyClientContainer;
import org.glassfish.tyrus.ext.extension.deflate.PerMessageDeflateExtension;

/**
 * A viewer with the Jakarta WebSocket client of Tyrus, offering {@code permessage-deflate} with the extension that Tyrus
 * brings.
 *
 * <p>Threading: one test thread; messages come in on the client's threads through a queue.
 */
final class TyrusViewer implements Client {
    private final Session session;
    private final BlockingQueue<String> messages;

    private TyrusViewer(Session session, BlockingQueue<String> messages) {
        this.session = session;
        this.messages = messages;
    }

    static TyrusViewer join(URI base, String room) throws DeploymentException, IOException {
        BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        Endpoint listener = new Endpoint() {
            @Override
            public void onOpen(Session opened, EndpointConfig config) {
                // No lambda: the container reads the message's type from the class.
                opened.addMessageHandler(new MessageHandler.Whole<String>() {
                    @Override
                    public void onMessage(String message) {
                        messages.add(message);
                    }
                });
            }
        };
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create()
                .preferredSubprotocols(List.of("danmaku.v1.json"))
                .extensions(List.of(new PerMessageDeflateExtension()))
                .build();
        // Named, because the tests see a second implementation of the API, the server's.
        ClientManager client = ClientManager.createClient(GrizzlyClientContainer.class.getName());
        return new TyrusViewer(
                client.connectToServer(
                        listener,
                        config,
                        URI.create("ws://" + base.getAuthority() + base.getPath() + "ws/rooms/" + room)),
                messages);
    }

    /** The names of the extensions that the server has agreed to. */
    List<String> extensions() {
        return session.getNegotiatedExtensions().stream()
                .map(Extension::getName)
                .toList();
    }

    void send(String message) {
        try {
            session.getBasicRemote().sendText(message);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The next message as it came. */
    String nextRaw() {
        try {
            String message = messages.poll(TestViewer.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(message).as("a message").isNotNull();
            return message;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
