/** A short message at the foot of the page that goes away by itself. */

const SHOWN_MS = 4000;
const box = document.getElementById('toast');
let timer;

/** @param {string} words */
export function toast(words) {
  box.textContent = words;
  box.hidden = false;
  clearTimeout(timer);
  timer = setTimeout(() => {
    box.hidden = true;
  }, SHOWN_MS);
}
