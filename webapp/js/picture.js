/** What is behind the comments: the built-in scene, or the viewer's own video from a file or an address. */
import { Background } from './background.js';

export class Picture {
  #video = document.getElementById('video');
  #error = document.getElementById('picture-error');
  #file = document.getElementById('video-file');
  #address = document.getElementById('video-url');
  #background = new Background(document.getElementById('scene'));
  #settings;
  #i18n;
  /** Address of the chosen file, to be given back when another picture is chosen. */
  #objectUrl = '';

  /**
   * @param {import('./settings.js').Settings} settings
   * @param {import('./i18n.js').I18n} i18n
   */
  constructor(settings, i18n) {
    this.#settings = settings;
    this.#i18n = i18n;
    // The attribute alone does not mute a video that a script gives its source.
    this.#video.muted = true;
    this.#video.addEventListener('error', () => this.#failed());
    this.#file.addEventListener('change', () => this.#useFile());
    document.getElementById('use-scene').addEventListener('click', () => this.#useScene());
    document.getElementById('video-form').addEventListener('submit', (event) => {
      event.preventDefault();
      this.#useAddress(this.#address.value.trim());
    });
    const remembered = settings.get('videoUrl');
    this.#address.value = remembered;
    if (isWebAddress(remembered)) {
      this.#play(remembered);
    } else {
      this.#useScene();
    }
  }

  #useScene() {
    this.#settings.set('videoUrl', '');
    this.#say('');
    this.#file.value = '';
    this.#stopVideo();
    this.#background.show(true);
  }

  #useFile() {
    const [file] = this.#file.files;
    if (file) {
      this.#settings.set('videoUrl', '');
      const url = URL.createObjectURL(file);
      this.#play(url);
      this.#objectUrl = url;
    }
  }

  #useAddress(address) {
    if (!isWebAddress(address)) {
      this.#say('videoUrlBad');
      return;
    }
    this.#settings.set('videoUrl', address);
    this.#file.value = '';
    this.#play(address);
  }

  #play(source) {
    this.#say('');
    this.#stopVideo();
    this.#background.show(false);
    this.#video.hidden = false;
    this.#video.src = source;
    // A browser that does not start videos by itself shows the controls instead.
    this.#video.play().catch(() => {});
  }

  #stopVideo() {
    this.#video.hidden = true;
    this.#video.removeAttribute('src');
    this.#video.load();
    URL.revokeObjectURL(this.#objectUrl);
    this.#objectUrl = '';
  }

  #failed() {
    // Taking the source away is reported as an error too.
    if (this.#video.hasAttribute('src')) {
      this.#useScene();
      this.#say('videoFailed');
    }
  }

  #say(key) {
    this.#error.textContent = key === '' ? '' : this.#i18n.t(key);
    this.#error.hidden = key === '';
  }
}

function isWebAddress(text) {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
