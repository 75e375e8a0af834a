/**
 * A client of one danmaku room: connects, stays connected, delivers what the room sends, and posts.
 *
 * One file, no dependency. Runs in browsers and in Node 20 or newer (Node 20 has no WebSocket of its own: pass one).
 *
 * ```js
 * import { DanmakuClient } from './danmaku-client.js';
 * const client = new DanmakuClient({ room: 'lobby' });
 * client.addEventListener('danmaku', (event) => console.log(event.detail.user, event.detail.text));
 * client.connect();
 * await client.post({ text: 'hello', color: '#FFD700' });
 * ```
 * Text and names are plain text written by strangers: show them with `textContent`, never as markup.
 *
 * States, as carried by the `state` event:
 * ```
 *   idle --connect()--> connecting --hello--> live
 *                        |   ^                 |
 *    failed or no hello  |   | delay over,     | connection lost, silent, or a ping unanswered
 *                        v   | 'online' event  v
 *                       waiting <--------------+
 *   any state --close(), or close code 1002, 1003, 1007, 1008--> closed --connect()--> connecting
 *   waiting --the server says that it refuses this ticket or this page--> closed
 * ```
 * How long `waiting` lasts depends on why the connection ended (docs/protocol.md, "Close codes"): as long as the server
 * asked for with `retry-after`, or 1 s after 1001 and 1012, a server going away on purpose, plus a random part;
 * otherwise a random part of a bound that doubles from 1 s to 30 s ("full jitter": viewers that were cut off together
 * do not come back together). The bound starts anew once a connection has lived for 10 s.
 *
 * A room may ask for a ticket (docs/protocol.md, "Tickets"): pass it as `ticket`, or a function that gets one, which is asked
 * for each connection and when the present one ends soon. Browsers do not tell why a handshake failed, so when two have failed in
 * a row the client asks the server, once, whether it is refused; then an `error` event says so and the state is `closed`.
 *
 * A connection is silent when nothing at all has come for two of the server's heartbeats and `answerWithinMs`.
 *
 * Nothing twice, nothing lost in silence: batches are numbered within the room's epoch, and each is delivered at most once.
 * A new connection says up to where the old one had everything, and gets what came after it, for as long as the server keeps
 * it. Batches that are missing while connected are asked for. What stays lost is told by a `gap` event.
 *
 * Where several nodes share a room, a connection may come to another node than the one before. Its batches are its own, but they say
 * which comments other nodes accepted, so the client knows what it has had already, shows nothing twice, and gets the rest.
 *
 * @module danmaku-client
 */

/** @typedef {'scroll' | 'reverse' | 'top' | 'bottom'} Mode */
/** @typedef {'small' | 'normal' | 'large'} Size */
/** @typedef {'idle' | 'connecting' | 'live' | 'waiting' | 'closed'} State */

/**
 * One comment, with every default filled in.
 * @typedef {object} Danmaku
 * @property {number} id number within the room's epoch
 * @property {number} at when the room accepted it, milliseconds since 1970
 * @property {string} user who
 * @property {string} text what, plain text
 * @property {Mode} mode
 * @property {string} color `#RRGGBB`
 * @property {Size} size
 * @property {number} count how many people said it, 1 or more
 * @property {boolean} own whether this client posted it
 * @property {boolean} copy whether the room left it out of its batches, or tells it by somebody else's, so that this is the
 *     author's own copy
 */

/**
 * @typedef {object} Hello
 * @property {string} room
 * @property {string} epoch
 * @property {number} seq
 * @property {boolean} [recovered] whether all that was missed will follow; not on the first connection
 * @property {number} from seq of the first batch that will follow
 * @property {number} window milliseconds
 * @property {number} heartbeat milliseconds between two signs of life of the server; 0 when it gives none
 * @property {number} online
 * @property {string} user
 * @property {string[]} rights what this client may do: `watch`, `post`, `moderate`, `moderate_everywhere`
 * @property {number} [expires] when the ticket ends, milliseconds since 1970
 * @property {{text: number, message: number}} limits code points of a text, bytes of a message
 * @property {Rules} rules
 */

/**
 * What moderators have laid down for the room.
 * @typedef {object} Rules
 * @property {number} slow milliseconds that each viewer waits between two posts; 0 when nobody has to
 * @property {{below: string | null, until: number | null} | null} silence who may not post: those below a lane, or, for null,
 *     everybody; until an instant, or, for null, until it is lifted
 * @property {string | null} pinned a notice that everybody sees, plain text
 */

/**
 * Something that staff tell everybody in the room.
 * @typedef {object} Announcement
 * @property {string} text plain text
 * @property {number} at milliseconds since 1970, about
 * @property {boolean} recovered whether it was said before and comes late
 */

/**
 * @typedef {object} Batch
 * @property {string} epoch
 * @property {number} seq
 * @property {number} online
 * @property {number} at
 * @property {Danmaku[]} items
 * @property {boolean} recovered whether it was sent before and comes late: from before this connection, or asked for again
 * @property {Object<string, number>} omitted how many the room left out, by reason
 * @property {number} combined how many are told by an item that says the same
 * @property {number} missed how many other nodes accepted that did not come to this one
 */

/**
 * Items of a batch with ids one after another that another node accepted, where they have other ids.
 * @typedef {object} Relayed
 * @property {string} epoch the life of the room there
 * @property {number} first id of the first of them
 * @property {number} origin its id there
 * @property {number} count how many
 */

/**
 * Detail of the `gap` event: batches that this viewer did not get and will not get any more.
 * @typedef {object} Gap
 * @property {number} missed how many
 * @property {number} from seq of the first one
 * @property {number} to seq of the last one
 * @property {'slow' | 'reconnect'} reason not to be had again while connected, or sent while there was no connection
 */

