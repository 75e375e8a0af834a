/** Copies the room's address for others to open. */
import { toast } from './toast.js';

/** @param {import('./i18n.js').I18n} i18n */
export function bindShare(i18n) {
  document.getElementById('share').addEventListener('click', async () => {
    const url = location.href;
    try {
      await navigator.clipboard.writeText(url);
      toast(i18n.t('shared'));
    } catch {
      // No clipboard on plain http: or without permission: show the address, it can be copied by hand.
      toast(i18n.t('shareFailed', { url }));
    }
  });
}
