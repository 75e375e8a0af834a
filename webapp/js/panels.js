/** Panels that open from a button of the player: one at a time, closed by Esc or by a click elsewhere. */

/** @typedef {{button: HTMLElement, panel: HTMLElement}} Pair */

export class Panels {
  /** @type {Pair[]} */
  #pairs;

  /** @param {string[]} names a button `open-{name}` for a panel `{name}` each */
  constructor(names) {
    this.#pairs = names.map((name) => ({
      button: document.getElementById(`open-${name}`),
      panel: document.getElementById(name),
    }));
    for (const pair of this.#pairs) {
      pair.button.addEventListener('click', () => this.#toggle(pair));
    }
    document.addEventListener('pointerdown', ({ target }) => {
      const open = this.#open();
      if (open && !open.panel.contains(target) && !open.button.contains(target)) {
        this.#set(open, false);
      }
    });
  }

  /** @param {string} name */
  toggle(name) {
    this.#toggle(this.#pairs.find(({ panel }) => panel.id === name));
  }

  /** Closes what is open and gives the focus back; tells whether anything was. */
  close() {
    const open = this.#open();
    if (!open) {
      return false;
    }
    this.#set(open, false);
    open.button.focus();
    return true;
  }

  #open() {
    return this.#pairs.find(({ panel }) => !panel.hidden);
  }

  #toggle(pair) {
    const opens = pair.panel.hidden;
    for (const each of this.#pairs) {
      this.#set(each, each === pair && opens);
    }
    if (opens) {
      pair.panel.querySelector('input:checked, input:not([type=radio]), button, select, textarea')?.focus();
    }
  }

  #set({ button, panel }, open) {
    panel.hidden = !open;
    button.setAttribute('aria-expanded', String(open));
  }
}
