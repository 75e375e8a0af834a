/** What an administrator is to know at once: said aloud when it begins, and shown until it is over. */
import { make } from './dom.js';

const SHOWN_MS = 30000;

/**
 * Each: the words' key, and what of a look at the server makes it true. What happens once is shown for a while.
 * @type {[string, (look: {state: string, rejected: number, node: object}, rates: import('./rates.js').Rates) => boolean][]}
 */
const RULES = [
  ['drained', ({ state }) => state === 'drained'],
  ['suspended', ({ state }) => state === 'suspended' || state === 'stopped'],
  ['rejected', ({ rejected }) => rejected > 0],
  ['faults', (look, rates) => rates.of('counter.faults') > 0],
  ['imbalances', (look, rates) => rates.of('counter.imbalances') > 0 || rates.of('counter.frames-unbalanced') > 0],
  ['lateBatches', (look, rates) => rates.of('counter.late-batches') >= 1],
  ['ticksPutOff', (look, rates) => rates.of('counter.ticks-put-off') >= 1],
  ['framesFailed', (look, rates) => rates.of('counter.frames-failed-error') >= 10],
  ['storeFailures', (look, rates) => rates.of('counter.store-failures') > 0 || rates.of('counter.store-dropped') > 0],
  ['moderatorLate', (look, rates) => rates.of('counter.moderator-late') > 0 || rates.of('counter.moderator-failed') > 0],
  ['roomsFull', (look, rates) => rates.of('refusal.node_full') > 0 || rates.of('refusal.too_many_rooms') > 0],
  ['behind', ({ node }) => node.viewers >= 20 && node.backlog.behind > node.viewers / 10],
];

export class Alarms {
  #list = document.getElementById('alarms');
  #i18n;
  /** @type {Map<string, number>} each alarm's key, and until when it is shown */
  #shown = new Map();

  /** @param {import('../../js/i18n.js').I18n} i18n */
  constructor(i18n) {
    this.#i18n = i18n;
    i18n.addEventListener('change', () => {
      for (const item of this.#list.children) {
        item.textContent = i18n.t(`alarm.${item.dataset.alarm}`);
      }
    });
  }

  /** Looks at what the server says, and at its rates since the time before. */
  check(look, rates) {
    for (const [name, applies] of RULES) {
      if (applies(look, rates)) {
        this.#shown.set(name, look.at + (name in { drained: 1, suspended: 1, rejected: 1, behind: 1 } ? 0 : SHOWN_MS));
      } else if ((this.#shown.get(name) ?? 0) < look.at) {
        this.#shown.delete(name);
      }
    }
    this.#show();
  }

  #show() {
    for (const item of [...this.#list.children]) {
      if (!this.#shown.has(item.dataset.alarm)) {
        item.remove();
      }
    }
    const there = new Set([...this.#list.children].map((item) => item.dataset.alarm));
    for (const name of this.#shown.keys()) {
      if (!there.has(name)) {
        this.#list.append(make('li', { 'data-alarm': name }, this.#i18n.t(`alarm.${name}`)));
      }
    }
  }
}
