/** Single keys for what a viewer does often, never while something is typed, and Esc for leaving. */

/**
 * @param {object} parts
 * @param {import('./settings.js').Settings} parts.settings
 * @param {Record<string, () => void>} parts.keys what each key does
 * @param {() => boolean} parts.leave closes what is open; tells whether anything was
 */
export function listenToKeys({ settings, keys, leave }) {
  document.addEventListener('keydown', (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) {
      return;
    }
    if (event.key === 'Escape') {
      if (!leave() && document.activeElement instanceof HTMLInputElement) {
        document.activeElement.blur();
      }
      return;
    }
    const act = keys[event.key.toLowerCase()];
    if (act && settings.get('shortcuts') && !takesKeys(event.target)) {
      event.preventDefault();
      act();
    }
  });
}

function takesKeys(element) {
  return element.closest('input, textarea, select, video') !== null;
}
