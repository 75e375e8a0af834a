/** The inside of a room: ties client, stage, list, composer and controls together. */
import { DanmakuClient } from '../danmaku-client.js';
import { Announcer } from './announcer.js';
import { Composer } from './composer.js';
import { ConnectionView } from './connection.js';
import { prepare, wordBlocker } from './filter.js';
import { Fullscreen } from './fullscreen.js';
import { listenToKeys } from './keyboard.js';
import { bindRoomsDialog } from './landing.js';
import { CommentLog } from './log.js';
import { bindActs } from './moderate.js';
import { Notices } from './notices.js';
import { Panels } from './panels.js';
import { Picture } from './picture.js';
import { bindSettingsPanel } from './settings-panel.js';
import { bindShare } from './share.js';
import { Stage } from './stage.js';
import { toast } from './toast.js';

/** What comes later than this after it was posted does not belong to the picture any more: it is listed only. */
const STAGED_LATE_MS = 15000;

/**
 * @param {{room: string, compression: 'auto' | 'subprotocol'}} where
 * @param {import('./settings.js').Settings} settings
 * @param {import('./i18n.js').I18n} i18n
 */
export function watch({ room, compression }, settings, i18n) {
  document.title = `${room} · Danmaku`;
  document.getElementById('room-name').textContent = room;
  document.getElementById('room-head').hidden = false;
  document.getElementById('watch').hidden = false;

  const client = new DanmakuClient({ room, compression, ticket: takeTicket(room) });
  const log = new CommentLog(i18n);
  const announcer = new Announcer(settings, i18n, () => log.paused);
  const stage = new Stage(document.getElementById('stage'), settings);
  new ConnectionView(client, i18n, announcer);
  new Composer(client, settings, i18n);
  new Notices(client);
  bindActs({ client, log, i18n });
  new Picture(settings, i18n);
  bindSettingsPanel(settings);
  bindShare(i18n);
  bindControls({ settings, i18n, log, openRooms: bindRoomsDialog(i18n, room, toast) });
  deliver({ client, settings, stage, log, announcer });
  client.connect();
}

/**
 * What the address says behind its `#`, which browsers send to no server: `ticket=...`, or `login` for users whom the
 * server itself logs in. A ticket does not stay there: the address is there to be shared.
 */
function takeTicket(room) {
  const fragment = new URLSearchParams(location.hash.slice(1));
  if (fragment.has('login')) {
    return async () => {
      const answer = await fetch(`user/ticket?room=${encodeURIComponent(room)}`, { cache: 'no-store' });
      const { ticket, detail } = await answer.json();
      if (!answer.ok) {
        throw new Error(detail);
      }
      return ticket;
    };
  }
  const ticket = fragment.get('ticket') ?? undefined;
  if (ticket !== undefined) {
    history.replaceState(history.state, '', location.pathname + location.search);
  }
  return ticket;
}

function deliver({ client, settings, stage, log, announcer }) {
  let blocks = wordBlocker(settings.get('blockedWords'));
  settings.addEventListener('blockedWords', () => {
    blocks = wordBlocker(settings.get('blockedWords'));
  });
  const show = ({ items, at, recovered }) => {
    const shown = prepare(items, { blocks, merge: settings.get('merge') });
    if (!recovered || Date.now() - at < STAGED_LATE_MS) {
      stage.play(shown, at);
    }
    log.add(shown);
    announcer.comments(shown);
  };
  client.addEventListener('batch', ({ detail }) => show(detail));
  let epoch = '';
  client.addEventListener('hello', ({ detail }) => {
    if (detail.epoch !== epoch) {
      epoch = detail.epoch;
      log.startEpoch();
    }
  });
  client.addEventListener('recall', ({ detail }) => {
    const ids = new Set(detail.ids);
    [stage, log, announcer].forEach((place) => place.remove(ids));
  });
  client.addEventListener('danmaku', ({ detail }) => {
    // In no batch: the room left it out, but its author is to see it.
    if (detail.copy) {
      show({ items: [detail], at: detail.at, recovered: false });
    }
  });
}

function bindControls({ settings, i18n, log, openRooms }) {
  const panels = new Panels(['settings', 'style', 'picture']);
  const fullscreen = new Fullscreen();
  const help = document.getElementById('help');
  const text = document.getElementById('comment');
  const switchDanmaku = bindDanmakuSwitch(settings, i18n);
  document.getElementById('open-help').addEventListener('click', () => help.showModal());
  listenToKeys({
    settings,
    keys: {
      c: () => text.focus(),
      d: switchDanmaku,
      f: () => fullscreen.toggle(),
      s: () => panels.toggle('settings'),
      p: () => log.togglePause(),
      r: openRooms,
      '?': () => help.showModal(),
    },
    leave: () => panels.close() || fullscreen.leaveFilling(),
  });
}

function bindDanmakuSwitch(settings, i18n) {
  const button = document.getElementById('toggle-danmaku');
  const show = () => button.setAttribute('aria-pressed', String(settings.get('visible')));
  const turn = () => {
    settings.set('visible', !settings.get('visible'));
    toast(i18n.t(settings.get('visible') ? 'danmakuIsOn' : 'danmakuIsOff'));
  };
  button.addEventListener('click', turn);
  settings.addEventListener('visible', show);
  show();
  return turn;
}
