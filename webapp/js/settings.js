/** What the viewer has set, kept in the browser's storage where there is one; whatever is stored is checked, key by key. */

const STORAGE_KEY = 'danmaku.settings';

const whole = (min, max) => (value) => Number.isInteger(value) && value >= min && value <= max;
const oneOf = (...values) => (value) => values.includes(value);
const flag = (value) => typeof value === 'boolean';
const textUpTo = (most) => (value) => typeof value === 'string' && value.length <= most;

/** Every setting: its default, and what it may be. */
const SCHEMA = {
  language: ['auto', oneOf('auto', 'en', 'zh')],
  theme: ['auto', oneOf('auto', 'light', 'dark')],
  visible: [true, flag],
  opacity: [100, whole(10, 100)],
  fontSize: [100, whole(50, 200)],
  speed: [100, whole(50, 200)],
  area: [100, oneOf(25, 50, 75, 100)],
  density: ['tidy', oneOf('tidy', '5', '10', '20', '50', 'all')],
  motion: ['system', oneOf('system', 'move', 'still')],
  showScroll: [true, flag],
  showReverse: [true, flag],
  showTop: [true, flag],
  showBottom: [true, flag],
  merge: [false, flag],
  blockedWords: ['', textUpTo(10000)],
  shortcuts: [true, flag],
  readAloud: [true, flag],
  videoUrl: ['', textUpTo(2000)],
  postMode: ['scroll', oneOf('scroll', 'reverse', 'top', 'bottom')],
  postSize: ['normal', oneOf('small', 'normal', 'large')],
  postColor: ['#FFFFFF', (value) => typeof value === 'string' && /^#[0-9A-F]{6}$/.test(value)],
};

/** What "Back to the defaults" brings back: how comments are shown, not who the viewer is or what is playing. */
const DISPLAY = [
  'visible',
  'opacity',
  'fontSize',
  'speed',
  'area',
  'density',
  'motion',
  'showScroll',
  'showReverse',
  'showTop',
  'showBottom',
  'merge',
  'blockedWords',
  'shortcuts',
];

/** Fires an event named after the setting when one changes, then `change`. */
export class Settings extends EventTarget {
  #values = Object.fromEntries(Object.entries(SCHEMA).map(([name, [initial]]) => [name, initial]));

  constructor() {
    super();
    const stored = load();
    for (const [name, [, allows]] of Object.entries(SCHEMA)) {
      if (Object.hasOwn(stored, name) && allows(stored[name])) {
        this.#values[name] = stored[name];
      }
    }
  }

  get(name) {
    return this.#values[name];
  }

  /** Values that the setting does not allow are ignored. */
  set(name, value) {
    const [, allows] = SCHEMA[name];
    if (!allows(value) || value === this.#values[name]) {
      return;
    }
    this.#values[name] = value;
    save(this.#values);
    this.dispatchEvent(new Event(name));
    this.dispatchEvent(new Event('change'));
  }

  resetDisplay() {
    for (const name of DISPLAY) {
      this.set(name, SCHEMA[name][0]);
    }
  }
}

function load() {
  try {
    const stored = JSON.parse(localStorage.getItem(STORAGE_KEY));
    return stored !== null && typeof stored === 'object' ? stored : {};
  } catch {
    // No storage (blocked, or a sandboxed frame), or something in it that is not JSON: start from the defaults.
    return {};
  }
}

function save(values) {
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(values));
  } catch {
    // No storage, or a full one: the settings last as long as the page.
  }
}
