/** Shows how the connection is: the state with its countdown, who watches, and what was missed. */

const GAP_SHOWN_MS = 8000;
/** The reason that the server gives with 1008 when moderators have closed the room. */
const ROOM_CLOSED = 'the room is closed';
const GAP_WORDS = { slow: 'gapSlow', reconnect: 'gapReconnect' };

export class ConnectionView {
  #box = document.getElementById('state');
  #text = document.getElementById('state-text');
  #button = document.getElementById('reconnect');
  #onlineBox = document.getElementById('online-box');
  #online = document.getElementById('online');
  #me = document.getElementById('me');
  #hint = document.getElementById('screen-hint');
  #client;
  #i18n;
  #announcer;
  #change = { state: 'idle' };
  #retryAt = 0;
  #countdown = undefined;
  #hintTimer = undefined;

  /**
   * @param {import('../danmaku-client.js').DanmakuClient} client
   * @param {import('./i18n.js').I18n} i18n
   * @param {import('./announcer.js').Announcer} announcer
   */
  constructor(client, i18n, announcer) {
    this.#client = client;
    this.#i18n = i18n;
    this.#announcer = announcer;
    client.addEventListener('state', ({ detail }) => this.#stateChanged(detail));
    for (const type of ['hello', 'batch', 'pong', 'heartbeat']) {
      client.addEventListener(type, () => this.#showOnline());
    }
    client.addEventListener('hello', () => this.#showMe());
    client.addEventListener('gap', ({ detail }) => this.#showGap(detail));
    i18n.addEventListener('change', () => {
      this.#show();
      this.#showMe();
    });
    this.#button.addEventListener('click', () => client.connect());
    this.#box.hidden = false;
    this.#onlineBox.hidden = false;
  }

  #stateChanged(change) {
    const was = this.#change.state;
    this.#change = change;
    this.#retryAt = Date.now() + (change.retryInMs ?? 0);
    clearInterval(this.#countdown);
    if (change.state === 'waiting') {
      this.#countdown = setInterval(() => this.#show(), 250);
    }
    this.#show();
    // Failed attempts in a row are one piece of news, not many.
    const words = this.#i18n.t(`spokenState.${change.state}`);
    if (words !== '' && !(change.state === 'waiting' && was === 'connecting' && this.#client.hello !== null)) {
      this.#announcer.status(words);
    }
  }

  #show() {
    const { state, code, reason, refusal } = this.#change;
    const n = Math.max(0, Math.ceil((this.#retryAt - Date.now()) / 1000));
    const because = state === 'closed' ? this.#i18n.t(reason === ROOM_CLOSED ? 'roomClosed' : `closedBecause.${refusal ?? code}`) : '';
    this.#box.dataset.state = state;
    this.#text.textContent = because || this.#i18n.t(`state.${state}`, { n });
    this.#button.hidden = state !== 'waiting' && state !== 'closed';
  }

  #showOnline() {
    this.#online.textContent = this.#client.online.toLocaleString(this.#i18n.language);
  }

  #showMe() {
    const user = this.#client.hello?.user;
    this.#me.textContent = user ? this.#i18n.t('me', { user }) : '';
  }

  #showGap({ missed, reason }) {
    this.#hint.textContent = this.#i18n.t(GAP_WORDS[reason], { n: missed });
    this.#hint.hidden = false;
    clearTimeout(this.#hintTimer);
    this.#hintTimer = setTimeout(() => {
      this.#hint.hidden = true;
    }, GAP_SHOWN_MS);
  }
}
