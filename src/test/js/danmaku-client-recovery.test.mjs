// Tests of how webapp/danmaku-client.js keeps its place in a room: nothing twice, nothing lost in silence.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { DanmakuClient } from '../../../webapp/danmaku-client.js';
import { FakeSocket, HELLO, batch } from './fake-socket.mjs';

beforeEach(() => {
  mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  mock.method(Math, 'random', () => 0.5);
  FakeSocket.opened = [];
});

afterEach(() => {
  mock.timers.reset();
  mock.restoreAll();
});

function connected(hello = HELLO, options = {}) {
  const client = new DanmakuClient({ url: 'http://host/ws/rooms/lobby', WebSocket: FakeSocket, ...options });
  const events = [];
  for (const type of ['batch', 'danmaku', 'error', 'gap']) {
    client.addEventListener(type, (event) => events.push([type, event.detail]));
  }
  client.connect();
  socket().receive(hello);
  const of = (type) => events.filter(([name]) => name === type).map(([, detail]) => detail);
  return { client, of };
}

function reconnected(hello) {
  socket().lose(1006);
  mock.timers.tick(30000);
  socket().receive(hello);
}

const socket = () => FakeSocket.opened.at(-1);
const query = () => Object.fromEntries(new URL(socket().url).searchParams);
const asked = () => socket().sent.filter(({ type }) => type === 'recover');
const seqs = (of) => of('batch').map(({ seq }) => seq);
const receive = (...all) => all.forEach((seq) => socket().receive(batch(seq, [{ text: `n${seq}` }])));
const FAR = { ...HELLO, limits: { text: 100, message: 10000 } };

test('a new connection says where the old one was, and what came meanwhile is delivered once', () => {
  const { of } = connected();
  assert.deepEqual(query(), {});
  receive(42, 43);
  reconnected({ ...HELLO, seq: 46, recovered: true, from: 44 });
  assert.deepEqual(query(), { epoch: 'e1', since: '43', heard: 'e1:107' });
  receive(43, 44, 45, 46, 47);
  assert.deepEqual(seqs(of), [42, 43, 44, 45, 46, 47]);
  assert.deepEqual(of('batch').map(({ recovered }) => recovered), [false, false, true, true, true, false]);
  assert.deepEqual(of('danmaku').map(({ text }) => text), ['n42', 'n43', 'n44', 'n45', 'n46', 'n47']);
  assert.deepEqual(of('gap'), []);
});

test('what the server does not keep any more is told as a gap', () => {
  const { of } = connected();
  receive(42);
  reconnected({ ...HELLO, seq: 60, recovered: false, from: 50 });
  receive(50, 51);
  assert.deepEqual(of('gap'), [{ missed: 7, from: 43, to: 49, reason: 'reconnect' }]);
  assert.deepEqual(seqs(of), [42, 50, 51]);
  assert.deepEqual(asked(), []);
});

test('a server that keeps nothing and says nothing about it leaves a gap', () => {
  const { of } = connected();
  reconnected({ ...HELLO, seq: 45 });
  assert.deepEqual(of('gap'), [{ missed: 4, from: 42, to: 45, reason: 'reconnect' }]);
});

test('another epoch begins anew, with what is kept of it', () => {
  const { of } = connected();
  receive(42);
  reconnected({ ...HELLO, epoch: 'e2', seq: 4, recovered: false, from: 3 });
  for (const seq of [3, 4, 5]) {
    socket().receive(batch(seq, [{ text: `second ${seq}` }], { epoch: 'e2' }));
  }
  assert.deepEqual(seqs(of), [42, 3, 4, 5]);
  assert.deepEqual(of('gap'), [{ missed: 2, from: 1, to: 2, reason: 'reconnect' }]);
  reconnected({ ...HELLO, epoch: 'e2', seq: 5, recovered: true, from: 6 });
  assert.deepEqual(query(), { epoch: 'e2', since: '5', heard: 'e1:107,e2:107' });
});

