/** Speaks to screen readers through live regions: new comments, a few at a time, and changes of state. */

const EVERY_MS = 3000;
const AT_ONCE = 3;
const LINES_KEPT = 6;

export class Announcer {
  #comments = document.getElementById('announcer');
  #status = document.getElementById('state-announcer');
  #button = document.getElementById('read-aloud');
  #settings;
  #i18n;
  #isPaused;
  /** @type {import('./filter.js').Shown[]} */
  #waiting = [];
  #leftOut = 0;

  /**
   * @param {import('./settings.js').Settings} settings
   * @param {import('./i18n.js').I18n} i18n
   * @param {() => boolean} isPaused
   */
  constructor(settings, i18n, isPaused) {
    this.#settings = settings;
    this.#i18n = i18n;
    this.#isPaused = isPaused;
    this.#button.addEventListener('click', () => settings.set('readAloud', !settings.get('readAloud')));
    settings.addEventListener('readAloud', () => this.#showButton());
    this.#showButton();
    setInterval(() => this.#speak(), EVERY_MS);
  }

  /** @param {import('./filter.js').Shown[]} items */
  comments(items) {
    // One's own is not news to its writer.
    const news = items.filter((item) => !item.own);
    this.#waiting.push(...news.slice(-AT_ONCE));
    const surplus = this.#waiting.splice(0, this.#waiting.length - AT_ONCE);
    this.#leftOut += surplus.length + Math.max(0, news.length - AT_ONCE);
  }

  /** Leaves out what is not spoken yet. @param {Set<number>} ids */
  remove(ids) {
    this.#waiting = this.#waiting.filter(({ id }) => !ids.has(id));
  }

  /** @param {string} words */
  status(words) {
    this.#status.textContent = words;
  }

  #showButton() {
    this.#button.setAttribute('aria-pressed', String(this.#settings.get('readAloud')));
  }

  #speak() {
    const lines = this.#waiting.map(({ user, text }) => this.#i18n.t('spoken', { user, text }));
    if (this.#leftOut > 0) {
      lines.push(this.#i18n.t('leftOut', { n: this.#leftOut }));
    }
    this.#waiting = [];
    this.#leftOut = 0;
    if (!this.#settings.get('readAloud') || this.#isPaused() || document.hidden) {
      return;
    }
    for (const line of lines) {
      const paragraph = document.createElement('p');
      paragraph.textContent = line;
      this.#comments.append(paragraph);
    }
    while (this.#comments.childElementCount > LINES_KEPT) {
      this.#comments.firstElementChild.remove();
    }
  }
}
