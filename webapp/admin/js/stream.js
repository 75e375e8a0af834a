/** What the server pushes: an event a second, of what this page shows. Comes back by itself, whatever happens to the server. */

const SILENT_MS = 6000;
const RETRY_MS = 2000;
const RETRY_SPREAD_MS = 3000;
const SETTLE_MS = 200;
const EVENTS = ['node', 'rooms', 'room'];

/** Fires `node`, `rooms` and `room`, with what the server says as `detail`, and `state`: `connecting`, `live` or `waiting`. */
export class Stream extends EventTarget {
  /** @type {EventSource | null} */
  #source = null;
  #view = '';
  #state = 'connecting';
  #timer = undefined;
  #silence = undefined;

  get state() {
    return this.#state;
  }

  /**
   * Has the server tell what this page shows from now on.
   * @param {Record<string, string>} view parameters; what is typed in between asks once
   */
  show(view) {
    const wanted = String(new URLSearchParams(view));
    if (wanted === this.#view && this.#source !== null) {
      return;
    }
    const first = this.#source === null && this.#timer === undefined;
    this.#view = wanted;
    this.#again(first ? 0 : SETTLE_MS);
  }

  #again(delay) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#open(), delay);
  }

  #open() {
    this.#source?.close();
    const source = new EventSource(`api/stream?${this.#view}`);
    this.#source = source;
    this.#listen();
    for (const name of EVENTS) {
      source.addEventListener(name, ({ data }) => {
        this.#listen();
        this.#become('live');
        this.dispatchEvent(new CustomEvent(name, { detail: JSON.parse(data) }));
      });
    }
    source.addEventListener('error', () => {
      // A response that has ended is asked for again by the browser, a refusal is not.
      if (source.readyState === EventSource.CLOSED) {
        this.#lost();
      } else {
        this.#become('waiting');
      }
    });
  }

  #listen() {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#lost(), SILENT_MS);
  }

  #lost() {
    clearTimeout(this.#silence);
    this.#source?.close();
    this.#become('waiting');
    this.#again(RETRY_MS + Math.random() * RETRY_SPREAD_MS);
  }

  #become(state) {
    if (state !== this.#state) {
      this.#state = state;
      this.dispatchEvent(new CustomEvent('state', { detail: state }));
    }
  }
}
