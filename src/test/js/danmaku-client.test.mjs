// Tests of webapp/danmaku-client.js with a WebSocket that the test plays, and with time that the test moves.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { DanmakuClient, PostError, isRoomId } from '../../../webapp/danmaku-client.js';
import { FakeSocket, HELLO, batch } from './fake-socket.mjs';

let network;
let random;

beforeEach(() => {
  mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  random = mock.method(Math, 'random', () => 0.5);
  FakeSocket.opened = [];
  network = new EventTarget();
});

afterEach(() => {
  mock.timers.reset();
  mock.restoreAll();
});

function connected(hello = HELLO) {
  const client = new DanmakuClient({ url: 'http://host/danmaku/ws/rooms/lobby', WebSocket: FakeSocket, network });
  const events = [];
  for (const type of ['hello', 'batch', 'danmaku', 'ack', 'error', 'notice', 'pong', 'heartbeat', 'gap', 'state']) {
    client.addEventListener(type, (event) => events.push([type, event.detail]));
  }
  client.connect();
  if (hello) {
    socket().receive(hello);
  }
  const of = (type) => events.filter(([name]) => name === type).map(([, detail]) => detail);
  return { client, of };
}

const socket = () => FakeSocket.opened.at(-1);
const flush = () => new Promise((resolve) => setImmediate(resolve));

test('room ids are those of the protocol', () => {
  for (const good of ['a', 'lobby', 'A-z_0.9', '.a.', 'x'.repeat(64)]) {
    assert.equal(isRoomId(good), true, good);
  }
  for (const bad of ['', '.', '..', '...', 'a b', 'a/b', '房间', 'x'.repeat(65), 'a\n', undefined, 7]) {
    assert.equal(isRoomId(bad), false, String(bad));
  }
  assert.throws(() => new DanmakuClient({ room: 'no room', WebSocket: FakeSocket }), RangeError);
});

test('connects with the subprotocol, and is live after hello', () => {
  const { client, of } = connected(null);
  assert.equal(socket().url, 'ws://host/danmaku/ws/rooms/lobby');
  assert.equal(socket().protocol, 'danmaku.v1.json');
  assert.equal(client.state, 'connecting');
  socket().receive(HELLO);
  assert.equal(client.state, 'live');
  assert.equal(client.online, 3);
  assert.equal(of('hello')[0].user, 'guest-me');
});

test('items get ids, times and defaults filled in', () => {
  const { of } = connected();
  socket().receive(
    batch(42, [
      { user: 'guest-me', text: 'first!' },
      { at: 35, user: 'Newsroom', text: 'Welcome', mode: 'top', color: '#FFD700', size: 'large' },
      { id: 110, at: 412, user: 'x', text: '哈' },
      { user: 'x', text: 'next' },
    ]),
  );
  assert.deepEqual(of('danmaku'), [
    { id: 107, at: 1000, user: 'guest-me', text: 'first!', mode: 'scroll', color: '#FFFFFF', size: 'normal', count: 1, own: true, copy: false },
    { id: 108, at: 1035, user: 'Newsroom', text: 'Welcome', mode: 'top', color: '#FFD700', size: 'large', count: 1, own: false, copy: false },
    { id: 110, at: 1412, user: 'x', text: '哈', mode: 'scroll', color: '#FFFFFF', size: 'normal', count: 1, own: false, copy: false },
    { id: 111, at: 1000, user: 'x', text: 'next', mode: 'scroll', color: '#FFFFFF', size: 'normal', count: 1, own: false, copy: false },
  ]);
  assert.equal(of('batch')[0].online, 4);
});

test('values outside their sets become defaults, and an item that is none keeps its number', () => {
  const { of } = connected();
  socket().receive(batch(42, [{ text: 'a', mode: 'spin', color: 'red', size: 9 }, null, 'x', { text: 'b' }]));
  assert.deepEqual(
    of('danmaku').map(({ id, text, mode, color, size, user }) => [id, text, mode, color, size, user]),
    [
      [107, 'a', 'scroll', '#FFFFFF', 'normal', ''],
      [110, 'b', 'scroll', '#FFFFFF', 'normal', ''],
    ],
  );
});

