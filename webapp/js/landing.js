/** The way into a room: a form, and the rooms that are live. */
import { isRoomId } from '../danmaku-client.js';
import { Background } from './background.js';
import { RoomList } from './rooms.js';

/**
 * @param {import('./i18n.js').I18n} i18n
 * @param {string} refused the room that was asked for and cannot be one; empty when none was asked for
 */
export function showLanding(i18n, refused) {
  const message = document.getElementById('room-refused');
  const sayRefused = (room) => {
    message.textContent = i18n.t('roomRefused', { room });
    message.hidden = false;
  };
  if (refused !== '') {
    sayRefused(refused);
    i18n.addEventListener('change', () => sayRefused(refused));
  }
  bindJoin(document.getElementById('join'), sayRefused);
  document.getElementById('landing').hidden = false;
  new Background(document.getElementById('landing-scene')).show(true);
  document.getElementById('skip-link').hidden = true;
  const list = document.getElementById('landing-rooms');
  new RoomList({ list, hint: document.getElementById('landing-rooms-hint'), i18n, current: '' }).start();
}

/** The same from within a room, as a dialog. Returns what opens it. */
export function bindRoomsDialog(i18n, current, say) {
  const dialog = document.getElementById('rooms-dialog');
  const list = document.getElementById('dialog-rooms');
  const rooms = new RoomList({ list, hint: document.getElementById('dialog-rooms-hint'), i18n, current });
  const open = () => {
    dialog.showModal();
    rooms.start();
  };
  const button = document.getElementById('open-rooms');
  button.hidden = false;
  button.addEventListener('click', open);
  dialog.addEventListener('close', () => rooms.stop());
  bindJoin(document.getElementById('dialog-join'), (room) => say(i18n.t('roomRefused', { room })));
  return open;
}

function bindJoin(form, refuse) {
  form.addEventListener('submit', (event) => {
    const field = form.elements.namedItem('room');
    field.value = field.value.trim();
    if (!isRoomId(field.value)) {
      event.preventDefault();
      refuse(field.value);
      field.focus();
    }
  });
}