/**
 * Detail of the `state` event.
 * @typedef {object} StateChange
 * @property {State} state
 * @property {number} [retryInMs] when `waiting`: time until the next attempt
 * @property {number} [code] when `waiting` or `closed`: the close code, 1006 when there was none
 * @property {string} [reason] when `waiting` or `closed`: the reason sent with it
 * @property {string} [refusal] when `closed` because the server refuses this client: the protocol's code for it
 */

/**
 * @typedef {object} Options
 * @property {string} [room] room id; the address is then `ws/rooms/{room}` beside the page
 * @property {string | URL} [url] address of the room instead: `ws:`, `wss:`, `http:` or `https:`
 * @property {typeof WebSocket} [WebSocket] default: the platform's
 * @property {'auto' | 'subprotocol'} [compression] `auto`, the default, leaves compression to the platform: browsers and
 *     most libraries offer `permessage-deflate` by themselves. `subprotocol` prefers `danmaku.v1.json.deflate`, whose
 *     binary messages are inflated here; it is as `auto` where the platform has no `DecompressionStream` for
 *     `deflate-raw`, or the server does not know the subprotocol
 * @property {number} [last] how many of the newest comments to get at first, 1 to 10000; none by default. They come as
 *     batches like all others, once all of them are there
 * @property {string | (() => string | Promise<string>)} [ticket] who this is, or how to find out: asked for each connection
 *     and each renewal
 * @property {EventTarget} [network] fires `online` when the network is back; default: the window
 * @property {number} [pingEveryMs] default 25000
 * @property {number} [answerWithinMs] for `hello`, `pong`, `ack`; default 10000
 */

const SUBPROTOCOL = 'danmaku.v1.json';
const DEFLATED_SUBPROTOCOL = 'danmaku.v1.json.deflate';
const COMPRESSIONS = new Set(['auto', 'subprotocol']);
/** Deflate makes at most 1032 bytes of one: a slice can overshoot the bound by 4 MiB. */
const INFLATE_SLICE_BYTES = 4096;
const INFLATED_MAX_BYTES = 16 * 1024 * 1024;
const MODES = new Set(['scroll', 'reverse', 'top', 'bottom']);
const SIZES = new Set(['small', 'normal', 'large']);
const COLOR = /^#[0-9a-f]{6}$/i;
const GOING_AWAY = new Set([1001, 1012]);
const FINAL = new Set([1002, 1003, 1007, 1008]);
const TICKET_SUBPROTOCOL = 'danmaku.ticket.';
/** What no later attempt changes. */
const REFUSALS = new Set(['ticket_required', 'ticket_invalid', 'ticket_expired', 'ticket_used', 'forbidden', 'origin_refused']);
/** What the next ticket changes. */
const STALE_TICKETS = new Set(['ticket_expired', 'ticket_used']);
const NO_CLOSE_FRAME = 1006;
const RETRY_BASE_MS = 1000;
const RETRY_CAP_MS = 30000;
const RETRY_SPREAD_MS = 4000;
const RETRY_AFTER = /; retry-after=(\d{1,4})$/;
const PROVEN_AFTER_MS = 10000;
const REMEMBERED_OWN_IDS = 256;
const REMEMBERED_OWN_NAMES = 16;
const REMEMBERED_RECALLED = 1000;
/** @type {Rules} */
const NO_RULES = Object.freeze({ slow: 0, silence: null, pinned: null });
const LAST_MAX = 10000;
/** The server takes no more. */
const REMEMBERED_EPOCHS = 64;
const ASK_AFTER_FAILURES = 1;
/** A gap that the server refuses to close so often is given up. */
const GAP_ATTEMPTS = 6;

/** Why a post was refused: `code` is one of the protocol's, or `not_connected`, `disconnected`, `timeout`. */
export class PostError extends Error {
  /**
   * @param {string} code
   * @param {string} message
   * @param {number} [retryAfterMs]
   */
  constructor(code, message, retryAfterMs) {
    super(message);
    this.name = 'PostError';
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}

/**
 * Whether `room` can be a room's id: 1 to 64 of letters, digits, `-`, `_`, `.`, but not dots only.
 * @param {unknown} room
 * @returns {boolean}
 */
export function isRoomId(room) {
  return typeof room === 'string' && /^(?!\.+$)[A-Za-z0-9._-]{1,64}$/.test(room);
}

/**
 * Events, each a `CustomEvent` with its `detail`: `hello` {@link Hello}, `batch` {@link Batch}, `danmaku`
 * {@link Danmaku} (one for each item, after its batch; and a copy of an own one that the batches do not show), `ack` `{ref, id}`,
 * `error` `{ref, code, message, retryAfterMs}`, `notice` `{code, message, skipped}`,
 * `renewed` `{user, rights, expires}`, `pong` and `heartbeat` `{seq, online}`,
 * `gap` {@link Gap}, `state` {@link StateChange}, `recall` `{ids}` (comments that are not to be shown any more; none of them comes
 * after it), `rules` {@link Rules} (what holds from now on), `announcement` {@link Announcement}. A message
 * of the server that breaks the protocol becomes an `error` with code `bad_server_message`, and is otherwise ignored.
 */
export class DanmakuClient extends EventTarget {
  /** @type {State} */
  #state = 'idle';
  /** @type {Hello | null} */
  #hello = null;
  /** @type {WebSocket | null} */
  #socket = null;
  #url;
  #WebSocket;
  #subprotocols;
  #ticket;
  #network;
  #pingEveryMs;
  #answerWithinMs;
  #failures = 0;
  /** Counts attempts to connect, so that the ticket for one that was given up does not open another. */
  #attempt = 0;
  #liveSince = 0;
  #online = 0;
  #epoch = '';
  /** @type {Received} */
  #received = new Received(0);
  #heard = new Heard();
  /** @type {Set<number>} ids of comments of this epoch that were recalled, oldest first */
  #recalled = new Set();
  #rules = NO_RULES;
  /** The batch, or the greeting, that the rules are from: one that comes late does not bring old ones back. */
  #rulesSeq = 0;
  /** The newest batch that this connection has brought: what is missing above it is still to come by itself. */
  #reached = 0;
  /** @type {Newest | null} */
  #newest = null;
  #last;
  /** @type {{ref: string, from: number, to: number} | null} the gap that was asked for and not answered yet */
  #asked = null;
  #gapAttempts = 0;
  #gapTimer = undefined;
  #nextRef = 1;
  /** @type {Map<string, {comment: object | null, resolve: Function, reject: Function, timer: any}>} */
  #pending = new Map();
  #own = new OwnComments();
  /** @type {Set<string>} ids of own posts as `epoch/id`, oldest first */
  #ownIds = new Set();
  /** @type {Set<string>} names that this client posted under, oldest first: each connection has another one */
  #ownNames = new Set();
  #retryTimer = undefined;
  #pingTimer = undefined;
  #answerTimer = undefined;
  #silenceTimer = undefined;
  #heardAt = 0;
  #onOnline = () => this.#networkIsBack();

