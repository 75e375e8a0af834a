/** What a moderator does with a comment of the list: takes it back, or mutes its author. Nobody else sees any of it. */
import { toast } from './toast.js';

const MUTE_MS = 10 * 60 * 1000;

/**
 * @param {{client: import('../danmaku-client.js').DanmakuClient, log: import('./log.js').CommentLog,
 *     i18n: import('./i18n.js').I18n}} parts
 */
export function bindActs({ client, log, i18n }) {
  const dialog = document.getElementById('act-dialog');
  const comment = document.getElementById('act-comment');
  const error = document.getElementById('act-error');
  let picked = { id: 0, epoch: '' };

  client.addEventListener('hello', ({ detail }) => {
    log.offerActs(detail.rights.includes('moderate') ? pick : null);
  });
  dialog.addEventListener('click', ({ target }) => {
    const { act } = target.dataset;
    if (act !== undefined) {
      perform(act);
    }
  });

  function pick({ id, user, text }) {
    picked = { id, epoch: client.hello.epoch };
    comment.textContent = i18n.t('spoken', { user, text });
    error.hidden = true;
    dialog.showModal();
  }

  async function perform(act) {
    const { id, epoch } = picked;
    try {
      const { durable } = await client.moderate(
        act === 'recall' ? { act, epoch, ids: [id] } : { act, epoch, id, for: MUTE_MS },
      );
      dialog.close();
      toast(i18n.t(act === 'recall' || durable ? 'actDone' : 'actDoneForNow'));
    } catch ({ code, message }) {
      error.textContent = i18n.has(`errors.${code}`) ? i18n.t(`errors.${code}`, { n: 1 }) : i18n.t('errorOther', { message });
      error.hidden = false;
    }
  }
}
