package live.danmaku.endpoint;

import jakarta.websocket.server.ServerEndpoint;
import live.danmaku.transport.SocketFactory;

/** The same for users whom the container has logged in: {@code web.xml} lets nobody else come to this path. */
@ServerEndpoint(
        value = "/ws-user/rooms/{room}",
        subprotocols = {RoomEndpoint.SUBPROTOCOL, SocketFactory.DEFLATE_SUBPROTOCOL},
        configurator = UserRoomEndpoint.Handshake.class)
public class UserRoomEndpoint extends RoomEndpoint {

    UserRoomEndpoint(Lobby lobby) {
        super(lobby);
    }

    /** What the container asks at each handshake. */
    public static class Handshake extends RoomEndpoint.Handshake {

        @Override
        public <T> T getEndpointInstance(Class<T> type) {
            return type.cast(new UserRoomEndpoint(lobby()));
        }
    }
}
