// A danmaku server on Node's ws, written as one would: a Set of sockets for each room, each batch encoded once.
// node peer.mjs PORT plain|deflate
import { WebSocketServer } from "ws";
import { rooms, SUBPROTOCOL } from "../room.mjs";

const [port, mode] = process.argv.slice(2);
const members = new Map();
const roomOf = rooms((name, batch) => {
  const bytes = Buffer.from(batch);
  for (const socket of members.get(name)) {
    socket.send(bytes, { binary: false });
  }
});

const server = new WebSocketServer({
  host: "127.0.0.1",
  port: Number(port),
  backlog: 4096,
  clientTracking: false,
  handleProtocols: (offered) => (offered.has(SUBPROTOCOL) ? SUBPROTOCOL : false),
  perMessageDeflate: mode === "deflate" && { serverNoContextTakeover: true, threshold: 512 },
});
let guests = 0;
server.on("connection", (socket, request) => {
  const room = roomOf(request.url);
  const user = `guest-${(++guests).toString(36)}`;
  const sockets = members.get(room.name) ?? members.set(room.name, new Set()).get(room.name);
  sockets.add(socket);
  room.online++;
  socket.send(room.hello(user));
  socket.on("message", (message) => socket.send(room.post(message, user)));
  socket.on("error", () => socket.terminate());
  socket.on("close", () => {
    sockets.delete(socket);
    room.online--;
  });
});