  /** @param {Options} options */
  constructor({ room, url, WebSocket, compression = 'auto', last, ticket, network, pingEveryMs = 25000, answerWithinMs = 10000 }) {
    super();
    if (url === undefined && !isRoomId(room)) {
      throw new RangeError('room must be 1 to 64 characters out of A-Z a-z 0-9 - _ . and not only of dots');
    }
    if (!COMPRESSIONS.has(compression)) {
      throw new RangeError(`compression must be one of ${[...COMPRESSIONS].join(', ')}`);
    }
    if (last !== undefined && !(Number.isInteger(last) && last >= 1 && last <= LAST_MAX)) {
      throw new RangeError(`last must be a whole number from 1 to ${LAST_MAX}`);
    }
    this.#last = last;
    this.#ticket = ticket;
    this.#url = socketUrl(url ?? `ws/rooms/${room}`);
    this.#WebSocket = WebSocket ?? globalThis.WebSocket;
    if (typeof this.#WebSocket !== 'function') {
      throw new TypeError('this platform has no WebSocket: pass one as an option');
    }
    const deflated = compression === 'subprotocol' && canInflate();
    this.#subprotocols = deflated ? [DEFLATED_SUBPROTOCOL, SUBPROTOCOL] : [SUBPROTOCOL];
    this.#network = network ?? (typeof globalThis.addEventListener === 'function' ? globalThis : null);
    this.#pingEveryMs = pingEveryMs;
    this.#answerWithinMs = answerWithinMs;
  }

  get state() {
    return this.#state;
  }

  /** The newest `hello`, or null before the first one. */
  get hello() {
    return this.#hello;
  }

  /** Viewers in the room, by the newest message that said so. */
  get online() {
    return this.#online;
  }

  /** @returns {Rules} what moderators have laid down, by the newest message that said so */
  get rules() {
    return this.#rules;
  }

  /** Connects; when `waiting`, at once; when `connecting` or `live`, does nothing. */
  connect() {
    if (this.#state === 'connecting' || this.#state === 'live') {
      return;
    }
    if (this.#state === 'idle' || this.#state === 'closed') {
      this.#network?.addEventListener('online', this.#onOnline);
    }
    this.#open();
  }

  /** Leaves the room for good, until `connect()`. */
  close() {
    if (this.#state === 'idle' || this.#state === 'closed') {
      return;
    }
    const socket = this.#drop('the client was closed');
    this.#end(1000, '');
    socket?.close(1000);
  }

