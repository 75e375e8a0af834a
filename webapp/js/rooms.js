/** The list of live rooms, asked for anew every few seconds while it is shown. */

const EVERY_MS = 10000;
const ROOMS_MOST = 50;

export class RoomList {
  #list;
  #hint;
  #i18n;
  #current;
  #timer = undefined;
  /** @type {{room: string, online: number}[] | null} null before the first answer */
  #rooms = null;
  #failed = false;

  /**
   * @param {{list: HTMLElement, hint: HTMLElement, i18n: import('./i18n.js').I18n, current: string}} parts
   */
  constructor({ list, hint, i18n, current }) {
    this.#list = list;
    this.#hint = hint;
    this.#i18n = i18n;
    this.#current = current;
    i18n.addEventListener('change', () => this.#render());
  }

  start() {
    this.stop();
    this.#timer = setInterval(() => this.#load(), EVERY_MS);
    return this.#load();
  }

  stop() {
    clearInterval(this.#timer);
  }

  async #load() {
    if (document.hidden) {
      return;
    }
    try {
      const response = await fetch(`api/v1/rooms?limit=${ROOMS_MOST}`, { headers: { Accept: 'application/json' } });
      if (!response.ok) {
        throw new Error(`status ${response.status}`);
      }
      this.#rooms = (await response.json()).rooms;
      this.#failed = false;
    } catch {
      // The list is a convenience: said below, tried again soon.
      this.#failed = true;
    }
    this.#render();
  }

  #render() {
    if (this.#rooms === null && !this.#failed) {
      return;
    }
    const rooms = this.#failed ? [] : this.#rooms;
    // Kept while the keyboard is in the list: replacing its links would throw the focus away.
    if (!this.#list.contains(document.activeElement)) {
      this.#list.replaceChildren(...rooms.map((room) => this.#item(room)));
    }
    const hint = this.#failed ? 'roomsFailed' : 'roomsNone';
    this.#hint.textContent = rooms.length === 0 ? this.#i18n.t(hint) : '';
  }

  #item({ room, online }) {
    const link = document.createElement('a');
    link.className = 'room-list__link';
    link.href = `?room=${encodeURIComponent(room)}`;
    if (room === this.#current) {
      link.setAttribute('aria-current', 'page');
    }
    const name = document.createElement('span');
    name.className = 'room-list__name';
    name.textContent = room;
    const watching = document.createElement('span');
    watching.className = 'room-list__online';
    watching.textContent = this.#i18n.t('roomWatching', { n: online });
    link.append(name, ' ', watching);
    const item = document.createElement('li');
    item.append(link);
    return item;
  }
}
