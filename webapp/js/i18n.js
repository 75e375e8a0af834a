/** The language of the page: chosen by the viewer or else by the browser, applied to marked elements, asked by the rest. */
import { STRINGS } from './strings.js';

export class I18n extends EventTarget {
  #settings;
  #strings;
  #language;

  /**
   * @param {import('./settings.js').Settings} settings
   * @param {typeof STRINGS} strings the words of the page
   */
  constructor(settings, strings = STRINGS) {
    super();
    this.#settings = settings;
    this.#strings = strings;
    this.#language = this.#wanted();
    settings.addEventListener('language', () => {
      this.#language = this.#wanted();
      this.apply();
      this.dispatchEvent(new Event('change'));
    });
  }

  get language() {
    return this.#language;
  }

  /** The words under a key, such as `state.live`, with values filled in. */
  t(key, values = {}) {
    const words = key.split('.').reduce((branch, part) => branch?.[part], this.#strings[this.#language]);
    return words?.replace(/\{(\w+)\}/g, (_, name) => String(values[name])) ?? '';
  }

  /** Whether there are words under a key. */
  has(key) {
    return this.t(key) !== '';
  }

  toggle() {
    this.#settings.set('language', this.#language === 'zh' ? 'en' : 'zh');
  }

  /** Translates every marked element of the page. */
  apply() {
    document.documentElement.lang = this.#language === 'zh' ? 'zh-Hans' : 'en';
    for (const element of document.querySelectorAll('[data-i18n]')) {
      element.textContent = this.t(element.dataset.i18n);
    }
    for (const element of document.querySelectorAll('[data-i18n-label]')) {
      const label = this.t(element.dataset.i18nLabel);
      element.setAttribute('aria-label', label);
      if (element instanceof HTMLButtonElement) {
        element.title = label;
      }
    }
    for (const element of document.querySelectorAll('[data-i18n-placeholder]')) {
      element.setAttribute('placeholder', this.t(element.dataset.i18nPlaceholder));
    }
  }

  #wanted() {
    const chosen = this.#settings.get('language');
    if (chosen !== 'auto') {
      return chosen;
    }
    const first = navigator.languages.find((language) => /^(zh|en)\b/i.test(language)) ?? 'en';
    return first.slice(0, 2).toLowerCase();
  }
}
