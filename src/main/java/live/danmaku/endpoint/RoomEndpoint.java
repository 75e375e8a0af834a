package live.danmaku.endpoint;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.List;
import live.danmaku.history.Resume;
import live.danmaku.identity.Ticket;
import live.danmaku.model.CloseCode;
import live.danmaku.model.Refusal;
import live.danmaku.model.Right;
import live.danmaku.model.RoomId;
import live.danmaku.transport.SocketFactory;
import live.danmaku.transport.ViewerSocket;
import org.jspecify.annotations.Nullable;

/**
 * The WebSocket endpoint of a room, one object for each connection: it turns what the container announces into calls of the
 * connection's {@link Viewer}.
 */
@ServerEndpoint(
        value = "/ws/rooms/{room}",
        subprotocols = {RoomEndpoint.SUBPROTOCOL, SocketFactory.DEFLATE_SUBPROTOCOL},
        configurator = RoomEndpoint.Handshake.class)
public class RoomEndpoint {

    static final String SUBPROTOCOL = "danmaku.v1.json";

    private static final Logger LOG = System.getLogger("danmaku.endpoint");

    private final Lobby lobby;
    private volatile @Nullable Viewer viewer;

    RoomEndpoint(Lobby lobby) {
        this.lobby = lobby;
    }

    /**
     * Brings the viewer into its room. Where a servlet filter has checked room id and query before, they are checked again
     * here.
     */
    @OnOpen
    public void open(Session session, EndpointConfig config, @PathParam("room") String room) {
        String query = session.getQueryString();
        ViewerSocket socket = lobby.sockets().create(session, config);
        if (!RoomId.isValid(room)) {
            turnAway(socket, CloseCode.INVALID_ROOM);
            return;
        }
        Resume resume;
        try {
            resume = Resume.parse(query);
        } catch (Refusal e) {
            lobby.metrics().refused(e.code());
            turnAway(socket, CloseCode.INVALID_RESUME);
            return;
        }
        RoomId id = new RoomId(room);
        Arrival arrival;
        try {
            arrival = arrival(session, id, socket);
        } catch (Refusal e) {
            lobby.metrics().refused(e.code());
            turnAway(socket, CloseCode.NOT_ADMITTED);
            return;
        }
        lobby.enter(id, resume, socket, arrival).ifPresent(entered -> {
            viewer = entered;
            if (!session.isOpen()) {
                // The end may have been announced before there was a viewer to tell.
                entered.leave();
            }
        });
    }

    private void turnAway(ViewerSocket socket, CloseCode code) {
        lobby.metrics().closed(code);
        socket.close(code.closing());
        lobby.outboxRules().closing().accept(socket);
    }

    /** What the filter before the handshake has found out, or where there was none, what the session says. */
    private Arrival arrival(Session session, RoomId room, ViewerSocket socket) {
        if (session.getUserPrincipal() instanceof Arrival arrival) {
            return arrival;
        }
        List<String> tickets = session.getRequestParameterMap().getOrDefault(ArrivingRequest.TICKET, List.of());
        Ticket ticket = lobby.identities().ticket(room, tickets.isEmpty() ? null : tickets.get(0));
        ticket.identity().require(Right.WATCH);
        lobby.identities().redeem(ticket);
        return new Arrival(ticket.identity(), socket.network());
    }

    /** A text message or a part of one, in whatever parts it comes in. */
    @OnMessage
    public void text(String part, boolean last) {
        Viewer present = viewer;
        if (present != null) {
            present.receive(part, last);
        }
    }

    /** The protocol has no binary messages: the first part of one ends the connection. */
    @OnMessage
    public void binary(ByteBuffer part, boolean last) {
        Viewer present = viewer;
        if (present != null) {
            present.refuseBinary();
        }
    }

    @OnMessage
    public void pong(PongMessage pong) {
        ByteBuffer number = pong.getApplicationData();
        Viewer present = viewer;
        if (present != null && number.remaining() == Integer.BYTES) {
            present.pongReceived(number.getInt());
        }
    }

    @OnClose
    public void close() {
        Viewer present = viewer;
        viewer = null;
        if (present != null) {
            present.leave();
        }
    }

    /** Broken connections and broken frames end here; the container closes the session after it. */
    @OnError
    public void error(Session session, Throwable cause) {
        LOG.log(Level.DEBUG, "session {0}: {1}", session.getId(), cause);
    }

    /** What the container asks at each handshake. */
    public static class Handshake extends ServerEndpointConfig.Configurator {

        @Override
        public <T> T getEndpointInstance(Class<T> type) {
            return type.cast(new RoomEndpoint(lobby()));
        }

        /** What is installed in the container does not count: no container of ours is asked to compress. */
        @Override
        public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
            return lobby().sockets().negotiate(requested);
        }

        @Override
        public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            lobby().sockets().handshake(request, config);
        }

        static Lobby lobby() {
            return CDI.current().select(Lobby.class).get();
        }
    }
}