test('a post is resolved by its ack, and its comment is own under whatever name', async () => {
  const { client, of } = connected();
  const posted = client.post({ text: 'hi', mode: 'top' });
  const { ref, ...message } = socket().sent[0];
  assert.deepEqual(message, { type: 'post', text: 'hi', mode: 'top' });
  socket().receive({ type: 'ack', ref, id: 107 });
  assert.deepEqual(await posted, { id: 107 });
  socket().receive(batch(42, [{ user: 'renamed', text: 'hi' }]));
  assert.equal(of('danmaku')[0].own, true);
});

const others = [{ user: 'x', text: 'other' }];
const copies = (of) => of('danmaku').filter(({ copy }) => copy);
const accept = (id, index = -1) => socket().receive({ type: 'ack', ref: socket().sent.at(index).ref, id });

test('a batch says what is not among its items', () => {
  const { of } = connected();
  socket().receive(batch(42, [{ user: 'x', text: '666', count: 5 }], { last: 930, omitted: { rate: 812 }, combined: 8 }));
  socket().receive(batch(43, others, { id: 931 }));
  assert.deepEqual(
    of('batch').map(({ omitted, combined }) => [omitted, combined]),
    [[{ rate: 812 }, 8], [{}, 0]],
  );
  assert.deepEqual(of('danmaku').map(({ count }) => count), [5, 1]);
});

test('an own comment that its batch leaves out is shown as a copy, once, when the ack came before', () => {
  const { client, of } = connected();
  client.post({ text: ' hi ', mode: 'top', color: '#FFD700' });
  accept(108);
  assert.deepEqual(copies(of), []);
  socket().receive(batch(42, others, { last: 120, omitted: { rate: 13 } }));
  socket().receive(batch(43, others, { id: 121 }));
  assert.deepEqual(copies(of), [
    { id: 108, at: 1000, user: 'guest-me', text: 'hi', mode: 'top', color: '#FFD700', size: 'normal', count: 1, own: true, copy: true },
  ]);
  assert.equal(of('batch')[0].items.length, 1, 'the batch is what the server sent');
});

test('an own comment that its batch leaves out is shown as a copy, once, when the ack came after', () => {
  const { client, of } = connected();
  client.post({ text: 'hi' });
  socket().receive(batch(42, others, { last: 120, omitted: { rate: 13 } }));
  assert.deepEqual(copies(of), []);
  accept(108);
  socket().receive(batch(43, others, { id: 121 }));
  assert.deepEqual(copies(of).map(({ id, text }) => [id, text]), [[108, 'hi']]);
});

test('an own comment that a batch shows is not copied, whenever the ack comes', () => {
  const { client, of } = connected();
  client.post({ text: 'before' });
  accept(107);
  socket().receive(batch(42, [{ user: 'guest-me', text: 'before' }], { last: 120 }));
  client.post({ text: 'after' });
  socket().receive(batch(43, [{ user: 'renamed', text: 'after' }], { id: 121, last: 130 }));
  socket().receive(batch(44, others, { id: 131 }));
  accept(121);
  assert.deepEqual(copies(of), []);
});

test('an own comment waits for the batch that covers it', () => {
  const { client, of } = connected();
  client.post({ text: 'hi' });
  accept(120);
  socket().receive(batch(42, others, { last: 119 }));
  assert.deepEqual(copies(of), []);
  socket().receive(batch(43, others, { id: 125 }));
  assert.deepEqual(copies(of).map(({ id }) => id), [120]);
});

test('an own comment in a missing batch waits until the gap is closed or lost', () => {
  for (const closed of [true, false]) {
    const { client, of } = connected();
    client.post({ text: 'hi' });
    accept(108);
    socket().receive(batch(43, others, { id: 121 }));
    assert.deepEqual(copies(of), []);
    if (closed) {
      socket().receive(batch(42, [{ user: 'x', text: 'other' }, { user: 'guest-me', text: 'hi' }], { last: 120 }));
    }
    socket().receive({ type: 'recovered', ref: socket().sent.at(-1).ref, from: 42, to: 42 });
    assert.deepEqual(copies(of).map(({ id }) => id), closed ? [] : [108]);
  }
});

test('an own comment of another epoch is not copied', () => {
  const { client, of } = connected();
  client.post({ text: 'hi' });
  accept(120);
  socket().lose(1012);
  mock.timers.tick(5000);
  socket().receive({ ...HELLO, epoch: 'e2', seq: 0 });
  socket().receive(batch(1, others, { epoch: 'e2', last: 500 }));
  assert.deepEqual(copies(of), []);
});

