/** Full screen of the player; where the browser has none for elements (iPhone), the player fills the page instead. */

export class Fullscreen {
  #player = document.getElementById('player');
  #button = document.getElementById('fullscreen');

  constructor() {
    this.#button.addEventListener('click', () => this.toggle());
    document.addEventListener('fullscreenchange', () => this.#show(document.fullscreenElement !== null));
  }

  toggle() {
    if (document.fullscreenElement) {
      document.exitFullscreen();
    } else if (this.#player.classList.contains('player--filling')) {
      this.leaveFilling();
    } else if (this.#player.requestFullscreen) {
      this.#player.requestFullscreen().catch(() => this.#show(true));
    } else {
      this.#show(true);
    }
  }

  /** Leaves the substitute for full screen; the real one leaves by itself on Esc. Tells whether there was one. */
  leaveFilling() {
    const filling = this.#player.classList.contains('player--filling') && !document.fullscreenElement;
    if (filling) {
      this.#show(false);
    }
    return filling;
  }

  #show(filling) {
    this.#player.classList.toggle('player--filling', filling);
    this.#button.setAttribute('aria-pressed', String(filling));
  }
}
