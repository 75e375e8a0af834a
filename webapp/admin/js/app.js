/** The start of the admin page: one stream of the server's, and what the address says is shown. */
import { isRoomId } from '../../danmaku-client.js';
import { I18n } from '../../js/i18n.js';
import { Settings } from '../../js/settings.js';
import { bindTheme } from '../../js/theme.js';
import { Alarms } from './alarms.js';
import { Audit } from './audit.js';
import { Configuration } from './configuration.js';
import { Formats } from './dom.js';
import { Overview } from './overview.js';
import { counted, Rates } from './rates.js';
import { RoomView } from './room.js';
import { Rooms } from './rooms.js';
import { Stream } from './stream.js';
import { ADMIN_STRINGS } from './strings.js';

const PLACES = ['overview', 'rooms', 'configuration', 'audit'];

const settings = new Settings();
const i18n = new I18n(settings, ADMIN_STRINGS);
const formats = new Formats(i18n);
const rates = new Rates();
const stream = new Stream();
const overview = new Overview({ i18n, formats, rates });
const rooms = new Rooms({ i18n, formats });
const room = new RoomView({ i18n, formats });
const configuration = new Configuration(i18n);
const audit = new Audit(formats);
const alarms = new Alarms(i18n);
const stateBox = document.getElementById('state');
const languageButton = document.getElementById('language');
let place = '';
let server = '';
let recorded = 0;

function showState() {
  stateBox.dataset.state = stream.state;
  stateBox.dataset.server = server;
  document.getElementById('state-text').textContent =
    stream.state === 'live' ? i18n.t(`server.${server}`) : i18n.t(`state.${stream.state}`);
}

function showLanguageButton() {
  const other = i18n.language === 'zh' ? 'en' : 'zh';
  languageButton.textContent = other === 'zh' ? '中文' : 'English';
  languageButton.lang = other === 'zh' ? 'zh-Hans' : 'en';
}

/** Shows what the address says behind its `#`. */
function go(focus) {
  const [name, value = ''] = location.hash.slice(1).split('=', 2);
  const wanted = name === 'room' ? decodeRoom(value) : '';
  const next = name === 'room' && wanted !== '' ? 'room' : PLACES.includes(name) ? name : 'overview';
  if (place === 'room') {
    room.leave();
  }
  place = next;
  for (const section of document.querySelectorAll('.view')) {
    section.hidden = section.id !== place;
  }
  for (const link of document.querySelectorAll('.tabs__link')) {
    const current = link.hash === `#${place}` || (place === 'room' && link.hash === '#rooms');
    link.toggleAttribute('aria-current', current);
    if (current) {
      link.setAttribute('aria-current', 'page');
    }
  }
  if (place === 'room') {
    room.enter(wanted);
  } else if (place === 'configuration') {
    configuration.load();
  } else if (place === 'audit') {
    audit.load(recorded);
  } else if (place === 'overview') {
    overview.renew();
  }
  showTitle();
  listen();
  if (focus) {
    document.querySelector(`#${place} h1`).focus();
  }
}

function decodeRoom(text) {
  try {
    const name = decodeURIComponent(text);
    return isRoomId(name) ? name : '';
  } catch {
    return '';
  }
}

function showTitle() {
  const name = place === 'room' ? room.view.room : i18n.t(place);
  document.title = `${name} · ${i18n.t('title')}`;
}

/** The stream tells what is shown, and no more. */
function listen() {
  stream.show(place === 'rooms' ? rooms.view : place === 'room' ? room.view : {});
}

stream.addEventListener('state', showState);
stream.addEventListener('node', ({ detail }) => {
  rates.add(detail.at, counted(detail.node));
  recorded = detail.recorded;
  if (server !== detail.state) {
    server = detail.state;
    showState();
  }
  overview.show(detail);
  alarms.check(detail, rates);
  if (place === 'audit') {
    audit.load(recorded);
  }
});
stream.addEventListener('rooms', ({ detail }) => {
  if (place === 'rooms') {
    rooms.show(detail);
  }
});
stream.addEventListener('room', ({ detail }) => room.show(detail));
rooms.addEventListener('change', listen);
addEventListener('hashchange', () => go(true));

i18n.apply();
showLanguageButton();
i18n.addEventListener('change', () => {
  showLanguageButton();
  showState();
  showTitle();
  [overview, rooms, room, configuration, audit].forEach((part) => part.renew());
});
languageButton.addEventListener('click', () => i18n.toggle());
bindTheme(settings, i18n);
settings.addEventListener('theme', () => overview.renew());
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => overview.renew());
showState();
go(false);
