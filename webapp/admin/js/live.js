/** What is posted in a room, as its viewers see it: watched by a connection of our own, with a ticket of the login's. */
import { DanmakuClient } from '../../danmaku-client.js';
import { CommentLog } from '../../js/log.js';

export class Live extends EventTarget {
  #log;
  #i18n;
  #say = document.getElementById('live-state');
  /** @type {DanmakuClient | null} */
  #client = null;
  #epoch = '';

  /**
   * Fires `pick` with a comment, and its epoch, upon which something is to be done.
   * @param {import('../../js/i18n.js').I18n} i18n
   */
  constructor(i18n) {
    super();
    this.#i18n = i18n;
    this.#log = new CommentLog(i18n);
    this.#log.offerActs((item) => this.dispatchEvent(new CustomEvent('pick', { detail: { ...item, epoch: this.#epoch } })));
    i18n.addEventListener('change', () => this.#showState());
  }

  /** @param {string} room */
  watch(room) {
    this.leave();
    const client = new DanmakuClient({ url: new URL(`../ws/rooms/${room}`, location.href), ticket: () => ticket(room), last: 50 });
    this.#client = client;
    client.addEventListener('hello', ({ detail }) => {
      if (detail.epoch !== this.#epoch) {
        this.#epoch = detail.epoch;
        this.#log.startEpoch();
      }
    });
    client.addEventListener('batch', ({ detail }) => this.#log.add(detail.items));
    client.addEventListener('recall', ({ detail }) => this.#log.remove(new Set(detail.ids)));
    client.addEventListener('state', () => this.#showState());
    client.connect();
  }

  leave() {
    this.#client?.close();
    this.#client = null;
    this.#epoch = '';
    this.#log.clear();
    this.#say.textContent = '';
  }

  #showState() {
    const state = this.#client?.state ?? 'idle';
    this.#say.textContent = this.#i18n.t(`liveState.${state}`);
  }
}

async function ticket(room) {
  const answer = await fetch(`../user/ticket?room=${encodeURIComponent(room)}`, { cache: 'no-store' });
  const { ticket: text, detail } = await answer.json();
  if (!answer.ok) {
    throw new Error(detail);
  }
  return text;
}