test('a refused post carries code and retryAfterMs', async () => {
  const { client } = connected();
  const posted = client.post({ text: 'hi' });
  socket().receive({ type: 'error', ref: socket().sent[0].ref, code: 'room_busy', message: 'busy', retryAfterMs: 1000 });
  await assert.rejects(posted, (error) => {
    assert.ok(error instanceof PostError);
    assert.deepEqual([error.code, error.message, error.retryAfterMs], ['room_busy', 'busy', 1000]);
    return true;
  });
});

test('a post without an answer is rejected after ten seconds', async () => {
  const { client } = connected();
  const posted = client.post({ text: 'hi' });
  mock.timers.tick(10000);
  await assert.rejects(posted, { code: 'timeout' });
});

test('a post is rejected when not connected, too big, or cut off', async () => {
  const { client } = connected(null);
  await assert.rejects(client.post({ text: 'hi' }), { code: 'not_connected' });
  socket().receive(HELLO);
  await assert.rejects(client.post({ text: '弹'.repeat(100) }), { code: 'message_too_big' });
  assert.equal(socket().sent.length, 0);
  const posted = client.post({ text: 'hi' });
  socket().lose(1006);
  await assert.rejects(posted, { code: 'disconnected' });
});

test('codes 1002, 1003, 1007 and 1008 are final', () => {
  for (const code of [1002, 1003, 1007, 1008]) {
    const { client, of } = connected();
    const before = FakeSocket.opened.length;
    socket().lose(code, 'no');
    assert.deepEqual(of('state').at(-1), { state: 'closed', code, reason: 'no' });
    mock.timers.tick(120000);
    network.dispatchEvent(new Event('online'));
    assert.equal(FakeSocket.opened.length, before);
    client.connect();
    assert.equal(FakeSocket.opened.length, before + 1);
    client.close();
  }
});

test('codes 1001 and 1012 come back after a second plus a random part', () => {
  for (const code of [1001, 1012]) {
    const { of } = connected();
    const before = FakeSocket.opened.length;
    socket().lose(code);
    assert.equal(of('state').at(-1).retryInMs, 3000);
    mock.timers.tick(2999);
    assert.equal(FakeSocket.opened.length, before);
    mock.timers.tick(1);
    assert.equal(FakeSocket.opened.length, before + 1);
  }
  random.mock.mockImplementation(() => 0);
  const { of } = connected();
  socket().lose(1012);
  assert.equal(of('state').at(-1).retryInMs, 1000);
});

test('a time that the server asks for is kept, plus a random part, whatever the code', () => {
  for (const [code, reason, delay] of [
    [1013, 'connection too slow; retry-after=10', 12000],
    [1012, 'server restarts; retry-after=1', 3000],
    [1012, 'server restarts; retry-after=0', 2000],
    [1013, 'retry-after=10', 500],
    [1013, 'come back; retry-after=-1', 500],
    [1013, 'come back; retry-after=99999', 500],
    [1013, 'come back; retry-after=10 or so', 500],
  ]) {
    const { of } = connected();
    socket().lose(code, reason);
    assert.equal(of('state').at(-1).retryInMs, delay, reason);
  }
  const { client } = connected();
  socket().lose(1008, 'not a room id; retry-after=10');
  assert.equal(client.state, 'closed', 'a final code stays final');
});

test('other codes come back with growing delays, at most thirty seconds', () => {
  for (const code of [1006, 1009, 1011, 1013, 4999]) {
    const { of } = connected();
    const delays = [];
    for (let i = 0; i < 8; i++) {
      socket().lose(code);
      delays.push(of('state').at(-1).retryInMs);
      mock.timers.tick(delays[i]);
    }
    assert.deepEqual(delays, [500, 1000, 2000, 4000, 8000, 15000, 15000, 15000]);
  }
});

test('delays start anew only after a connection that lived for ten seconds', () => {
  const { of } = connected();
  for (let i = 0; i < 4; i++) {
    socket().lose(1011);
    mock.timers.tick(of('state').at(-1).retryInMs);
    socket().receive(HELLO);
  }
  mock.timers.tick(10000);
  socket().lose(1011);
  assert.equal(of('state').at(-1).retryInMs, 500);
});

