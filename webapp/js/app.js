/** The start of the page: reads which room is wanted, and shows that room or the way into one. */
import { isRoomId } from '../danmaku-client.js';
import { I18n } from './i18n.js';
import { showLanding } from './landing.js';
import { Settings } from './settings.js';
import { bindTheme } from './theme.js';
import { watch } from './watch.js';

const settings = new Settings();
const i18n = new I18n(settings);
const languageButton = document.getElementById('language');

function showLanguageButton() {
  // Each language under its own name: who needs the button may not read the page.
  const other = i18n.language === 'zh' ? 'en' : 'zh';
  languageButton.textContent = other === 'zh' ? '中文' : 'English';
  languageButton.lang = other === 'zh' ? 'zh-Hans' : 'en';
}

i18n.apply();
showLanguageButton();
i18n.addEventListener('change', showLanguageButton);
languageButton.addEventListener('click', () => i18n.toggle());
bindTheme(settings, i18n);

const wanted = new URLSearchParams(location.search);
const room = wanted.get('room') ?? '';
if (isRoomId(room)) {
  // For trying the other way: what everybody needs, the browser does by itself.
  const compression = wanted.get('compression') === 'subprotocol' ? 'subprotocol' : 'auto';
  watch({ room, compression }, settings, i18n);
} else {
  showLanding(i18n, room);
}
