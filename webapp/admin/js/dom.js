/** Small tools for the page's elements. Whatever is put into one is text, never markup. */

/**
 * @param {string} tag
 * @param {Record<string, string | boolean>} attributes those that are false are left out
 * @param {...(Node | string)} children
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children);
  return element;
}

/** A text that somebody else wrote, whose direction stays its own. */
export function foreign(text) {
  return make('bdi', {}, text);
}

/** A table's cell with a number in it. */
export function numberCell(text) {
  return make('td', { class: 'number' }, text);
}

/**
 * Brings a table's body up to date: rows and cells keep their elements, and so the keyboard its place, for as long as they say the
 * same.
 * @param {HTMLElement} body
 * @param {{key: string, cells: () => HTMLElement[]}[]} rows
 */
export function showRows(body, rows) {
  const known = new Map([...body.children].map((row) => [row.dataset.key, row]));
  const shown = rows.map(({ key, cells }) => {
    const row = known.get(key) ?? make('tr', { 'data-key': key });
    showCells(row, cells());
    return row;
  });
  if (shown.length !== body.childElementCount || shown.some((row, index) => row !== body.children[index])) {
    place(body, shown);
  }
}

function showCells(row, cells) {
  cells.forEach((cell, index) => {
    const old = row.children[index];
    if (old === undefined) {
      row.append(cell);
    } else if (old.textContent !== cell.textContent) {
      old.replaceWith(cell);
    }
  });
}

/** Whoever has the focus is not moved: moving an element takes it away. */
function place(body, rows) {
  const focused = rows.find((row) => row.contains(document.activeElement));
  const wanted = new Set(rows);
  [...body.children].filter((row) => !wanted.has(row)).forEach((row) => row.remove());
  const fixed = rows.indexOf(focused);
  rows.slice(0, Math.max(0, fixed)).forEach((row) => focused.before(row));
  rows.slice(fixed + 1).forEach((row) => body.append(row));
}

/** The numbers and times of a language. */
export class Formats {
  #language = '';
  #whole;
  #rate;
  #time;
  #moment;

  /** @param {import('../../js/i18n.js').I18n} i18n */
  constructor(i18n) {
    const choose = () => {
      this.#language = i18n.language === 'zh' ? 'zh-Hans' : 'en';
      this.#whole = new Intl.NumberFormat(this.#language, { maximumFractionDigits: 0 });
      this.#rate = new Intl.NumberFormat(this.#language, { maximumFractionDigits: 1 });
      this.#time = new Intl.DateTimeFormat(this.#language, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
      this.#moment = new Intl.DateTimeFormat(this.#language, { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' });
    };
    choose();
    i18n.addEventListener('change', choose);
  }

  whole(number) {
    return this.#whole.format(number);
  }

  /** @param {number | null} number null where nothing is known yet */
  rate(number) {
    return number === null ? '–' : (Math.abs(number) < 10 ? this.#rate : this.#whole).format(number);
  }

  bytes(number) {
    const units = ['B', 'KB', 'MB', 'GB'];
    let unit = 0;
    let value = number;
    while (value >= 1000 && unit < units.length - 1) {
      value /= 1000;
      unit++;
    }
    return `${this.rate(value)} ${units[unit]}`;
  }

  /** @param {number} millis since 1970 */
  time(millis) {
    return this.#time.format(millis);
  }

  /** @param {number} millis since 1970 */
  moment(millis) {
    return this.#moment.format(millis);
  }
}
