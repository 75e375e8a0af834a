/** Where the viewer writes: the text with its counter, mode, colour and size, and what came of sending it. */

const COLORS = [
  '#FFFFFF',
  '#FE0302',
  '#FF7204',
  '#FFD302',
  '#00CD00',
  '#4DE9FF',
  '#4266BE',
  '#B58CFF',
  '#FF86C8',
  '#222222',
];

/** Timers cannot be longer. */
const TIMER_MOST_MS = 2 ** 31 - 1;

export class Composer {
  #form = document.getElementById('composer');
  #text = document.getElementById('comment');
  #counter = document.getElementById('counter');
  #error = document.getElementById('post-error');
  #letter = document.getElementById('style-letter');
  #styles = document.getElementById('style');
  #swatches = document.getElementById('swatches');
  #client;
  #settings;
  #i18n;
  #sending = false;
  #silenceEnd = undefined;

  /**
   * @param {import('../danmaku-client.js').DanmakuClient} client
   * @param {import('./settings.js').Settings} settings
   * @param {import('./i18n.js').I18n} i18n
   */
  constructor(client, settings, i18n) {
    this.#client = client;
    this.#settings = settings;
    this.#i18n = i18n;
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#send();
    });
    this.#text.addEventListener('input', () => {
      this.#say('');
      this.#count();
    });
    client.addEventListener('hello', () => this.#count());
    client.addEventListener('rules', () => this.#showRules());
    i18n.addEventListener('change', () => {
      this.#makeSwatches();
      this.#count();
      this.#showRules();
    });
    this.#styles.addEventListener('input', (event) => this.#styleChosen(event.target));
    this.#makeSwatches();
    this.#count();
  }

  #limit() {
    return this.#client.hello?.limits.text ?? 100;
  }

  #count() {
    const used = codePoints(this.#text.value.trim());
    const limit = this.#limit();
    const over = used > limit;
    this.#counter.textContent = `${used}/${limit}`;
    this.#counter.setAttribute('aria-label', this.#i18n.t('counter', { used, limit }));
    this.#counter.classList.toggle('composer__counter--over', over);
    this.#text.setAttribute('aria-invalid', String(over));
  }

  async #send() {
    const text = this.#text.value.trim();
    const refusal = this.#refusal(text);
    if (refusal !== '') {
      this.#say(refusal);
      return;
    }
    if (this.#sending) {
      return;
    }
    this.#sending = true;
    this.#say('');
    this.#form.setAttribute('aria-busy', 'true');
    const sent = this.#text.value;
    try {
      await this.#client.post({
        text,
        mode: this.#settings.get('postMode'),
        size: this.#settings.get('postSize'),
        color: this.#settings.get('postColor'),
      });
      // What was typed while the answer was on its way is kept.
      if (this.#text.value === sent) {
        this.#text.value = '';
      }
    } catch (error) {
      this.#say(this.#words(error));
    } finally {
      this.#sending = false;
      this.#form.removeAttribute('aria-busy');
      this.#count();
    }
  }

  #refusal(text) {
    if (text === '') {
      return this.#i18n.t('errors.text_missing');
    }
    const limit = this.#limit();
    return codePoints(text) > limit ? this.#i18n.t('errors.text_too_long', { limit }) : '';
  }

  #words({ code, message, retryAfterMs }) {
    const key = `errors.${code}`;
    const n = Math.max(1, Math.ceil((retryAfterMs ?? 1000) / 1000));
    return this.#i18n.has(key)
      ? this.#i18n.t(key, { n, limit: this.#limit() })
      : this.#i18n.t('errorOther', { message });
  }

  /** What holds in the room stands where one would write: who may post all the same is the server's to say. */
  #showRules() {
    const { silence, slow } = this.#client.rules;
    const silenced = silence && !(silence.until !== null && silence.until <= Date.now());
    const key = silenced ? 'silenced' : slow > 0 ? 'slowMode' : 'commentPlaceholder';
    this.#form.dataset.rule = silenced ? 'silenced' : slow > 0 ? 'slow' : '';
    this.#text.placeholder = this.#i18n.t(key, { n: Math.ceil(slow / 1000) });
    clearTimeout(this.#silenceEnd);
    if (silenced && silence.until !== null) {
      this.#silenceEnd = setTimeout(() => this.#showRules(), Math.min(TIMER_MOST_MS, silence.until - Date.now() + 1));
    }
  }

  #say(words) {
    this.#error.textContent = words;
  }

  #styleChosen(control) {
    if (control.name === 'mode') {
      this.#settings.set('postMode', control.value);
    } else if (control.name === 'size') {
      this.#settings.set('postSize', control.value);
    } else {
      this.#settings.set('postColor', control.value.toUpperCase());
    }
    this.#showStyle();
  }

  #makeSwatches() {
    const own = document.createElement('input');
    own.type = 'color';
    own.className = 'swatch swatch--own';
    own.setAttribute('aria-label', this.#i18n.t('colorOwn'));
    own.title = this.#i18n.t('colorOwn');
    this.#swatches.replaceChildren(...COLORS.map((color) => this.#swatch(color)), own);
    this.#showStyle();
  }

  #swatch(color) {
    const swatch = document.createElement('input');
    swatch.type = 'radio';
    swatch.name = 'color';
    swatch.value = color;
    swatch.className = 'swatch';
    swatch.style.setProperty('--swatch', color);
    swatch.setAttribute('aria-label', this.#i18n.t(`colors.${color}`));
    swatch.title = this.#i18n.t(`colors.${color}`);
    return swatch;
  }

  #showStyle() {
    const color = this.#settings.get('postColor');
    for (const control of this.#styles.querySelectorAll('input')) {
      if (control.type === 'color') {
        control.value = color.toLowerCase();
      } else {
        const name = { mode: 'postMode', size: 'postSize', color: 'postColor' }[control.name];
        control.checked = control.value === this.#settings.get(name);
      }
    }
    this.#letter.style.setProperty('--swatch', color);
  }
}

function codePoints(text) {
  return [...text].length;
}
