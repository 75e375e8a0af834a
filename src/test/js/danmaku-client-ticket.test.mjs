// Tests of tickets in webapp/danmaku-client.js with a WebSocket that the test plays, and with time that the test moves.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { DanmakuClient } from '../../../webapp/danmaku-client.js';
import { FakeSocket, HELLO } from './fake-socket.mjs';

beforeEach(() => {
  mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  mock.method(Math, 'random', () => 0.5);
  FakeSocket.opened = [];
});

afterEach(() => {
  mock.timers.reset();
  mock.restoreAll();
});

const socket = () => FakeSocket.opened.at(-1);
const flush = () => new Promise((resolve) => setImmediate(resolve));

function withTicket(ticket) {
  const client = new DanmakuClient({
    url: 'https://host/danmaku/ws/rooms/lobby',
    WebSocket: FakeSocket,
    network: new EventTarget(),
    ticket,
  });
  const errors = [];
  client.addEventListener('error', ({ detail }) => errors.push(detail));
  const states = [];
  client.addEventListener('state', ({ detail }) => states.push(detail));
  client.connect();
  return { client, errors, states };
}

function serverSays(status, code) {
  const answer = { ok: false, status, json: async () => ({ code, detail: `because of ${code}` }) };
  return mock.method(globalThis, 'fetch', async () => answer);
}

/** Two handshakes that fail, as a browser tells it: without a reason. */
async function failTwice() {
  await flush();
  socket().lose(1006);
  mock.timers.tick(2000);
  await flush();
  socket().lose(1006);
  await flush();
  await flush();
}

test('a ticket goes as a subprotocol beside the real one, not in the address', () => {
  withTicket('a.b.c');
  assert.deepEqual(socket().protocol, ['danmaku.v1.json', 'danmaku.ticket.a.b.c']);
  assert.equal(socket().url, 'wss://host/danmaku/ws/rooms/lobby');
});

test('a function is asked for the ticket of each connection', async () => {
  let asked = 0;
  const { client } = withTicket(async () => `t${++asked}`);
  assert.equal(client.state, 'connecting');
  assert.equal(FakeSocket.opened.length, 0);
  await flush();
  assert.deepEqual(socket().protocol, ['danmaku.v1.json', 'danmaku.ticket.t1']);
  socket().receive(HELLO);
  socket().lose(4401, 'the ticket has expired');
  mock.timers.tick(2000);
  await flush();
  assert.deepEqual(socket().protocol, ['danmaku.v1.json', 'danmaku.ticket.t2']);
});

test('a function that fails is asked again later', async () => {
  let fails = true;
  const { client } = withTicket(() => {
    if (fails) {
      throw new Error('shop closed');
    }
    return 't1';
  });
  await flush();
  assert.equal(client.state, 'waiting');
  fails = false;
  mock.timers.tick(2000);
  await flush();
  assert.deepEqual(socket().protocol, ['danmaku.v1.json', 'danmaku.ticket.t1']);
});

test('a ticket that comes after close opens nothing', async () => {
  let give;
  const { client } = withTicket(() => new Promise((resolve) => (give = resolve)));
  client.close();
  give('late');
  await flush();
  assert.equal(FakeSocket.opened.length, 0);
  assert.equal(client.state, 'closed');
});

test('a notice that the ticket ends sends the next one, and renewed changes who this is', async () => {
  let asked = 0;
  const { client } = withTicket(() => `t${++asked}`);
  await flush();
  socket().receive({ ...HELLO, rights: ['watch'], expires: 1000 });
  assert.deepEqual(client.hello.rights, ['watch']);
  socket().receive({ type: 'notice', code: 'renew', message: 'soon', expires: 1000 });
  await flush();
  assert.deepEqual(socket().sent, [{ type: 'ticket', ticket: 't2' }]);
  socket().receive({ type: 'renewed', user: 'Ann', rights: ['watch', 'post'], expires: 2000 });
  assert.equal(client.hello.user, 'Ann');
  assert.equal(client.hello.expires, 2000);
});

test('who is refused is told why after two attempts, and left in peace', async () => {
  for (const code of ['ticket_required', 'ticket_invalid', 'ticket_expired', 'ticket_used', 'forbidden', 'origin_refused']) {
    const fetched = serverSays(401, code);
    const { client, errors, states } = withTicket('a.b.c');
    await failTwice();
    assert.deepEqual(errors, [{ code, message: `because of ${code}` }]);
    assert.deepEqual(states.at(-1), { state: 'closed', code: 1006, reason: `because of ${code}`, refusal: code });
    assert.equal(fetched.mock.calls.length, 1);
    assert.equal(fetched.mock.calls[0].arguments[0], 'https://host/danmaku/ws/rooms/lobby');
    assert.equal(fetched.mock.calls[0].arguments[1].headers.Authorization, 'Bearer a.b.c');
    const opened = FakeSocket.opened.length;
    mock.timers.tick(120000);
    assert.equal(FakeSocket.opened.length, opened);
    assert.equal(client.state, 'closed');
    fetched.mock.restore();
  }
});

test('who can get another ticket goes on where this one is over', async () => {
  serverSays(401, 'ticket_expired');
  const { client } = withTicket(() => 'a.b.c');
  await failTwice();
  assert.equal(client.state, 'waiting');
});

test('who is not refused goes on, and asks no more', async () => {
  const fetched = serverSays(426, 'upgrade_required');
  const { client } = withTicket(undefined);
  assert.equal(socket().protocol, 'danmaku.v1.json');
  await failTwice();
  for (let i = 0; i < 5; i++) {
    mock.timers.tick(60000);
    socket().lose(1006);
    await flush();
  }
  assert.equal(client.state, 'waiting');
  assert.equal(fetched.mock.calls.length, 1);
});