test('an online event ends the waiting, and tests a live connection at once', () => {
  const { client } = connected();
  network.dispatchEvent(new Event('online'));
  assert.deepEqual(socket().sent, [{ type: 'ping' }]);
  socket().lose(1006);
  assert.equal(client.state, 'waiting');
  network.dispatchEvent(new Event('online'));
  assert.equal(client.state, 'connecting');
  assert.equal(FakeSocket.opened.length, 2);
  mock.timers.tick(500);
  assert.equal(FakeSocket.opened.length, 2, 'the retry timer was stopped');
});

test('pings every 25 s, and gives up a connection that does not answer', () => {
  const { client, of } = connected();
  mock.timers.tick(25000);
  assert.deepEqual(socket().sent, [{ type: 'ping' }]);
  socket().receive({ type: 'pong', seq: 41, online: 9 });
  assert.equal(client.online, 9);
  mock.timers.tick(25000);
  assert.equal(socket().sent.length, 2);
  const dead = socket();
  mock.timers.tick(10000);
  assert.equal(dead.closed, true);
  assert.equal(of('state').at(-1).state, 'waiting');
  dead.receive(batch(42, [{ text: 'ghost' }]));
  dead.lose(1008);
  assert.equal(of('danmaku').length, 0, 'a socket given up on is not heard');
  assert.equal(client.state, 'waiting');
});

test('a heartbeat tells who watches, and what is missing below it is asked for', () => {
  const { client, of } = connected();
  socket().receive({ type: 'heartbeat', seq: 41, online: 7 });
  assert.equal(client.online, 7);
  assert.deepEqual(of('heartbeat'), [{ seq: 41, online: 7 }]);
  assert.equal(socket().sent.length, 0);
  socket().receive({ type: 'heartbeat', seq: 44, online: 7 });
  socket().receive({ type: 'heartbeat', seq: 44, online: 7 });
  assert.deepEqual(socket().sent, [{ type: 'recover', ref: 'g1', from: 42, to: 44 }]);
  socket().receive(batch(44, [{ text: 'again' }]));
  socket().receive({ type: 'recovered', ref: 'g1', from: 42, to: 44, gone: 2 });
  assert.deepEqual(of('gap'), [{ missed: 2, from: 42, to: 43, reason: 'slow' }]);
  assert.equal(of('danmaku').length, 1);
});

test('a connection on which nothing comes for two heartbeats is given up', () => {
  const { of } = connected({ ...HELLO, heartbeat: 2000 });
  for (let i = 0; i < 5; i++) {
    mock.timers.tick(4000);
    socket().receive({ type: 'heartbeat', seq: 41, online: 3 });
  }
  const silent = socket();
  mock.timers.tick(13999);
  assert.equal(silent.closed, false);
  mock.timers.tick(1);
  assert.equal(silent.closed, true);
  assert.equal(of('state').at(-1).state, 'waiting');
  assert.equal(of('state').at(-1).reason, 'nothing received within 14000 ms');
});

test('a server without heartbeats may be silent, but for its pongs', () => {
  const { client } = connected();
  for (let i = 0; i < 10; i++) {
    mock.timers.tick(25000);
    socket().receive({ type: 'pong', seq: 41, online: 3 });
  }
  assert.equal(client.state, 'live');
});

test('no hello in time is a failure', () => {
  const { of } = connected(null);
  mock.timers.tick(10000);
  assert.deepEqual(of('state').at(-1).state, 'waiting');
});

test('unknown types are ignored, and broken messages are reported without harm', () => {
  const { of } = connected();
  socket().receive({ type: 'fireworks' });
  assert.equal(of('error').length, 0);
  for (const broken of ['', 'null', '{', '7x', '{"type":"batch"}', '{"type":"ack"}', '{"type":"hello"}']) {
    socket().receive(broken);
  }
  socket().receive(batch(42, 'items'));
  assert.deepEqual(new Set(of('error').map(({ code }) => code)), new Set(['bad_server_message']));
  assert.equal(of('error').length, 8);
  socket().receive(batch(42, [{ text: 'fine' }]));
  assert.equal(of('danmaku').length, 1);
});

test('close leaves for good and settles what is open', async () => {
  const { client, of } = connected();
  const posted = client.post({ text: 'hi' });
  client.close();
  await assert.rejects(posted, { code: 'disconnected' });
  assert.equal(socket().closed, true);
  assert.deepEqual(of('state').at(-1), { state: 'closed', code: 1000, reason: '' });
  mock.timers.tick(120000);
  await flush();
  assert.equal(FakeSocket.opened.length, 1);
});