test('on another node what has come before is not shown again, and what has not is', () => {
  const { of } = connected();
  socket().receive(batch(42, [{ text: 'a1' }, { text: 'c7' }], { relayed: [{ epoch: 'e3', first: 108, origin: 7, count: 1 }] }));
  reconnected({ ...HELLO, epoch: 'e2', seq: 9, recovered: true, from: 8 });
  assert.deepEqual(query(), { epoch: 'e1', since: '42', heard: 'e1:108,e3:7' });
  const relayed = [
    { epoch: 'e3', first: 20, origin: 6, count: 3 },
    { epoch: 'e1', first: 23, origin: 107, count: 1 },
    { epoch: 'e1', first: 24, origin: 109, count: 1 },
  ];
  const items = ['c6', 'c7', 'c8', 'a1', 'a2', 'b'].map((text) => ({ text }));
  socket().receive(batch(8, items, { epoch: 'e2', id: 20, relayed, missed: 3 }));
  socket().receive(batch(9, [{ text: 'b2' }], { epoch: 'e2', id: 26 }));
  assert.deepEqual(of('danmaku').map(({ text }) => text), ['a1', 'c7', 'c8', 'a2', 'b', 'b2']);
  assert.deepEqual(of('batch').map(({ missed }) => missed), [0, 3, 0]);
  assert.deepEqual(of('gap'), []);
  reconnected({ ...HELLO, epoch: 'e2', seq: 9, recovered: true, from: 10 });
  assert.deepEqual(query(), { epoch: 'e2', since: '9', heard: 'e3:8,e1:109,e2:26' });
});

test('how far a client has heard ends before an open gap', () => {
  connected(FAR);
  socket().receive(batch(42, [{ text: 'a' }]));
  socket().receive(batch(44, [{ text: 'c' }], { id: 109 }));
  reconnected({ ...FAR, seq: 46, recovered: true, from: 43 });
  assert.equal(query().heard, 'e1:107');
});

test('a jump of seq is asked for once, and closed without a doubled comment', () => {
  const { of } = connected(FAR);
  receive(42, 46, 47);
  assert.deepEqual(asked(), [{ type: 'recover', ref: 'g1', from: 43, to: 45 }]);
  receive(43, 44, 45, 45, 46, 48);
  socket().receive({ type: 'recovered', ref: 'g1', from: 43, to: 45 });
  assert.deepEqual(seqs(of), [42, 46, 47, 43, 44, 45, 48]);
  assert.deepEqual(of('batch').filter(({ recovered }) => recovered).map(({ seq }) => seq), [43, 44, 45]);
  assert.deepEqual(of('gap'), []);
  assert.equal(asked().length, 1);
});

test('two gaps are asked for one after the other', () => {
  const { of } = connected(FAR);
  receive(43, 45);
  assert.deepEqual(asked().map(({ from, to }) => [from, to]), [[42, 42]]);
  receive(42);
  socket().receive({ type: 'recovered', ref: 'g1', from: 42, to: 42 });
  assert.deepEqual(asked().map(({ from, to }) => [from, to]), [[42, 42], [44, 44]]);
  receive(44);
  socket().receive({ type: 'recovered', ref: 'g2', from: 44, to: 44 });
  assert.deepEqual(of('gap'), []);
  assert.deepEqual(seqs(of), [43, 45, 42, 44]);
});

test('of a gap that is kept in part, the rest is asked for and the lost part told', () => {
  const { of } = connected(FAR);
  receive(50);
  socket().receive({ type: 'error', ref: 'g1', code: 'history_gone', message: 'gone', from: 47 });
  assert.deepEqual(of('gap'), [{ missed: 5, from: 42, to: 46, reason: 'slow' }]);
  assert.deepEqual(asked().at(-1), { type: 'recover', ref: 'g2', from: 47, to: 49 });
  receive(47, 49);
  socket().receive({ type: 'recovered', ref: 'g2', from: 47, to: 49, gone: 1 });
  assert.deepEqual(of('gap').at(-1), { missed: 1, from: 48, to: 48, reason: 'slow' });
  assert.deepEqual(of('error'), [], 'the gap is the news, not how it came about');
});

