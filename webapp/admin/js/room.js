/** One room: its figures, what is posted, what holds there, what waits, and what an administrator does about it. */
import { moderate } from './api.js';
import { askFirst } from './ask.js';
import { foreign, make } from './dom.js';
import { Live } from './live.js';
import { total } from './rates.js';
import { toast } from '../../js/toast.js';

const TILES = [
  ['viewers', (room, formats) => formats.whole(room.online)],
  ['accepted', (room, formats) => formats.whole(room.accepted)],
  ['omitted', (room, formats) => formats.whole(total(room.thinned))],
  ['pending', (room, formats) => formats.whole(room.pending)],
  ['skipped', (room, formats) => formats.whole(room.skipped)],
  ['window', (room, formats) => `${formats.whole(room.window)} ms`],
  ['kept', (room, formats) => formats.bytes(room.history.bytes)],
];

/** How each kind of thing that holds is lifted. */
const LIFTS = {
  'mute-user': (target) => ({ act: 'unmute', user: target }),
  'mute-network': (target) => ({ act: 'unmute', address: target }),
  'mute-sender': (target) => ({ act: 'unmute', sender: target }),
  silence: () => ({ act: 'unsilence' }),
  slow: () => ({ act: 'slow', interval: 0 }),
  closed: () => ({ act: 'reopen' }),
  pin: () => ({ act: 'unpin' }),
};

/** What each form asks for. */
const FORMS = {
  announce: (fields) => ({ act: 'announce', text: fields.text.value }),
  pin: (fields, time) => ({ act: 'pin', text: fields.text.value, ...time }),
  slow: (fields, time) => ({ act: 'slow', interval: Number(fields.seconds.value) * 1000, ...time }),
  silence: (fields, time) => ({ act: 'silence', ...(fields.below.value === '' ? {} : { below: fields.below.value }), ...time }),
  mute: (fields, time) => ({ act: 'mute', [fields.kind.value]: fields.who.value.trim(), ...time }),
};

export class RoomView {
  #i18n;
  #formats;
  #live;
  #room = '';
  #look = null;
  #closed = false;
  #picked = null;
  #dialog = document.getElementById('act-dialog');
  #error = document.getElementById('act-error');

