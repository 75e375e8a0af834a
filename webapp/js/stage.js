/**
 * The stage: comments drawn over the picture by the danmaku library (vendored, global `Danmaku`).
 *
 * A batch holds what a room gathered during a window. The stage plays it back over the same time, by each comment's
 * `at`, so that it does not arrive in one clot. Between that queue and the library stands the viewer's density setting.
 *
 * Memory and work are bounded whatever the room sends: the queue by QUEUE_MOST, what is on stage by ON_STAGE_MOST, and
 * the library's list of past comments, which it never shortens itself, is cut after every frame. A hidden tab queues
 * nothing, so that nothing bursts when it is shown again.
 */
import { repeatKey } from './filter.js';
import { hasFreeLane } from './lanes.js';

const QUEUE_MOST = 3000;
const ON_STAGE_MOST = 400;
const ON_STAGE_SPARE_FOR_OWN = 40;
const PLAYBACK_MOST_MS = 10000;
const PATIENCE_MS = 800;
const OWN_PATIENCE_MS = 600;
const CROSSING_MS = 8000;
const LINE_HEIGHT = 1.35;
const LIBRARY_MODES = { scroll: 'rtl', reverse: 'ltr', top: 'top', bottom: 'bottom' };
const MODE_SETTINGS = { scroll: 'showScroll', reverse: 'showReverse', top: 'showTop', bottom: 'showBottom' };
const SIZES = { small: 0.75, normal: 1, large: 1.4 };

export class Stage {
  #container;
  #settings;
  #danmaku;
  #measure = document.createElement('canvas').getContext('2d');
  #family;
  #stillPreferred = matchMedia('(prefers-reduced-motion: reduce)');
  /** @type {{item: import('./filter.js').Shown, due: number}[]} */
  #queue = [];
  /** @type {Map<string, {element: HTMLElement, count: number, until: number}>} what is on stage, by repeat key */
  #onStage = new Map();
  #frameRequest = 0;
  /** Font size in pixels by a comment's size. */
  #fontSizes = { small: 0, normal: 0, large: 0 };
  #tokens = 0;
  #tokensAt = 0;

  /**
   * @param {HTMLElement} container
   * @param {import('./settings.js').Settings} settings
   */
  constructor(container, settings) {
    this.#container = container;
    this.#settings = settings;
    this.#family = getComputedStyle(container).fontFamily;
    this.#danmaku = new globalThis.Danmaku({ container, engine: 'dom' });
    for (const name of ['visible', 'opacity', 'area', 'speed', 'fontSize']) {
      settings.addEventListener(name, () => this.#apply());
    }
    for (const name of Object.values(MODE_SETTINGS)) {
      settings.addEventListener(name, () => this.#clear());
    }
    new ResizeObserver(() => this.#apply()).observe(container);
    document.addEventListener('visibilitychange', () => {
      if (document.hidden) {
        this.#queue = [];
      }
    });
    this.#apply();
  }

  /**
   * Takes a batch.
   * @param {import('./filter.js').Shown[]} items in order
   * @param {number} batchAt `at` of the batch
   */
  play(items, batchAt) {
    if (document.hidden || !this.#settings.get('visible')) {
      return;
    }
    const now = performance.now();
    const wanted = items.filter(({ mode }) => this.#settings.get(MODE_SETTINGS[mode]));
    for (const item of wanted.slice(0, QUEUE_MOST - this.#queue.length)) {
      if (item.own) {
        // One's own comment does not wait: its writer is looking for it.
        this.#queue.unshift({ item, due: now });
      } else {
        this.#queue.push({ item, due: now + Math.min(PLAYBACK_MOST_MS, Math.max(0, item.at - batchAt)) });
      }
    }
    this.#requestFrame();
  }

  /** Takes comments off, wherever they are. @param {Set<number>} ids */
  remove(ids) {
    this.#queue = this.#queue.filter(({ item }) => !ids.has(item.id));
    const isRecalled = (element) => ids.has(Number(element.dataset.id));
    for (const [key, { element }] of this.#onStage) {
      if (isRecalled(element)) {
        this.#onStage.delete(key);
      }
    }
    const { comments, _: inner } = this.#danmaku;
    const waiting = comments.slice(inner.position).map(({ render }) => render());
    const shown = this.#container.querySelectorAll('[data-id]');
    for (const element of [...shown, ...waiting].filter(isRecalled)) {
      // Emptied, not taken off: that is the library's to do, which has each in an element of its own.
      element.replaceChildren();
      element.hidden = true;
      delete element.dataset.count;
      delete element.dataset.id;
    }
  }

  #clear() {
    this.#queue = [];
    this.#onStage.clear();
    this.#danmaku.clear();
  }

  #apply() {
    this.#container.style.opacity = String(this.#settings.get('opacity') / 100);
    this.#container.style.height = `${this.#settings.get('area')}%`;
    this.#danmaku.resize();
    const seconds = CROSSING_MS / 1000 / (this.#settings.get('speed') / 100);
    this.#danmaku.speed = this.#container.offsetWidth / seconds;
    this.#chooseFontSizes();
    if (this.#settings.get('visible')) {
      this.#danmaku.show();
    } else {
      this.#clear();
      this.#danmaku.hide();
    }
  }

  #requestFrame() {
    this.#frameRequest ||= requestAnimationFrame(() => this.#frame());
  }

  #frame() {
    this.#frameRequest = 0;
    const now = performance.now();
    this.#forgetPast(now);
    this.#refillTokens(now);
    const full = new Set();
    this.#queue = this.#queue.filter(({ item, due }) => {
      if (due > now) {
        return true;
      }
      return !this.#show(item, now - due, now, full) && now - due < PATIENCE_MS;
    });
    if (this.#queue.length > 0) {
      this.#requestFrame();
    }
  }

