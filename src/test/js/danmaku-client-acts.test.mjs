// Tests of what webapp/danmaku-client.js does with what moderators do, with a WebSocket that the test plays.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { DanmakuClient } from '../../../webapp/danmaku-client.js';
import { FakeSocket, HELLO, batch } from './fake-socket.mjs';

beforeEach(() => {
  mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  FakeSocket.opened = [];
});

afterEach(() => {
  mock.timers.reset();
  mock.restoreAll();
});

const socket = () => FakeSocket.opened.at(-1);
const NO_RULES = { slow: 0, silence: null, pinned: null };

function connected(hello = HELLO, options = {}) {
  const client = new DanmakuClient({ url: 'http://host/ws/rooms/lobby', WebSocket: FakeSocket, network: new EventTarget(), ...options });
  const events = [];
  for (const type of ['batch', 'danmaku', 'recall', 'rules', 'announcement', 'error', 'gap']) {
    client.addEventListener(type, ({ detail }) => events.push([type, detail]));
  }
  client.connect();
  socket().receive(hello);
  return { client, of: (type) => events.filter(([name]) => name === type).map(([, detail]) => detail) };
}

test('recalled comments are told, and the batch after them is delivered as always', () => {
  const { of } = connected();
  socket().receive(batch(42, [{ user: 'x', text: 'slur' }, { user: 'x', text: 'fine' }]));
  socket().receive(batch(43, [], { id: 109, last: 108, acts: { recalled: [107] } }));
  assert.deepEqual(of('recall'), [{ ids: [107] }]);
  assert.deepEqual(of('batch').map(({ items }) => items.length), [2, 0]);
  assert.deepEqual(of('gap'), []);
});

test('a batch that comes late does not bring back what was recalled', () => {
  const { of } = connected();
  socket().receive(batch(43, [{ user: 'x', text: 'new' }], { id: 109, acts: { recalled: [107] } }));
  socket().receive(batch(42, [{ user: 'x', text: 'slur' }, { user: 'x', text: 'fine' }]));
  assert.deepEqual(of('danmaku').map(({ text }) => text), ['new', 'fine']);
});

test('an author has no copy of an own comment that was recalled before it left', async () => {
  const { client, of } = connected();
  const posted = client.post({ text: 'slur' });
  socket().receive({ type: 'ack', ref: socket().sent[0].ref, id: 107 });
  await posted;
  socket().receive(batch(42, [], { id: 108, last: 107, omitted: { recalled: 1 }, acts: { recalled: [107] } }));
  assert.deepEqual(of('danmaku'), []);
});

test('nor where the answer comes after the batch', async () => {
  const { client, of } = connected();
  const posted = client.post({ text: 'slur' });
  socket().receive(batch(42, [], { id: 108, last: 107, omitted: { recalled: 1 }, acts: { recalled: [107] } }));
  socket().receive({ type: 'ack', ref: socket().sent[0].ref, id: 107 });
  await posted;
  assert.deepEqual(of('danmaku'), []);
});

test('rules come with hello and with batches, and late ones do not come back', () => {
  const { client, of } = connected({ ...HELLO, rules: { pinned: 'Be kind' } });
  assert.deepEqual(client.rules, { ...NO_RULES, pinned: 'Be kind' });
  socket().receive(batch(43, [], { acts: { rules: { slow: 5000, silence: { below: 'vip', until: 9000 } } } }));
  socket().receive(batch(42, [], { acts: { rules: { slow: 1000 } } }));
  assert.deepEqual(client.rules, { slow: 5000, silence: { below: 'vip', until: 9000 }, pinned: null });
  socket().receive(batch(44, [], { acts: { rules: {} } }));
  assert.deepEqual(of('rules').map(({ slow }) => slow), [0, 5000, 0]);
  assert.deepEqual(client.rules, NO_RULES);
});

test('announcements are told as text', () => {
  const { of } = connected();
  socket().receive(batch(42, [], { acts: { notices: ['<b>Back in five</b>', 7] } }));
  assert.deepEqual(of('announcement'), [{ text: '<b>Back in five</b>', at: 1000, recovered: false }]);
  assert.deepEqual(of('error'), []);
});

test('moderate sends an act, and is answered by ack or error', async () => {
  const { client } = connected();
  const done = client.moderate({ act: 'recall', epoch: 'e1', ids: [107] });
  const { ref, ...sent } = socket().sent[0];
  assert.deepEqual(sent, { type: 'moderate', act: 'recall', epoch: 'e1', ids: [107] });
  socket().receive({ type: 'ack', ref, durable: true });
  assert.deepEqual(await done, { durable: true });

  const refused = client.moderate({ act: 'close' });
  socket().receive({ type: 'error', ref: socket().sent[1].ref, code: 'forbidden', message: 'no' });
  await assert.rejects(refused, { code: 'forbidden' });
});

test('a closed room is not come back to', () => {
  const { client } = connected();
  socket().lose(1008, 'the room is closed');
  assert.equal(client.state, 'closed');
});

test('malformed acts break nothing', () => {
  const { of } = connected();
  const broken = [{ recalled: 'all' }, { recalled: [null, 'x'] }, { notices: {} }, { rules: { slow: 'x', pinned: 7 } }, null];
  broken.forEach((acts, i) => socket().receive(batch(42 + i, [{ text: 'a' }], { acts })));
  assert.equal(of('danmaku').length, broken.length);
  assert.deepEqual(of('error'), []);
});
