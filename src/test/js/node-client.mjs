// A Node client in a room, for StockClientsIT: posts what it is told to, listens until all of it has come back, and
// prints what it heard. Its argument is one JSON object: `url`, `library` (the module of `ws`), `texts`, and `client`.
import { inflateRawSync } from 'node:zlib';
import { DanmakuClient } from '../../../webapp/danmaku-client.js';

const SUBPROTOCOL = 'danmaku.v1.json';
const DEFLATED_SUBPROTOCOL = 'danmaku.v1.json.deflate';
const PATIENCE_MS = 15000;

const { url, library, texts, client } = JSON.parse(process.argv[2]);
const { WebSocket: Ws } = await import(library);
const heard = { protocol: '', extensions: '', texts: [], bytes: 0, binary: 0 };

const giveUp = setTimeout(() => {
  console.log(`still waiting; heard so far: ${JSON.stringify(heard)}`);
  process.exit(1);
}, PATIENCE_MS);

function measure(data) {
  if (typeof data === 'string') {
    heard.bytes += Buffer.byteLength(data);
    return data;
  }
  heard.binary++;
  const json = inflateRawSync(data);
  heard.bytes += json.length;
  return json.toString();
}

function hear(items, socket) {
  heard.texts.push(...items.map(({ text }) => text));
  if (heard.texts.length >= texts.length) {
    clearTimeout(giveUp);
    heard.protocol = socket.protocol;
    heard.extensions = socket.extensions;
    console.log(JSON.stringify(heard));
    socket.terminate?.();
    process.exit(0);
  }
}

/** The library by itself, as somebody uses it who writes a client of their own. */
function viaLibrary(subprotocols, options) {
  const socket = new Ws(url, subprotocols, options);
  socket.binaryType = 'arraybuffer';
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(measure(data));
    if (message.type === 'hello') {
      texts.forEach((text) => socket.send(JSON.stringify({ type: 'post', text })));
    } else if (message.type === 'batch') {
      hear(message.items, socket);
    }
  };
}

/** The client module with a WebSocket of the library or of the platform. */
function viaModule(WebSocket, compression) {
  let socket;
  class Measured extends WebSocket {
    constructor(...args) {
      super(...args);
      socket = this;
      this.addEventListener('message', ({ data }) => measure(data));
    }
  }
  const room = new DanmakuClient({ url, WebSocket: Measured, compression });
  room.addEventListener('hello', () => texts.forEach((text) => room.post({ text }).catch(() => {})));
  room.addEventListener('batch', ({ detail }) => hear(detail.items, socket));
  room.connect();
}

const clients = {
  'ws, uncompressed': () => viaLibrary(SUBPROTOCOL, { perMessageDeflate: false }),
  'ws, as it is': () => viaLibrary(SUBPROTOCOL, {}),
  'ws, subprotocol': () => viaLibrary(DEFLATED_SUBPROTOCOL, { perMessageDeflate: false }),
  'module on ws': () => viaModule(Ws, 'auto'),
  'module on ws, subprotocol': () => viaModule(Ws, 'subprotocol'),
  'module on the WebSocket of Node': () => viaModule(globalThis.WebSocket, 'auto'),
  'module on the WebSocket of Node, subprotocol': () => viaModule(globalThis.WebSocket, 'subprotocol'),
};
clients[client]();
