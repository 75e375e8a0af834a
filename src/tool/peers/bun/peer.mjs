// A danmaku server on uWebSockets, by way of Bun, written as one would: rooms are topics, each batch is published once.
// bun peer.mjs PORT plain|deflate
import { rooms, SUBPROTOCOL } from "../room.mjs";

const [port, mode] = process.argv.slice(2);
const roomOf = rooms((name, batch) => server.publish(name, batch, mode === "deflate" && batch.length >= 512));
let guests = 0;
const server = Bun.serve({
  hostname: "127.0.0.1",
  port: Number(port),
  fetch(request, upgrading) {
    const data = { room: roomOf(new URL(request.url).pathname), user: `guest-${(++guests).toString(36)}` };
    const headers = { "Sec-WebSocket-Protocol": SUBPROTOCOL };
    return upgrading.upgrade(request, { data, headers }) ? undefined : new Response("WebSocket only", { status: 400 });
  },
  websocket: {
    perMessageDeflate: mode === "deflate" && { compress: "shared", decompress: "shared" },
    backpressureLimit: 16 << 20,
    idleTimeout: 0,
    open(socket) {
      const { room, user } = socket.data;
      socket.subscribe(room.name);
      room.online++;
      socket.send(room.hello(user));
    },
    message(socket, message) {
      socket.send(socket.data.room.post(message, socket.data.user));
    },
    close(socket) {
      socket.data.room.online--;
    },
  },
});
