/** The list of the newest comments beside the stage: bounded, can be paused, follows the newest until scrolled away. */

const ROWS_MOST = 200;
const ROWS_PER_BATCH = 40;
const NEAR_END_PX = 40;

export class CommentLog {
  #list = document.getElementById('log');
  #scroll = document.getElementById('log-scroll');
  #empty = document.getElementById('log-empty');
  #newest = document.getElementById('log-newest');
  #pauseButton = document.getElementById('pause-log');
  #i18n;
  #paused = false;
  #following = true;
  /** @type {HTMLElement[]} rows that are not in the list yet, at most ROWS_MOST */
  #waiting = [];
  #unseen = 0;
  #request = 0;
  /** @type {((item: import('./filter.js').Shown) => void) | null} */
  #pick = null;

  /** @param {import('./i18n.js').I18n} i18n */
  constructor(i18n) {
    this.#i18n = i18n;
    i18n.addEventListener('change', () => this.#showNewest());
    this.#pauseButton.addEventListener('click', () => this.togglePause());
    this.#newest.addEventListener('click', () => this.#toNewest());
    this.#scroll.addEventListener('scroll', () => this.#scrolled(), { passive: true });
  }

  get paused() {
    return this.#paused;
  }

  /** @param {import('./filter.js').Shown[]} items of one batch */
  add(items) {
    const rows = thinned(items);
    const leftOut = items.length - rows.length;
    this.#waiting.push(...rows.map((item) => this.#row(item)));
    if (leftOut > 0) {
      this.#waiting.push(this.#leftOutRow(leftOut));
    }
    this.#waiting.splice(0, this.#waiting.length - ROWS_MOST);
    this.#unseen += items.length;
    // A hidden tab has no frames: the rows wait, bounded, until it is shown.
    this.#request ||= requestAnimationFrame(() => this.#flush());
  }

  /**
   * Has each comment from now on offer what a moderator may do with it.
   * @param {(item: import('./filter.js').Shown) => void} pick
   */
  offerActs(pick) {
    this.#pick = pick;
  }

  /** Ids count anew from here on: what is listed keeps none by which it could be taken for another. */
  startEpoch() {
    for (const row of [...this.#list.children, ...this.#waiting]) {
      delete row.dataset.id;
      row.querySelector('.log__act')?.remove();
    }
  }

  /** Takes everything away: another room is to be listed. */
  clear() {
    this.#waiting = [];
    this.#unseen = 0;
    this.#list.replaceChildren();
    this.#flush();
  }

  /** Takes comments away, wherever they are. @param {Set<number>} ids */
  remove(ids) {
    this.#waiting = this.#waiting.filter((row) => !ids.has(Number(row.dataset.id)));
    for (const row of [...this.#list.children]) {
      if (ids.has(Number(row.dataset.id))) {
        row.remove();
      }
    }
    this.#empty.hidden = this.#list.childElementCount > 0;
  }

  togglePause() {
    this.#paused = !this.#paused;
    this.#pauseButton.setAttribute('aria-pressed', String(this.#paused));
    if (this.#paused) {
      this.#showNewest();
    } else {
      this.#toNewest();
    }
  }

  #flush() {
    this.#request = 0;
    if (!this.#paused) {
      this.#list.append(...this.#waiting);
      this.#waiting = [];
      this.#trim();
      if (this.#following) {
        this.#scroll.scrollTop = this.#scroll.scrollHeight;
        this.#unseen = 0;
      }
    }
    this.#empty.hidden = this.#list.childElementCount > 0;
    this.#showNewest();
  }

  #trim() {
    // Rows above the ones being read are left until the reader is back at the end, up to twice the bound.
    const most = this.#following ? ROWS_MOST : ROWS_MOST * 2;
    while (this.#list.childElementCount > most) {
      this.#list.firstElementChild.remove();
    }
  }

  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroll;
    this.#following = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
    if (this.#following && !this.#paused) {
      this.#unseen = 0;
    }
    this.#showNewest();
  }

  #toNewest() {
    this.#following = true;
    this.#paused = false;
    this.#pauseButton.setAttribute('aria-pressed', 'false');
    this.#flush();
  }

  #showNewest() {
    const hadFocus = document.activeElement === this.#newest;
    this.#newest.hidden = this.#unseen === 0 || (this.#following && !this.#paused);
    this.#newest.textContent = this.#i18n.t('newest', { n: this.#unseen });
    if (hadFocus && this.#newest.hidden) {
      this.#scroll.focus();
    }
  }

  #row(item) {
    const row = document.createElement('li');
    row.className = item.own ? 'log__row log__row--own' : 'log__row';
    row.dataset.id = String(item.id);
    row.append(
      part('span', 'log__user', item.own ? `${item.user} (${this.#i18n.t('you')})` : item.user),
      ' ',
      part('span', 'log__text', item.text),
    );
    if (item.color !== '#FFFFFF') {
      const dot = part('span', 'log__color', '');
      dot.style.backgroundColor = item.color;
      row.prepend(dot);
    }
    if (item.count > 1) {
      row.append(part('span', 'log__count', `×${item.count}`));
    }
    if (this.#pick) {
      row.append(this.#actButton(item));
    }
    return row;
  }

  #actButton(item) {
    const button = part('button', 'log__act', '⋯');
    button.type = 'button';
    button.setAttribute('aria-label', this.#i18n.t('moderateComment', { user: item.user }));
    button.addEventListener('click', () => this.#pick?.(item));
    return button;
  }

  #leftOutRow(n) {
    return part('li', 'log__row log__row--more', this.#i18n.t('leftOut', { n }));
  }
}

/** A flood is not read line by line: the newest of it, and one's own. */
function thinned(items) {
  const from = items.length - ROWS_PER_BATCH;
  return items.filter((item, index) => index >= from || item.own);
}

function part(tag, className, text) {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}