  /** Shows a comment if the density setting allows it now; one's own at last in any case. */
  #show(item, waited, now, full) {
    const merge = this.#settings.get('merge');
    if (merge && this.#addToRepeat(item, now)) {
      return true;
    }
    const mode = this.#modeOf(item);
    const most = item.own ? ON_STAGE_MOST + ON_STAGE_SPARE_FOR_OWN : ON_STAGE_MOST;
    if (this.#count() >= most) {
      return false;
    }
    const forced = item.own && waited >= OWN_PATIENCE_MS;
    if (!forced && !this.#mayShow(item, mode, now, full)) {
      return false;
    }
    const element = this.#element(item, mode);
    this.#danmaku.emit({ mode, render: () => element });
    if (merge) {
      // Half of its way: a count that still changes at the far edge would be seen by nobody.
      const until = now + this.#danmaku._.duration * 500;
      this.#onStage.delete(repeatKey(item));
      this.#onStage.set(repeatKey(item), { element, count: item.count, until });
    }
    return true;
  }

  #mayShow(item, mode, now, full) {
    const density = this.#settings.get('density');
    if (density === 'all') {
      return true;
    }
    if (density !== 'tidy') {
      return this.#takeToken();
    }
    // The library gives lanes in its own frame: one comment at a time per mode, or the next would see a stale picture.
    const kind = `${mode}/${item.size}`;
    if (full.has(mode) || full.has(kind) || this.#isPending(mode)) {
      return false;
    }
    const free = hasFreeLane(this.#danmaku._, mode, this.#sizeOf(item, mode), now / 1000);
    // One's own has the next lane, or shorter comments, which fit sooner, would always be before it.
    full.add(free || item.own ? mode : kind);
    return free;
  }

  #isPending(mode) {
    const { comments, _: inner } = this.#danmaku;
    return comments.slice(inner.position).some((comment) => comment.mode === mode);
  }

  #count() {
    const { comments, _: inner } = this.#danmaku;
    return inner.runningList.length + comments.length - inner.position;
  }

  #modeOf(item) {
    const motion = this.#settings.get('motion');
    const still = motion === 'still' || (motion === 'system' && this.#stillPreferred.matches);
    const moves = item.mode === 'scroll' || item.mode === 'reverse';
    return still && moves ? 'top' : LIBRARY_MODES[item.mode];
  }

  #chooseFontSizes() {
    const screen = this.#container.parentElement.offsetHeight;
    const normal = Math.min(40, Math.max(15, screen * 0.048)) * (this.#settings.get('fontSize') / 100);
    // Two lines must fit: the library divides by the height that one comment leaves free.
    const most = this.#container.offsetHeight / (2 * LINE_HEIGHT);
    for (const [size, factor] of Object.entries(SIZES)) {
      this.#fontSizes[size] = Math.round(Math.min(normal * factor, most));
    }
  }

  #sizeOf(item, mode) {
    const fontSize = this.#fontSizes[item.size];
    this.#measure.font = `600 ${fontSize}px ${this.#family}`;
    const width = this.#measure.measureText(item.text).width + fontSize;
    const lines = stands(mode) ? Math.ceil(width / this.#container.offsetWidth) : 1;
    return { width: width / lines, height: Math.ceil(lines * fontSize * LINE_HEIGHT) };
  }

  #element(item, mode) {
    const element = document.createElement('span');
    element.className = 'danmaku';
    element.classList.toggle('danmaku--own', item.own);
    element.classList.toggle('danmaku--standing', stands(mode));
    element.classList.toggle('danmaku--dark', isDark(item.color));
    element.dataset.id = String(item.id);
    element.dataset.mode = item.mode;
    element.dataset.size = item.size;
    element.style.color = item.color;
    element.style.fontSize = `${this.#fontSizes[item.size]}px`;
    element.textContent = item.text;
    showCount(element, item.count);
    return element;
  }

  #addToRepeat(item, now) {
    const repeat = this.#onStage.get(repeatKey(item));
    if (!repeat || repeat.until < now) {
      return false;
    }
    repeat.count += item.count;
    showCount(repeat.element, repeat.count);
    repeat.element.classList.toggle('danmaku--own', item.own || repeat.element.classList.contains('danmaku--own'));
    return true;
  }

  #forgetPast(now) {
    const { comments, _: inner } = this.#danmaku;
    comments.splice(0, inner.position);
    inner.position = 0;
    for (const [key, { until }] of this.#onStage) {
      if (until >= now) {
        break;
      }
      this.#onStage.delete(key);
    }
  }

  #refillTokens(now) {
    const perSecond = Number(this.#settings.get('density')) || 0;
    const burst = Math.max(1, perSecond / 5);
    this.#tokens = Math.min(burst, this.#tokens + (perSecond * (now - this.#tokensAt)) / 1000);
    this.#tokensAt = now;
  }

  #takeToken() {
    if (this.#tokens < 1) {
      return false;
    }
    this.#tokens--;
    return true;
  }
}

/** Whether a comment in one of the library's modes stays in its place. */
function stands(mode) {
  return mode === 'top' || mode === 'bottom';
}

function showCount(element, count) {
  if (count > 1) {
    element.dataset.count = `×${count}`;
  }
}

/** Whether a light outline makes the colour easier to read than a dark one. */
function isDark(color) {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
  return 0.299 * red + 0.587 * green + 0.114 * blue < 70;
}