  /**
   * Posts a comment.
   * @param {{text: string, mode?: Mode, color?: string, size?: Size}} danmaku
   * @returns {Promise<{id: number}>} settled within `answerWithinMs`; rejected with a {@link PostError}. After
   *     `disconnected` and `timeout` nobody knows whether the room has accepted it.
   */
  post({ text, mode, color, size }) {
    const comment = () => ({ user: this.#hello.user, text: String(text).trim(), mode, color, size });
    return this.#ask({ type: 'post', text, mode, color, size }, comment);
  }

  /**
   * Has something done that moderators may do, as docs/protocol.md has it: `{act: 'recall', epoch, ids}` and the like.
   * @param {object} act
   * @returns {Promise<{durable: boolean}>} settled as that of {@link post}
   */
  moderate(act) {
    return this.#ask({ type: 'moderate', ...act }, () => null);
  }

  /** Sends what is answered by `ack` or `error`; `comment` makes what is to be remembered of it. */
  #ask(what, comment) {
    if (this.#state !== 'live') {
      return Promise.reject(new PostError('not_connected', 'not connected to the room'));
    }
    const ref = `c${this.#nextRef++}`;
    const message = JSON.stringify({ ...what, ref });
    const bytes = new TextEncoder().encode(message).length;
    const most = this.#hello.limits.message;
    if (bytes > most) {
      // The server would close the connection for it (1009).
      return Promise.reject(new PostError('message_too_big', `message has ${bytes} bytes, at most ${most} are allowed`));
    }
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => this.#settle(ref, 'reject', new PostError('timeout', 'the server did not answer')),
        this.#answerWithinMs,
      );
      this.#pending.set(ref, { comment: comment(), resolve, reject, timer });
      this.#socket.send(message);
    });
  }

  #open() {
    clearTimeout(this.#retryTimer);
    if (typeof this.#ticket !== 'function') {
      this.#openWith(this.#ticket);
      return;
    }
    this.#expectAnswer('no ticket');
    this.#enter({ state: 'connecting' });
    const attempt = ++this.#attempt;
    const ifCurrent = (act) => (this.#attempt === attempt ? act() : undefined);
    this.#nextTicket().then(
      (ticket) => ifCurrent(() => this.#openWith(ticket)),
      (failed) => ifCurrent(() => this.#lost(NO_CLOSE_FRAME, `no ticket: ${failed.message}`)),
    );
  }

  async #nextTicket() {
    return text(await this.#ticket(), 'ticket');
  }

  #openWith(ticket) {
    let socket;
    try {
      socket = new this.#WebSocket(this.#address(), this.#offer(ticket));
    } catch (refused) {
      // Such as ws: from a page loaded by https:. No later attempt would fare better.
      this.#end(NO_CLOSE_FRAME, String(refused.message));
      return;
    }
    socket.binaryType = 'arraybuffer';
    this.#socket = socket;
    // A socket that was given up on may still speak; it must not touch its successor.
    const ifCurrent = (act) => (this.#socket === socket ? act() : undefined);
    const arrivals = new Arrivals();
    const inTurn = (handle) => (event) => arrivals.add(() => ifCurrent(() => handle(event)));
    socket.addEventListener('message', () => ifCurrent(() => (this.#heardAt = Date.now())));
    const receive = ({ data }) => (typeof data === 'string' ? this.#receive(data) : this.#inflate(data, ifCurrent));
    socket.addEventListener('message', inTurn(receive));
    socket.addEventListener('close', inTurn(({ code, reason }) => this.#lost(code, reason)));
    // Every failure ends in a close event; without this listener some platforms would report it as unhandled.
    socket.addEventListener('error', () => {});
    this.#expectAnswer('no hello');
    this.#enter({ state: 'connecting' });
  }

  #offer(ticket) {
    if (ticket !== undefined) {
      return [...this.#subprotocols, TICKET_SUBPROTOCOL + ticket];
    }
    return this.#subprotocols.length > 1 ? this.#subprotocols : this.#subprotocols[0];
  }

  /** The room's address, with where this client is, or how much it wants. */
  #address() {
    const url = new URL(this.#url);
    if (this.#epoch !== '') {
      url.searchParams.set('epoch', this.#epoch);
      url.searchParams.set('since', String(this.#received.upTo));
      url.searchParams.set('heard', this.#heard.upTo(this.#received.upTo));
    } else if (this.#last !== undefined) {
      url.searchParams.set('last', String(this.#last));
    }
    // The server takes these as they are, and so does every URL.
    return url.href.replaceAll('%3A', ':').replaceAll('%2C', ',');
  }

  async #inflate(data, ifCurrent) {
    try {
      const json = await inflated(data);
      ifCurrent(() => this.#receive(json));
    } catch (broken) {
      ifCurrent(() => this.#reportBroken(broken));
    }
  }

  #receive(json) {
    try {
      const message = JSON.parse(json);
      switch (message.type) {
        case 'hello':
          return this.#onHello(message);
        case 'batch':
          return this.#onBatch(message);
        case 'ack':
          return this.#onAck(message);
        case 'error':
          return this.#onError(message);
        case 'recovered':
          return this.#onRecovered(message);
        case 'pong':
          return this.#onPong(message);
        case 'heartbeat':
          return this.#onHeartbeat(message);
        case 'notice':
          return this.#onNotice(message);
        case 'renewed':
          return this.#onRenewed(message);
        default:
          return undefined;
      }
    } catch (broken) {
      return this.#reportBroken(broken);
    }
  }

  #reportBroken(broken) {
    this.#emit('error', { code: 'bad_server_message', message: String(broken.message) });
  }

  #onHello(message) {
    const hello = {
      room: text(message.room, 'room'),
      epoch: text(message.epoch, 'epoch'),
      seq: number(message.seq, 'seq'),
      recovered: message.recovered,
      from: number(message.from ?? message.seq + 1, 'from'),
      window: number(message.window ?? 1000, 'window'),
      heartbeat: number(message.heartbeat ?? 0, 'heartbeat'),
      online: number(message.online ?? 1, 'online'),
      user: text(message.user ?? '', 'user'),
      expires: message.expires,
      limits: {
        text: number(message.limits?.text ?? 100, 'limits.text'),
        message: number(message.limits?.message ?? 16384, 'limits.message'),
      },
      rules: rulesOf(message.rules),
      rights: Array.isArray(message.rights) ? message.rights.filter((right) => typeof right === 'string') : ['watch', 'post'],
    };
    const first = this.#epoch === '';
    this.#hello = hello;
    this.#rememberOwn(this.#ownNames, hello.user, REMEMBERED_OWN_NAMES);
    this.#online = hello.online;
    this.#liveSince = Date.now();
    clearTimeout(this.#answerTimer);
    this.#schedulePing();
    this.#listenForSilence();
    this.#enter({ state: 'live' });
    this.#emit('hello', hello);
    if (hello.epoch === this.#epoch) {
      this.#takeAsLost(hello.from - 1, 'reconnect');
    } else {
      // Of another epoch nobody knows what was missed before its first batch, unless its node has it from the others; a newcomer
      // has missed nothing.
      this.#epoch = hello.epoch;
      this.#own = new OwnComments();
      this.#recalled = new Set();
      this.#received = new Received(first || hello.recovered === true ? hello.from - 1 : 0);
      this.#heard.moved();
      this.#newest = first && this.#last !== undefined ? new Newest(this.#last) : null;
      this.#takeAsLost(hello.from - 1, 'reconnect');
    }
    this.#reached = hello.from - 1;
    this.#rulesSeq = hello.seq;
    this.#takeRules(hello.rules);
    this.#deliverNewestIfComplete();
  }

  #onNotice(message) {
    this.#emit('notice', message);
    if (message.code === 'renew' && typeof this.#ticket === 'function') {
      const socket = this.#socket;
      // Where there is none, the server ends the connection, and the next one asks again.
      this.#nextTicket().then(
        (ticket) => this.#socket === socket && socket?.send(JSON.stringify({ type: 'ticket', ticket })),
        (failed) => this.#emit('error', { code: 'no_ticket', message: String(failed.message) }),
      );
    }
  }

  #onRenewed({ user, rights, expires }) {
    this.#hello = { ...this.#hello, user, rights, expires };
    this.#rememberOwn(this.#ownNames, user, REMEMBERED_OWN_NAMES);
    this.#emit('renewed', { user, rights, expires });
  }

  #onBatch(message) {
    const epoch = text(message.epoch, 'epoch');
    const seq = number(message.seq, 'seq');
    const at = number(message.at, 'at');
    if (!Array.isArray(message.items)) {
      throw new TypeError('items is not an array');
    }
    const items = this.#items(message.items, number(message.id, 'id'), at);
    if (epoch !== this.#epoch || !this.#received.add(seq)) {
      return;
    }
    this.#reached = Math.max(this.#reached, seq);
    this.#onRecall(message.acts?.recalled);
    const recovered = seq <= this.#hello.seq || seq < this.#received.newest;
    this.#online = recovered ? this.#online : number(message.online ?? this.#online, 'online');
    const { omitted = {}, combined = 0, missed = 0 } = message;
    const last = Number.isSafeInteger(message.last) ? message.last : (items.at(-1)?.id ?? 0);
    const relayed = Array.isArray(message.relayed) ? message.relayed : [];
    const fresh = this.#heard.fresh(epoch, items, relayed);
    this.#heard.note(seq, epoch, last, relayed, this.#received.upTo);
    const batch = { epoch, seq, online: this.#online, at, items: fresh, omitted, combined, missed, recovered };
    this.#own.arrived({ seq, last, at }, items, this.#pending.size > 0);
    this.#onActs(message.acts ?? {}, { seq, at, recovered });
    if (this.#newest) {
      this.#newest.add(batch);
      this.#deliverNewestIfComplete();
    } else {
      this.#deliver(batch);
    }
    this.#showLeftOut();
    this.#closeGaps();
  }

  #onRecall(ids) {
    const recalled = Array.isArray(ids) ? ids.filter(Number.isSafeInteger) : [];
    for (const id of recalled) {
      this.#rememberOwn(this.#recalled, id, REMEMBERED_RECALLED);
      this.#own.recalled(id);
    }
    if (recalled.length > 0) {
      this.#emit('recall', { ids: recalled });
    }
  }

  #onActs({ notices, rules }, { seq, at, recovered }) {
    for (const text of Array.isArray(notices) ? notices : []) {
      if (typeof text === 'string') {
        this.#emit('announcement', { text, at, recovered });
      }
    }
    if (rules !== undefined && seq > this.#rulesSeq) {
      this.#rulesSeq = seq;
      this.#takeRules(rulesOf(rules));
    }
  }

  #takeRules(rules) {
    const changed = JSON.stringify(rules) !== JSON.stringify(this.#rules);
    this.#rules = rules;
    if (changed) {
      this.#emit('rules', rules);
    }
  }

  #deliver(whole) {
    // What was recalled after it was sent, and before it could be delivered.
    const batch = { ...whole, items: whole.items.filter(({ id }) => !this.#recalled.has(id)) };
    this.#emit('batch', batch);
    for (const item of batch.items) {
      this.#emit('danmaku', item);
    }
  }

  /** An author always sees their own comment. */
  #showLeftOut() {
    for (const { id, at, comment } of this.#own.leftOut(this.#received.upTo)) {
      this.#emit('danmaku', { ...this.#filledIn(comment, id, at), own: true, copy: true });
    }
  }

  /** The comments of before, cut to as many as were wanted: how many came in too much shows when all are there. */
  #deliverNewestIfComplete() {
    if (this.#newest && this.#received.newest >= this.#hello.seq) {
      this.#deliverNewest();
    }
  }

  #deliverNewest() {
    const batches = this.#newest?.batches() ?? [];
    this.#newest = null;
    batches.forEach((batch) => this.#deliver(batch));
  }

  /** Asks for what is missing between batches that came, one gap at a time. */
  #closeGaps() {
    const gap = this.#received.gap(this.#reached);
    if (gap && this.#asked === null && this.#gapTimer === undefined && this.#state === 'live') {
      this.#asked = { ref: `g${this.#nextRef++}`, ...gap };
      this.#socket.send(JSON.stringify({ type: 'recover', ...this.#asked }));
    }
  }

  #onRecovered({ ref }) {
    if (ref === this.#asked?.ref) {
      // Whatever of it has not come by now will not come.
      this.#takeAsLost(this.#asked.to, 'slow');
      this.#gapAnswered();
      this.#gapAttempts = 0;
      this.#closeGaps();
    }
  }

  /** A gap was not closed: waits and asks again where that helps, asks for the rest where there is one, or gives up. */
  #onGapRefused({ code, retryAfterMs, from }) {
    const { to } = this.#asked;
    this.#gapAnswered();
    this.#gapAttempts++;
    if (code === 'history_gone' && Number.isSafeInteger(from)) {
      this.#takeAsLost(Math.min(to, from - 1), 'slow');
    } else if (Number.isFinite(retryAfterMs) && this.#gapAttempts < GAP_ATTEMPTS) {
      const delay = Math.max(retryAfterMs, RETRY_BASE_MS * 2 ** (this.#gapAttempts - 1));
      this.#gapTimer = setTimeout(() => {
        this.#gapTimer = undefined;
        this.#closeGaps();
      }, Math.min(RETRY_CAP_MS, delay));
      return;
    } else {
      this.#takeAsLost(to, 'slow');
      this.#gapAttempts = 0;
    }
    this.#closeGaps();
  }

  #gapAnswered() {
    this.#asked = null;
    clearTimeout(this.#gapTimer);
    this.#gapTimer = undefined;
  }

  /** Takes what is missing up to `seq` as lost. */
  #takeAsLost(seq, reason) {
    for (const lost of this.#received.giveUp(seq)) {
      this.#emit('gap', { missed: lost.to - lost.from + 1, ...lost, reason });
    }
    this.#showLeftOut();
  }

  /** Fills in what the wire leaves out. An item that is none is skipped, and keeps its number. */
  #items(raw, firstId, batchAt) {
    const items = [];
    let id = firstId - 1;
    for (const item of raw) {
      id = Number.isSafeInteger(item?.id) ? item.id : id + 1;
      if (typeof item?.text === 'string') {
        items.push(this.#filledIn(item, id, batchAt + (Number.isFinite(item.at) ? item.at : 0)));
      }
    }
    return items;
  }

  #filledIn(item, id, at) {
    const user = typeof item.user === 'string' ? item.user : '';
    return {
      id,
      at,
      user,
      text: item.text,
      mode: MODES.has(item.mode) ? item.mode : 'scroll',
      color: COLOR.test(item.color) ? item.color : '#FFFFFF',
      size: SIZES.has(item.size) ? item.size : 'normal',
      count: Number.isSafeInteger(item.count) && item.count > 1 ? item.count : 1,
      own: (user !== '' && this.#ownNames.has(user)) || this.#ownIds.has(`${this.#epoch}/${id}`),
      copy: false,
    };
  }

  #onAck(message) {
    const waiting = this.#pending.get(message.ref);
    if (waiting?.comment === null) {
      this.#settle(message.ref, 'resolve', { durable: message.durable === true });
      return;
    }
    const id = number(message.id, 'id');
    this.#rememberOwn(this.#ownIds, `${this.#epoch}/${id}`, REMEMBERED_OWN_IDS);
    if (waiting && !this.#recalled.has(id)) {
      this.#own.accepted(id, waiting.comment);
    }
    this.#emit('ack', { ref: message.ref, id });
    this.#settle(message.ref, 'resolve', { id });
    this.#showLeftOut();
  }

  #rememberOwn(set, value, most) {
    set.add(value);
    if (set.size > most) {
      set.delete(set.values().next().value);
    }
  }

  #onError({ ref, code, message, retryAfterMs, from }) {
    if (ref !== undefined && ref === this.#asked?.ref) {
      this.#onGapRefused({ code, retryAfterMs, from });
      return;
    }
    this.#emit('error', { ref, code, message, retryAfterMs });
    this.#settle(ref, 'reject', new PostError(String(code), String(message), retryAfterMs));
  }

  #onPong(message) {
    clearTimeout(this.#answerTimer);
    this.#online = number(message.online, 'online');
    this.#schedulePing();
    this.#emit('pong', { seq: message.seq, online: this.#online });
  }

  /** The server says this only when nothing is on its way: what has not come by now is missing. */
  #onHeartbeat(message) {
    const seq = number(message.seq, 'seq');
    this.#online = number(message.online, 'online');
    this.#emit('heartbeat', { seq, online: this.#online });
    this.#reached = Math.max(this.#reached, seq);
    this.#closeGaps();
  }

  #settle(ref, how, value) {
    const waiting = this.#pending.get(ref);
    if (waiting) {
      this.#pending.delete(ref);
      clearTimeout(waiting.timer);
      waiting[how](value);
    }
  }

  #schedulePing() {
    clearTimeout(this.#pingTimer);
    this.#pingTimer = setTimeout(() => this.#ping(), this.#pingEveryMs);
  }

  #ping() {
    clearTimeout(this.#pingTimer);
    this.#socket.send('{"type":"ping"}');
    this.#expectAnswer('no pong');
  }

  /** Gives the connection up unless the answer comes in time. */
  #expectAnswer(missing) {
    clearTimeout(this.#answerTimer);
    this.#answerTimer = setTimeout(
      () => this.#giveUp(`${missing} within ${this.#answerWithinMs} ms`),
      this.#answerWithinMs,
    );
  }

  /** Gives the connection up when nothing has come for longer than a living server is ever silent. */
  #listenForSilence() {
    clearTimeout(this.#silenceTimer);
    const { heartbeat } = this.#hello;
    const mostMs = 2 * heartbeat + this.#answerWithinMs;
    const restMs = this.#heardAt + mostMs - Date.now();
    if (heartbeat > 0 && restMs > 0) {
      this.#silenceTimer = setTimeout(() => this.#listenForSilence(), restMs);
    } else if (heartbeat > 0) {
      this.#giveUp(`nothing received within ${mostMs} ms`);
    }
  }

  #giveUp(reason) {
    const socket = this.#socket;
    this.#lost(NO_CLOSE_FRAME, reason);
    socket?.close();
  }

  #networkIsBack() {
    if (this.#state === 'waiting') {
      this.#open();
    } else if (this.#state === 'live') {
      // The old connection may have died with the old network: find out now, not at the next ping.
      this.#ping();
    }
  }

  #lost(code, reason) {
    const refused = this.#state === 'connecting' && code === NO_CLOSE_FRAME && this.#failures === ASK_AFTER_FAILURES;
    const lived = this.#state === 'live' ? Date.now() - this.#liveSince : 0;
    this.#drop(code === 1009 ? 'the server found the message too big' : 'the connection was lost');
    if (FINAL.has(code)) {
      this.#end(code, reason);
      return;
    }
    this.#failures = lived >= PROVEN_AFTER_MS ? 0 : this.#failures;
    const retryInMs = Math.round(this.#retryDelay(code, reason));
    this.#failures++;
    this.#retryTimer = setTimeout(() => this.#open(), retryInMs);
    this.#enter({ state: 'waiting', retryInMs, code, reason });
    if (refused) {
      this.#askWhy();
    }
  }

  /** Ends where the server says that it refuses this client; whatever else it says, or does not, changes nothing. */
  async #askWhy() {
    try {
      const ticket = typeof this.#ticket === 'function' ? await this.#nextTicket() : this.#ticket;
      const headers = ticket === undefined ? {} : { Authorization: `Bearer ${ticket}` };
      const url = this.#url.replace(/^ws/, 'http');
      const answer = await fetch(url, { headers, credentials: 'same-origin', cache: 'no-store' });
      const { code, detail } = await answer.json();
      const final = REFUSALS.has(code) && !(STALE_TICKETS.has(code) && typeof this.#ticket === 'function');
      if (final && (this.#state === 'waiting' || this.#state === 'connecting')) {
        const socket = this.#drop('the server refused this client');
        this.#emit('error', { code, message: detail });
        this.#end(NO_CLOSE_FRAME, detail, code);
        socket?.close();
      }
    } catch {
      // No answer, none that this page may read, or no fetch: the next attempt will tell.
    }
  }

  #retryDelay(code, reason) {
    const asked = RETRY_AFTER.exec(reason);
    if (asked) {
      return Number(asked[1]) * 1000 + Math.random() * RETRY_SPREAD_MS;
    }
    if (GOING_AWAY.has(code)) {
      return RETRY_BASE_MS + Math.random() * RETRY_SPREAD_MS;
    }
    return Math.random() * Math.min(RETRY_CAP_MS, RETRY_BASE_MS * 2 ** this.#failures);
  }

  /** Forgets the socket and everything that waits on it; returns it. */
  #drop(why) {
    const socket = this.#socket;
    this.#socket = null;
    this.#attempt++;
    clearTimeout(this.#retryTimer);
    clearTimeout(this.#pingTimer);
    clearTimeout(this.#answerTimer);
    clearTimeout(this.#silenceTimer);
    this.#gapAnswered();
    this.#gapAttempts = 0;
    this.#deliverNewest();
    for (const ref of [...this.#pending.keys()]) {
      this.#settle(ref, 'reject', new PostError('disconnected', why));
    }
    return socket;
  }

  #end(code, reason, refusal) {
    this.#network?.removeEventListener('online', this.#onOnline);
    this.#failures = 0;
    this.#enter({ state: 'closed', code, reason, ...(refusal && { refusal }) });
  }

  /** @param {StateChange} change */
  #enter(change) {
    this.#state = change.state;
    this.#emit('state', change);
  }

  #emit(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

/** Which batches of an epoch have come: all up to a number, and some above it. */
class Received {
  /** All up to this one have come, or are lost. */
  upTo;
  /** @type {Set<number>} those above it that have come; few, for a gap is closed or given up */
  #above = new Set();

  constructor(upTo) {
    this.upTo = upTo;
    this.newest = upTo;
  }

  /** Answers whether this batch has not come before. */
  add(seq) {
    if (seq <= this.upTo || this.#above.has(seq)) {
      return false;
    }
    this.#above.add(seq);
    this.newest = Math.max(this.newest, seq);
    this.#advance();
    return true;
  }

  /** The first batches that are missing up to this one, or null. */
  gap(last) {
    const to = Math.min(last, this.#firstAbove() - 1);
    return to > this.upTo ? { from: this.upTo + 1, to } : null;
  }

  /** Takes those up to `seq` that have not come as lost, and returns them as ranges. */
  giveUp(seq) {
    const lost = [];
    while (this.upTo < seq) {
      const to = Math.min(seq, this.#firstAbove() - 1);
      lost.push({ from: this.upTo + 1, to });
      this.upTo = to;
      this.newest = Math.max(this.newest, to);
      this.#advance();
    }
    return lost;
  }

  #firstAbove() {
    return Math.min(...this.#above);
  }

  #advance() {
    while (this.#above.delete(this.upTo + 1)) {
      this.upTo++;
    }
  }
}

/**
 * How far this client has seen what each node accepted, whichever node it came by: all nodes' comments come in the order of their ids,
 * by every way, so one id for each epoch says it all.
 */
class Heard {
  /** @type {Map<string, number>} by epoch, the one that was heard of longest ago first */
  #ids = new Map();
  /** @type {Map<string, number>} the same as it was when the present node's batches began: what comes below that comes again */
  #before = new Map();

  /** @type {{seq: number, epoch: string, id: number}[]} what batches reach that came above one that has not */
  #early = [];

  /** Another node's batches follow. */
  moved() {
    this.#early = [];
    this.#before = new Map(this.#ids);
  }

  /**
   * Those items that have not come by another node.
   * @param {string} epoch
   * @param {Danmaku[]} items
   * @param {Relayed[]} relayed whose ids are others where they were accepted
   */
  fresh(epoch, items, relayed) {
    return items.filter(({ id }) => {
      const run = relayed.find(({ first, count }) => id >= first && id < first + count);
      const [from, there] = run ? [run.epoch, run.origin + id - run.first] : [epoch, id];
      return there > (this.#before.get(from) ?? 0);
    });
  }

  /**
   * A batch has come that covers the ids up to `last`.
   * @param {number} upTo seq up to which every batch has come
   */
  note(seq, epoch, last, relayed, upTo) {
    this.#early.push({ seq, epoch, id: last });
    relayed.forEach((run) => this.#early.push({ seq, epoch: String(run.epoch), id: run.origin + run.count - 1 }));
    this.upTo(upTo);
  }

  /** As the server reads it: how far all batches up to this one reach. */
  upTo(upTo) {
    for (const { epoch, id } of this.#early.filter(({ seq }) => seq <= upTo)) {
      const known = this.#ids.get(epoch) ?? 0;
      this.#ids.delete(epoch);
      this.#ids.set(epoch, Number.isSafeInteger(id) ? Math.max(known, id) : known);
    }
    this.#early = this.#early.filter(({ seq }) => seq > upTo);
    while (this.#ids.size > REMEMBERED_EPOCHS) {
      this.#ids.delete(this.#ids.keys().next().value);
    }
    return [...this.#ids].map(([epoch, id]) => `${epoch}:${id}`).join(',');
  }
}

/** The newest comments before this client came: whole batches, of which the oldest may have more than is wanted. */
class Newest {
  #wanted;
  #batches = [];

  constructor(wanted) {
    this.#wanted = wanted;
  }

  add(batch) {
    this.#batches.push(batch);
  }

  /** The batches, without those items at the beginning that are too many. */
  batches() {
    // What is live by now is not counted, and not cut.
    const old = this.#batches.filter(({ recovered }) => recovered);
    let surplus = old.reduce((sum, { items }) => sum + items.length, 0) - this.#wanted;
    const cut = this.#batches.map((batch) => {
      const dropped = batch.recovered ? Math.min(batch.items.length, Math.max(0, surplus)) : 0;
      surplus -= dropped;
      return { ...batch, items: batch.items.slice(dropped) };
    });
    return cut.filter(({ items }) => items.length > 0);
  }
}

/**
 * The comments of this client that the room has accepted, until batches have come that show them or cover their ids without.
 * The answer to a post may come before the batch or after it.
 */
class OwnComments {
  /** @type {Map<number, object>} by id, oldest first */
  #waiting = new Map();
  /** @type {Set<number>} ids of items that came while a post had no answer yet: its own may be among them */
  #shown = new Set();
  /** @type {{seq: number, last: number, at: number}[]} batches above one that has not come */
  #early = [];
  #covered = { seq: 0, last: 0, at: 0 };

  /**
   * @param {{seq: number, last: number, at: number}} batch `last` is the highest id that it covers
   * @param {Danmaku[]} items
   * @param {boolean} unanswered whether a post waits for its answer
   */
  arrived(batch, items, unanswered) {
    if (!unanswered) {
      this.#shown.clear();
    }
    for (const { id } of items) {
      this.#waiting.delete(id);
      if (unanswered) {
        this.#shown.add(id);
      }
    }
    this.#early.push(batch);
  }

  accepted(id, comment) {
    if (!this.#shown.has(id)) {
      this.#waiting.set(id, comment);
    }
    if (this.#waiting.size > REMEMBERED_OWN_IDS) {
      this.#waiting.delete(this.#waiting.keys().next().value);
    }
  }

  /** One's own, too, is not shown any more. */
  recalled(id) {
    this.#waiting.delete(id);
  }

  /**
   * Those that no batch shows although all batches up to `seq` have come; each is returned once.
   * @returns {{id: number, at: number, comment: object}[]}
   */
  leftOut(seq) {
    for (const batch of this.#early.filter((one) => one.seq <= seq)) {
      this.#covered = batch.last > this.#covered.last ? batch : this.#covered;
    }
    this.#early = this.#early.filter((one) => one.seq > seq);
    const { last, at } = this.#covered;
    const due = [...this.#waiting].filter(([id]) => id <= last).map(([id, comment]) => ({ id, at, comment }));
    due.forEach(({ id }) => this.#waiting.delete(id));
    return due;
  }
}

/**
 * What one socket brings, its end included, handled strictly in the order of arrival: inflating takes time, and nothing
 * may overtake the message that is being inflated.
 */
class Arrivals {
  #waiting = [];
  #busy = false;

  /**
   * Runs `handle` when all before it are done: at once when they are.
   * @param {() => void | Promise<void>} handle must not fail
   */
  async add(handle) {
    this.#waiting.push(handle);
    if (this.#busy) {
      return;
    }
    this.#busy = true;
    while (this.#waiting.length > 0) {
      const unfinished = this.#waiting.shift()();
      if (unfinished) {
        await unfinished;
      }
    }
    this.#busy = false;
  }
}

/** @returns {Rules} with what the wire leaves out filled in */
function rulesOf({ slow, silence, pinned } = {}) {
  return {
    slow: Number.isFinite(slow) && slow > 0 ? slow : 0,
    silence: silence ? { below: silence.below ?? null, until: silence.until ?? null } : null,
    pinned: typeof pinned === 'string' ? pinned : null,
  };
}

function canInflate() {
  try {
    return Boolean(new DecompressionStream('deflate-raw'));
  } catch {
    // None at all, or one that knows only older formats.
    return false;
  }
}

/**
 * The text in a finished raw deflate stream (RFC 1951) of UTF-8.
 * @param {ArrayBuffer} data
 * @returns {Promise<string>} rejected when the stream is broken, or has more in it than any message of the protocol has
 */
async function inflated(data) {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  const reader = slices(data).pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  let text = '';
  let bytes = 0;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      bytes += part.value.byteLength;
      if (bytes > INFLATED_MAX_BYTES) {
        throw new RangeError(`message inflates to more than ${INFLATED_MAX_BYTES} bytes`);
      }
      text += utf8.decode(part.value, { stream: true });
    }
    return text + utf8.decode();
  } catch (broken) {
    // Without it the rest would be inflated for nobody. What has failed by itself fails here again.
    reader.cancel(broken).catch(() => {});
    throw broken;
  }
}

/** The data in pieces, each read only when the one before it has been taken: what is refused is not inflated further. */
function slices(data) {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= data.byteLength) {
        controller.close();
        return;
      }
      controller.enqueue(new Uint8Array(data.slice(at, at + INFLATE_SLICE_BYTES)));
      at += INFLATE_SLICE_BYTES;
    },
  });
}

function socketUrl(address) {
  const url = new URL(address, globalThis.document?.baseURI);
  url.protocol = url.protocol.replace('http', 'ws');
  url.hash = '';
  return url.href;
}

function text(value, name) {
  if (typeof value !== 'string') {
    throw new TypeError(`${name} is not a string`);
  }
  return value;
}

function number(value, name) {
  if (!Number.isFinite(value)) {
    throw new TypeError(`${name} is not a number`);
  }
  return value;
}
