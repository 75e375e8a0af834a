/** The list of rooms: ordered, searched and cut into pages by the server, so that it may be as long as it is. */
import { isRoomId } from '../../danmaku-client.js';
import { toast } from '../../js/toast.js';
import { foreign, make, numberCell, showRows } from './dom.js';
import { total } from './rates.js';

const LIMIT = 50;

export class Rooms extends EventTarget {
  #i18n;
  #formats;
  #sort = 'online';
  #descending = true;
  #search = document.getElementById('rooms-search');
  #from = 0;
  #found = 0;
  #answer = null;
  /** @type {Map<string, {at: number, accepted: number, rate: number | null}>} what was seen of the rooms of this page */
  #seen = new Map();

  /**
   * Fires `change` when another list is wanted.
   * @param {{i18n: import('../../js/i18n.js').I18n, formats: import('./dom.js').Formats}} parts
   */
  constructor({ i18n, formats }) {
    super();
    this.#i18n = i18n;
    this.#formats = formats;
    for (const heading of document.querySelectorAll('#rooms-table [data-sort]')) {
      heading.querySelector('button').addEventListener('click', () => this.#order(heading.dataset.sort));
    }
    this.#search.addEventListener('input', () => this.#turn(0));
    document.getElementById('rooms-before').addEventListener('click', () => this.#turn(this.#from - LIMIT));
    document.getElementById('rooms-after').addEventListener('click', () => this.#turn(this.#from + LIMIT));
    document.getElementById('rooms-open').addEventListener('submit', (event) => this.#openRoom(event));
    this.#showOrder();
  }

  /** The parameters of the list that is wanted. */
  get view() {
    return {
      sort: this.#sort,
      order: this.#descending ? 'desc' : 'asc',
      search: this.#search.value.trim(),
      from: String(this.#from),
      limit: String(LIMIT),
    };
  }

  /** @param {{total: number, rooms: object[]}} answer */
  show(answer) {
    this.#answer = answer;
    this.#found = answer.total;
    if (answer.rooms.length === 0 && answer.total > 0) {
      // The page that was shown is beyond the end by now.
      this.#turn(Math.floor((answer.total - 1) / LIMIT) * LIMIT);
      return;
    }
    this.#measure(answer.rooms);
    showRows(
      document.getElementById('rooms-rows'),
      answer.rooms.map((room) => ({ key: room.room, cells: () => this.#cells(room) })),
    );
    document.getElementById('rooms-none').hidden = answer.total > 0;
    this.#showPager(answer.rooms.length);
  }

  renew() {
    if (this.#answer !== null) {
      this.show(this.#answer);
    }
  }

  #measure(rooms) {
    const now = performance.now();
    this.#seen = new Map(
      rooms.map(({ room, epoch, accepted }) => {
        const before = this.#seen.get(`${room} ${epoch}`);
        const seconds = before ? (now - before.at) / 1000 : 0;
        const rate = seconds > 0.5 ? (accepted - before.accepted) / seconds : (before?.rate ?? null);
        return [`${room} ${epoch}`, before && seconds <= 0.5 ? before : { at: now, accepted, rate }];
      }),
    );
  }

  #cells(room) {
    const formats = this.#formats;
    const link = make('a', { href: `#room=${encodeURIComponent(room.room)}` }, foreign(room.room));
    const numbers = [
      formats.whole(room.online),
      formats.rate(this.#seen.get(`${room.room} ${room.epoch}`)?.rate ?? null),
      formats.whole(room.accepted),
      formats.whole(total(room.thinned)),
      formats.whole(room.pending),
      formats.whole(room.skipped),
      formats.bytes(room.history.bytes),
    ];
    return [make('th', { scope: 'row' }, link), ...numbers.map(numberCell)];
  }

  #showPager(shown) {
    const words = this.#i18n.t('range', {
      from: this.#formats.whole(shown === 0 ? 0 : this.#from + 1),
      to: this.#formats.whole(this.#from + shown),
      total: this.#formats.whole(this.#found),
    });
    const place = document.getElementById('rooms-range');
    if (place.textContent !== words) {
      place.textContent = words;
    }
    document.getElementById('rooms-before').disabled = this.#from === 0;
    document.getElementById('rooms-after').disabled = this.#from + shown >= this.#found;
  }

  #order(sort) {
    // Names begin with A, numbers with the largest.
    this.#descending = sort === this.#sort ? !this.#descending : sort !== 'room';
    this.#sort = sort;
    this.#showOrder();
    this.#turn(0);
  }

  #showOrder() {
    for (const heading of document.querySelectorAll('#rooms-table [data-sort]')) {
      if (heading.dataset.sort === this.#sort) {
        heading.setAttribute('aria-sort', this.#descending ? 'descending' : 'ascending');
      } else {
        heading.removeAttribute('aria-sort');
      }
    }
  }

  #turn(from) {
    this.#from = Math.max(0, from);
    this.dispatchEvent(new Event('change'));
  }

  #openRoom(event) {
    event.preventDefault();
    const room = document.getElementById('rooms-open-name').value.trim();
    if (isRoomId(room)) {
      location.hash = `#room=${encodeURIComponent(room)}`;
    } else {
      toast(this.#i18n.t('roomRefused', { room }));
    }
  }
}
