/** Light or dark: as the system says, until the viewer chooses. */
import { toast } from './toast.js';

const NEXT = { auto: 'light', light: 'dark', dark: 'auto' };

/**
 * @param {import('./settings.js').Settings} settings
 * @param {import('./i18n.js').I18n} i18n
 */
export function bindTheme(settings, i18n) {
  const show = () => {
    document.documentElement.dataset.theme = settings.get('theme');
  };
  settings.addEventListener('theme', show);
  document.getElementById('theme').addEventListener('click', () => {
    settings.set('theme', NEXT[settings.get('theme')]);
    toast(i18n.t(`themeNow.${settings.get('theme')}`));
  });
  show();
}
