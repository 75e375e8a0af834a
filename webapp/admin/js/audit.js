/** The record of what moderators and administrators did; asked for anew when the server says that something was done. */
import { ask } from './api.js';
import { foreign, make, showRows } from './dom.js';
import { toast } from '../../js/toast.js';

export class Audit {
  #formats;
  #search = document.getElementById('audit-search');
  #entries = [];
  #count = -1;

  /** @param {import('./dom.js').Formats} formats */
  constructor(formats) {
    this.#formats = formats;
    this.#search.addEventListener('input', () => this.renew());
  }

  /**
   * Asks for the record where it is longer than what is shown.
   * @param {number} count how many acts were recorded, or read back from the data source
   */
  async load(count) {
    if (count === this.#count) {
      return;
    }
    this.#count = count;
    try {
      this.#entries = (await ask('audit')).entries;
      this.renew();
    } catch ({ message }) {
      this.#count = -1;
      toast(message);
    }
  }

  renew() {
    const wanted = this.#search.value.trim().toLowerCase();
    const shown = this.#entries.filter((entry) => Object.values(entry).join(' ').toLowerCase().includes(wanted));
    showRows(
      document.getElementById('audit-rows'),
      shown.map((entry, index) => ({ key: `${entry.at}-${index}`, cells: () => this.#cells(entry) })),
    );
    document.getElementById('audit-none').hidden = this.#entries.length > 0;
  }

  #cells({ at, who, from, act, room, what }) {
    const place = room === undefined ? '*' : room;
    return [
      make('th', { scope: 'row' }, this.#formats.moment(at)),
      ...[who, from, act, place, what].map((text) => make('td', {}, foreign(text))),
    ];
  }
}
