package live.danmaku.endpoint;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Extension;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.List;
import live.danmaku.model.CloseCode;
import live.danmaku.model.RoomId;
import live.danmaku.transport.Compression;
import live.danmaku.transport.SocketFactory;
import live.danmaku.transport.ViewerSocket;

/**
 * The WebSocket endpoint of a room. One object serves all connections and keeps nothing itself: what belongs to a
 * connection is its {@link Viewer}, which hangs on the session.
 */
@ServerEndpoint(
        value = "/ws/rooms/{room}",
        subprotocols = {RoomEndpoint.SUBPROTOCOL, SocketFactory.DEFLATE_SUBPROTOCOL},
        configurator = RoomEndpoint.SharedInstance.class)
public class RoomEndpoint {

    static final String SUBPROTOCOL = "danmaku.v1.json";

    private static final Logger LOG = System.getLogger("danmaku.endpoint");
    private static final String VIEWER = Viewer.class.getName();

    private final Lobby lobby;

    public RoomEndpoint(Lobby lobby) {
        this.lobby = lobby;
    }

    /** Brings the viewer into its room. Where a servlet filter has checked the room id before, it is checked again here. */
    @OnOpen
    public void open(Session session, @PathParam("room") String room) {
        // The protocol's own heartbeat decides who is gone.
        session.setMaxIdleTimeout(0);
        ViewerSocket socket = lobby.sockets().create(session);
        if (!RoomId.isValid(room)) {
            socket.close(CloseCode.INVALID_ROOM);
            return;
        }
        lobby.enter(new RoomId(room), socket).ifPresent(viewer -> {
            session.getUserProperties().put(VIEWER, viewer);
            if (!session.isOpen()) {
                // The end may have been announced before there was a viewer to tell.
                viewer.leave();
            }
        });
    }

    /** A text message or a part of one, in whatever parts it comes in. */
    @OnMessage
    public void text(Session session, String part, boolean last) {
        if (session.getUserProperties().get(VIEWER) instanceof Viewer viewer) {
            viewer.receive(part, last);
        }
    }

    /** The protocol has no binary messages: the first part of one ends the connection. */
    @OnMessage
    public void binary(Session session, ByteBuffer part, boolean last) {
        if (session.getUserProperties().get(VIEWER) instanceof Viewer viewer) {
            viewer.refuseBinary();
        }
    }

    @OnMessage
    public void pong(Session session, PongMessage pong) {
        ByteBuffer number = pong.getApplicationData();
        if (number.remaining() == Integer.BYTES && session.getUserProperties().get(VIEWER) instanceof Viewer viewer) {
            viewer.pongReceived(number.getInt());
        }
    }

    @OnClose
    public void close(Session session, CloseReason reason) {
        if (session.getUserProperties().remove(VIEWER) instanceof Viewer viewer) {
            viewer.leave();
        }
    }

    /** Broken connections and broken frames end here; the container closes the session after it. */
    @OnError
    public void error(Session session, Throwable cause) {
        LOG.log(Level.DEBUG, "session {0}: {1}", session.getId(), cause);
    }

    /**
     * Gives the container one endpoint object for all connections, made by the composition root, where the default would
     * make one per connection.
     */
    public static class SharedInstance extends ServerEndpointConfig.Configurator {

        @Override
        public <T> T getEndpointInstance(Class<T> type) {
            return CDI.current().select(type).get();
        }

        /** What is installed in the container does not count: no container of ours is asked to compress. */
        @Override
        public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
            return CDI.current().select(Compression.class).get().negotiate(requested);
        }
    }
}