  /** @param {{i18n: import('../../js/i18n.js').I18n, formats: import('./dom.js').Formats}} parts */
  constructor({ i18n, formats }) {
    this.#i18n = i18n;
    this.#formats = formats;
    this.#live = new Live(i18n);
    this.#live.addEventListener('pick', ({ detail }) => this.#pick(detail));
    document
      .getElementById('room-tiles')
      .append(...TILES.map(([name]) => make('div', {}, make('dt', { 'data-i18n': name }, i18n.t(name)), make('dd', { id: `room-${name}` }, '–'))));
    for (const form of document.querySelectorAll('[data-form]')) {
      form.addEventListener('submit', (event) => {
        event.preventDefault();
        this.#submit(form);
      });
    }
    this.#dialog.addEventListener('click', ({ target }) => this.#actOnPicked(target.dataset.act));
    document.getElementById('close-room').addEventListener('click', () => this.#askToClose());
    document.getElementById('reopen-room').addEventListener('click', () => this.#do({ act: 'reopen' }));
  }

  get view() {
    return { room: this.#room };
  }

  /** @param {string} room a valid id */
  enter(room) {
    this.#room = room;
    this.#look = null;
    this.#closed = false;
    document.getElementById('room-name').textContent = room;
    document.getElementById('in-force').replaceChildren();
    document.getElementById('held').replaceChildren();
    this.#live.watch(room);
  }

  leave() {
    this.#room = '';
    this.#live.leave();
  }

  /** @param {{figures: object | null, inForce: object}} look */
  show(look) {
    if (look.inForce.room !== this.#room) {
      return;
    }
    this.#look = look;
    const { figures, inForce } = look;
    document.getElementById('room-gone').hidden = figures !== null;
    for (const [name, say] of TILES) {
      document.getElementById(`room-${name}`).textContent = figures === null ? '–' : say(figures, this.#formats);
    }
    const closed = inForce.sanctions.some(({ kind }) => kind === 'closed');
    if (this.#closed && !closed) {
      this.#live.watch(this.#room);
    }
    this.#closed = closed;
    document.getElementById('close-room').hidden = closed;
    document.getElementById('reopen-room').hidden = !closed;
    document.getElementById('pinned').hidden = inForce.rules.pinned === undefined;
    document.getElementById('pinned-text').textContent = inForce.rules.pinned ?? '';
    document.getElementById('not-durable').hidden = inForce.durable;
    document.getElementById('in-force-none').hidden = inForce.sanctions.length > 0;
    showItems(document.getElementById('in-force'), inForce.sanctions, keyOfSanction, (one) => this.#sanction(one));
    document.getElementById('held-card').hidden = inForce.held.length === 0;
    showItems(document.getElementById('held'), inForce.held, ({ id }) => String(id), (one) => this.#held(one));
  }

  renew() {
    document.getElementById('in-force').replaceChildren();
    document.getElementById('held').replaceChildren();
    if (this.#look !== null) {
      this.show(this.#look);
    }
  }

  #sanction({ kind, room, target, detail, until }) {
    const more = [
      this.#i18n.t(room === undefined ? 'everywhere' : 'here'),
      until === undefined ? this.#i18n.t('untilLifted') : this.#i18n.t('until', { time: this.#formats.moment(until) }),
    ];
    const said = kind === 'slow' ? `${Number(detail) / 1000} s` : detail;
    const words = make(
      'span',
      { class: 'items__words' },
      this.#i18n.t(`kind.${kind}`),
      ...[target, said].filter(Boolean).flatMap((text) => [' ', foreign(text)]),
      make('span', { class: 'items__more' }, more.join(', ')),
    );
    const button = make('button', { type: 'button', class: 'button button--small' }, this.#i18n.t('lift'));
    button.addEventListener('click', () => this.#do(LIFTS[kind](target), room === undefined ? null : this.#room));
    return [words, button];
  }

  #held({ id, at, user, text, reason }) {
    const more = make('span', { class: 'items__more' }, this.#formats.time(at), ...(reason ? [' · ', foreign(reason)] : []));
    const words = make('span', { class: 'items__words' }, foreign(user), ': ', foreign(text), more);
    const buttons = ['approve', 'reject'].map((act) => {
      const button = make('button', { type: 'button', class: 'button button--small' }, this.#i18n.t(act));
      button.addEventListener('click', () => this.#do({ act, id }));
      return button;
    });
    return [words, ...buttons];
  }

  async #submit(form) {
    const done = await this.#do(FORMS[form.dataset.form](form.elements, this.#time()));
    if (done) {
      form.querySelectorAll('input:not([type=number])').forEach((input) => {
        input.value = '';
      });
    }
  }

  #time() {
    const { value } = document.getElementById('act-time');
    return value === '' ? {} : { for: Number(value) };
  }

  async #do(act, where = this.#room) {
    try {
      const { done } = await moderate(where, act);
      toast(done.join('; '));
      return true;
    } catch ({ message }) {
      toast(message);
      return false;
    }
  }

  #pick(item) {
    this.#picked = item;
    document.getElementById('act-comment').textContent = this.#i18n.t('spoken', item);
    this.#error.hidden = true;
    this.#dialog.showModal();
  }

  async #actOnPicked(act) {
    if (act === undefined) {
      return;
    }
    if (act === '') {
      this.#dialog.close();
      return;
    }
    const { id, epoch } = this.#picked;
    try {
      await moderate(
        this.#room,
        act === 'recall' ? { act, epoch, ids: [id] } : { act: 'mute', epoch, id, everywhere: act === 'mute-everywhere', ...this.#time() },
      );
      this.#dialog.close();
      toast(this.#i18n.t('done'));
    } catch ({ message }) {
      this.#error.textContent = message;
      this.#error.hidden = false;
    }
  }

  #askToClose() {
    const t = (key) => this.#i18n.t(key, { room: this.#room });
    askFirst({
      title: t('closeRoomTitle'),
      words: t('closeRoomWords'),
      yes: t('doCloseRoom'),
      act: async () => {
        await moderate(this.#room, { act: 'close', ...this.#time() });
        toast(t('done'));
      },
    });
  }
}

function keyOfSanction({ kind, room, target, detail, until }) {
  return JSON.stringify([kind, room, target, detail, until]);
}

/** Brings a list up to date; what stays keeps its element, and so the keyboard its place. */
function showItems(list, items, keyOf, fill) {
  const known = new Map([...list.children].map((item) => [item.dataset.key, item]));
  const keys = new Set(items.map(keyOf));
  known.forEach((item, key) => {
    if (!keys.has(key)) {
      item.remove();
    }
  });
  for (const item of items) {
    const key = keyOf(item);
    if (!known.has(key)) {
      list.append(make('li', { 'data-key': key }, ...fill(item)));
    }
  }
}
