/** Every setting: what holds, where it comes from, and another value for now. */
import { ask, order } from './api.js';
import { askFirst } from './ask.js';
import { foreign, make } from './dom.js';
import { toast } from '../../js/toast.js';

/** What an administrator has set on this page, or by another way of administration. */
const OPERATOR = 'operator';
const DEFAULT = 'default';
const ROOM = /^danmaku\.rooms\.(.+)\.([a-z]+)$/;
/** The keys of which rooms can have values of their own, by the ends of those names. */
const OF_ROOMS = {
  window: 'danmaku.window',
  history: 'danmaku.history',
  thin: 'danmaku.thin',
  combine: 'danmaku.combine',
  viewers: 'danmaku.room.viewers',
  slow: 'danmaku.slow',
  anonymous: 'danmaku.anonymous',
};
const WHOLE = /^-?\d+$/;

export class Configuration {
  #i18n;
  #rows = document.getElementById('configuration-rows');
  #search = document.getElementById('configuration-search');
  #changed = document.getElementById('configuration-changed');
  #rejected = document.getElementById('rejected');
  #answer = null;

  /** @param {import('../../js/i18n.js').I18n} i18n */
  constructor(i18n) {
    this.#i18n = i18n;
    this.#search.addEventListener('input', () => this.#show());
    this.#changed.addEventListener('change', () => this.#show());
    document.getElementById('reload').addEventListener('click', () => this.#order({ do: 'reload' }));
  }

  async load() {
    try {
      this.#answer = await ask('configuration');
      this.#show();
    } catch ({ message }) {
      toast(message);
    }
  }

  renew() {
    this.#show();
  }

  #show() {
    if (this.#answer === null) {
      return;
    }
    const wanted = this.#search.value.trim().toLowerCase();
    const shown = this.#answer.values.filter(
      ({ property, effect, origin }) =>
        `${property} ${effect}`.toLowerCase().includes(wanted) && !(this.#changed.checked && origin === DEFAULT),
    );
    this.#rows.replaceChildren(...shown.map((value) => this.#row(value)));
    this.#rejected.replaceChildren(
      ...this.#answer.rejected.map((bad) => make('li', {}, this.#i18n.t('rejectedValue', bad))),
    );
  }

  #row(setting) {
    const { property, value, configured, defaultValue, rule, live, origin, ordinal, effect } = setting;
    const pending = configured !== '' && configured !== value ? [make('span', { class: 'items__more' }, this.#i18n.t('configuredIs', { value: configured }))] : [];
    const from = origin === DEFAULT || origin === OPERATOR ? this.#i18n.t(`origins.${origin}`) : `${origin} (${ordinal})`;
    return make(
      'tr',
      { 'data-property': property, 'data-set': origin === OPERATOR && 'true' },
      make('th', { scope: 'row' }, foreign(property)),
      make('td', {}, foreign(value), ...pending),
      make('td', {}, foreign(defaultValue)),
      make('td', {}, foreign(from)),
      make('td', { class: 'wide' }, foreign(effect), make('span', { class: 'items__more' }, this.#i18n.t(live ? 'ruleLive' : 'ruleFixed', { rule }))),
      make('td', {}, ...this.#buttons(setting)),
    );
  }

  #buttons(setting) {
    const buttons = [];
    if (setting.live && WHOLE.test(setting.value)) {
      buttons.push(this.#button('setValue', setting.property, () => this.#askForValue(setting)));
    }
    if (setting.origin === OPERATOR) {
      buttons.push(this.#button('resetValue', setting.property, () => this.#order({ do: 'reset', ...place(setting.property) })));
    }
    return buttons;
  }

  #button(words, property, act) {
    const label = `${this.#i18n.t(words)}: ${property}`;
    const button = make('button', { type: 'button', class: 'button button--small', 'aria-label': label }, this.#i18n.t(words));
    button.addEventListener('click', act);
    return button;
  }

  #askForValue({ property, value, rule }) {
    askFirst({
      title: property,
      words: this.#i18n.t('setWords', { rule }),
      yes: this.#i18n.t('doSet'),
      field: { label: this.#i18n.t('value'), value },
      act: async (typed) => {
        await order('operations', { do: 'set', value: typed.trim(), ...place(property) });
        await this.load();
      },
    });
  }

  async #order(body) {
    try {
      toast((await order('operations', body)).outcome);
    } catch ({ message }) {
      toast(message);
    }
    await this.load();
  }
}

/** The key of a property, and the room whose own value it is. */
function place(property) {
  const own = ROOM.exec(property);
  return own !== null && own[2] in OF_ROOMS ? { room: own[1], key: OF_ROOMS[own[2]] } : { key: property };
}
