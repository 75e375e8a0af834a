// Tests of the binary messages of webapp/danmaku-client.js, with a WebSocket that the test plays.
import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { constants, deflateRawSync } from 'node:zlib';
import { DanmakuClient } from '../../../webapp/danmaku-client.js';
import { FakeSocket, HELLO, batch } from './fake-socket.mjs';

const DEFLATED = 'danmaku.v1.json.deflate';
const PLAIN = 'danmaku.v1.json';
const TYPES = ['hello', 'batch', 'danmaku', 'ack', 'error', 'notice', 'pong', 'gap', 'state'];
const MIB = 1024 * 1024;
const FINAL_BLOCK = Buffer.from([3, 0]);

let client;
let events;

beforeEach(() => {
  FakeSocket.opened = [];
});

afterEach(() => {
  client?.close();
  mock.restoreAll();
});

function connect(options = { compression: 'subprotocol' }) {
  client?.close();
  client = new DanmakuClient({ url: 'http://host/ws/rooms/lobby', WebSocket: FakeSocket, network: null, ...options });
  events = [];
  for (const type of TYPES) {
    client.addEventListener(type, (event) => events.push([type, event.detail]));
  }
  client.connect();
  socket().receive(HELLO);
}

const socket = () => FakeSocket.opened.at(-1);
const of = (type) => events.filter(([name]) => name === type).map(([, detail]) => detail);
const texts = () => of('danmaku').map(({ text }) => text);

/** A message in its binary form, as a WebSocket with `binaryType` `arraybuffer` hands it over. */
function deflated(message, options) {
  const json = typeof message === 'string' ? message : JSON.stringify(message);
  return toArrayBuffer(deflateRawSync(json, options));
}

function toArrayBuffer(bytes) {
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
}

async function until(met) {
  const giveUp = Date.now() + 10000;
  while (!met()) {
    assert.ok(Date.now() < giveUp, `within ten seconds: ${met}; so far ${JSON.stringify(events).slice(0, 500)}`);
    await setImmediate();
  }
}

test('offers only what it is told to, and takes binary messages as array buffers', () => {
  connect({});
  assert.equal(socket().protocol, PLAIN);
  connect({ compression: 'auto' });
  assert.equal(socket().protocol, PLAIN);
  connect({ compression: 'subprotocol' });
  assert.deepEqual(socket().protocol, [DEFLATED, PLAIN]);
  assert.equal(socket().binaryType, 'arraybuffer');
  assert.throws(() => connect({ compression: 'zip' }), RangeError);
});

test('offers plain JSON where the platform cannot inflate', () => {
  const missing = mock.method(globalThis, 'DecompressionStream', () => {
    throw new TypeError('Unsupported compression format');
  });
  connect({ compression: 'subprotocol' });
  assert.equal(socket().protocol, PLAIN);
  assert.equal(missing.mock.callCount(), 1);
});

test('a deflated batch is delivered as a batch', async () => {
  connect();
  socket().receive(deflated(batch(42, [{ user: 'guest-me', text: '弹幕 😀' }, { at: 35, text: 'b', mode: 'top' }])));
  await until(() => texts().length === 2);
  assert.deepEqual(texts(), ['弹幕 😀', 'b']);
  assert.deepEqual(of('batch')[0].seq, 42);
  assert.equal(of('danmaku')[1].mode, 'top');
});

test('a stream ended by an empty block after a flush is a whole one', async () => {
  connect();
  const flushed = deflateRawSync(JSON.stringify(batch(42, [{ text: 'a' }])), { finishFlush: constants.Z_SYNC_FLUSH });
  assert.deepEqual([...flushed.subarray(-4)], [0, 0, 0xff, 0xff]);
  socket().receive(toArrayBuffer(Buffer.concat([flushed, FINAL_BLOCK])));
  await until(() => texts().length === 1);
});

test('nothing overtakes a message that is being inflated', async () => {
  connect();
  const big = Array.from({ length: 5000 }, (_, i) => ({ text: `big ${i}` }));
  socket().receive(deflated(batch(42, big)));
  socket().receive(batch(43, [{ text: 'small' }]));
  socket().receive(deflated(batch(44, [{ text: 'tiny' }])));
  socket().receive({ type: 'pong', seq: 44, online: 9 });
  assert.equal(texts().length, 0);
  await until(() => of('pong').length === 1);
  assert.deepEqual(texts().slice(4999), ['big 4999', 'small', 'tiny']);
  assert.deepEqual(of('gap'), []);
  socket().receive(batch(45, [{ text: 'at once' }]));
  assert.equal(texts().at(-1), 'at once');
});

test('the end of the connection does not overtake what came before it', async () => {
  connect();
  socket().receive(deflated(batch(42, [{ text: 'last words' }])));
  socket().lose(1012);
  assert.equal(client.state, 'live');
  await until(() => client.state === 'waiting');
  assert.deepEqual(texts(), ['last words']);
  assert.equal(of('state').at(-1).code, 1012);
});

test('a broken message is reported, and the next ones arrive', async () => {
  connect();
  const whole = deflated(batch(42, [{ text: 'x'.repeat(2000) }]));
  const broken = [
    whole.slice(0, -3),
    toArrayBuffer(Buffer.from([7, 7, 7, 7])),
    new ArrayBuffer(0),
    deflated('{'),
    toArrayBuffer(deflateRawSync(Buffer.from([0x22, 0xff, 0xfe, 0x22]))),
  ];
  broken.forEach((data) => socket().receive(data));
  socket().receive(deflated(batch(42, [{ text: 'fine' }])));
  await until(() => texts().length === 1);
  assert.deepEqual(
    of('error').map(({ code }) => code),
    broken.map(() => 'bad_server_message'),
  );
  assert.equal(client.state, 'live');
});

test('a message that inflates beyond the bound is refused while it inflates', async () => {
  connect();
  const mebibyte = deflateRawSync(Buffer.alloc(MIB, ' '), { finishFlush: constants.Z_FULL_FLUSH });
  const bomb = toArrayBuffer(Buffer.concat([...Array(1024).fill(mebibyte), FINAL_BLOCK]));
  assert.ok(bomb.byteLength < 2 * MIB);
  const before = process.memoryUsage().rss;
  socket().receive(bomb);
  socket().receive(deflated(batch(42, [{ text: 'fine' }])));
  await until(() => texts().length === 1);
  assert.deepEqual(
    of('error').map(({ code, message }) => [code, message]),
    [['bad_server_message', `message inflates to more than ${16 * MIB} bytes`]],
  );
  assert.ok(process.memoryUsage().rss - before < 256 * MIB, 'the rest was not inflated');
});

test('a big message within the bound is delivered', async () => {
  connect();
  socket().receive(deflated(batch(42, [{ text: 'x'.repeat(15 * MIB) }])));
  await until(() => texts().length === 1);
  assert.equal(texts()[0].length, 15 * MIB);
});

test('a socket that was given up does not deliver late', async () => {
  connect();
  const old = socket();
  old.receive(deflated(batch(42, [{ text: 'ghost' }])));
  old.receive(new ArrayBuffer(0));
  old.receive(batch(43, [{ text: 'ghost, too' }]));
  client.close();
  client.connect();
  socket().receive({ ...HELLO, seq: 44 });
  socket().receive(deflated(batch(45, [{ text: 'alive' }])));
  await until(() => texts().length === 1);
  for (let i = 0; i < 50; i++) {
    await setImmediate();
  }
  assert.deepEqual(texts(), ['alive']);
  assert.deepEqual(of('error'), []);
});
