/** What staff say to the whole room: a pinned notice above the comments, and announcements over the picture. Text only. */

const SHOWN_MS = 15000;

export class Notices {
  #pinned = document.getElementById('pinned');
  #pinnedText = document.getElementById('pinned-text');
  #announcement = document.getElementById('announcement');
  #timer = undefined;

  /** @param {import('../danmaku-client.js').DanmakuClient} client */
  constructor(client) {
    client.addEventListener('rules', ({ detail }) => this.#pin(detail.pinned));
    client.addEventListener('announcement', ({ detail }) => this.#announce(detail));
  }

  #pin(text) {
    this.#pinnedText.textContent = text ?? '';
    this.#pinned.hidden = text === null;
  }

  /** What was said while this viewer was away is no news any more. */
  #announce({ text, at, recovered }) {
    if (recovered && Date.now() - at > SHOWN_MS) {
      return;
    }
    this.#announcement.textContent = text;
    this.#announcement.hidden = false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#announcement.hidden = true;
    }, SHOWN_MS);
  }
}