test('a refused gap is asked for again later and later, and given up in the end', () => {
  const { of } = connected(FAR, { pingEveryMs: 10 ** 8 });
  receive(44);
  const waits = [];
  for (let attempt = 1; attempt <= 6; attempt++) {
    socket().receive({ type: 'error', ref: `g${attempt}`, code: 'recover_limit', message: 'no', retryAfterMs: 1500 });
    let waited = 0;
    while (asked().length === attempt && waited < 60000) {
      mock.timers.tick(500);
      waited += 500;
    }
    waits.push(waited);
  }
  assert.deepEqual(waits, [1500, 2000, 4000, 8000, 16000, 60000]);
  assert.deepEqual(of('gap'), [{ missed: 2, from: 42, to: 43, reason: 'slow' }]);
});

test('a server that does not know the request loses the gap and nothing else', () => {
  const { of } = connected(FAR);
  receive(43);
  socket().receive({ type: 'error', ref: 'g1', code: 'unknown_type', message: 'type must be post or ping' });
  receive(44);
  assert.deepEqual(of('gap'), [{ missed: 1, from: 42, to: 42, reason: 'slow' }]);
  assert.deepEqual(seqs(of), [43, 44]);
});

test('a gap that was open when the connection was lost is closed by the next one', () => {
  const { of } = connected(FAR);
  receive(42, 45);
  reconnected({ ...FAR, seq: 46, recovered: true, from: 43 });
  assert.deepEqual(query(), { epoch: 'e1', since: '42', heard: 'e1:107' });
  receive(43, 44, 45, 46);
  assert.deepEqual(seqs(of), [42, 45, 43, 44, 46]);
  assert.deepEqual(of('gap'), []);
  assert.deepEqual(asked(), []);
});

test('the last N comments are exactly N, and come before live ones', () => {
  const { of } = connected({ ...HELLO, from: 40 }, { last: 4 });
  assert.deepEqual(query(), { last: '4' });
  socket().receive(batch(40, [{ text: 'a' }, { text: 'b' }, { text: 'c' }]));
  assert.deepEqual(of('danmaku'), []);
  socket().receive(batch(41, [{ text: 'd' }, { text: 'e' }, { text: 'f' }]));
  receive(42);
  assert.deepEqual(of('danmaku').map(({ text }) => text), ['c', 'd', 'e', 'f', 'n42']);
  assert.deepEqual(of('batch').map(({ recovered }) => recovered), [true, true, false]);
});

test('fewer than the last N are all there are, and none keeps nothing waiting', () => {
  const { of } = connected({ ...HELLO, from: 41 }, { last: 100 });
  receive(41, 42);
  assert.deepEqual(seqs(of), [41, 42]);
  const empty = connected({ ...HELLO, from: 42 }, { last: 100 });
  receive(42);
  assert.deepEqual(seqs(empty.of), [42]);
});

test('the last N that had come when the connection was lost are delivered then', () => {
  const { of } = connected({ ...HELLO, from: 40 }, { last: 2 });
  receive(40);
  reconnected({ ...HELLO, seq: 42, recovered: true, from: 41 });
  assert.deepEqual(query(), { epoch: 'e1', since: '40', heard: 'e1:107' });
  receive(41, 42);
  assert.deepEqual(seqs(of), [40, 41, 42]);
});

test('last is a whole number from 1 to 10000', () => {
  for (const last of [0, -1, 1.5, 10001, '5', null]) {
    assert.throws(() => new DanmakuClient({ room: 'a', WebSocket: FakeSocket, last }), RangeError, String(last));
  }
});

test('a comment is own after a reconnect under another name', () => {
  const { of } = connected();
  reconnected({ ...HELLO, user: 'guest-next', seq: 42, recovered: true, from: 42 });
  socket().receive(batch(42, [{ user: 'guest-me', text: 'posted before' }, { user: 'guest-x', text: 'not mine' }]));
  assert.deepEqual(of('danmaku').map(({ own }) => own), [true, false]);
});
