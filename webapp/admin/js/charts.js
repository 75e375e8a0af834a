/** The overview's charts: the last minutes since the page was opened, drawn by uPlot. */

const POINTS = 300;
const HEIGHT = 170;

/** A chart of a few lines over time. */
export class Chart {
  #place;
  #lines;
  #i18n;
  #formats;
  #format;
  /** Times in seconds since 1970, then each line's numbers. */
  #data;
  /** @type {uPlot | null} */
  #plot = null;

  /**
   * @param {object} parts
   * @param {HTMLElement} parts.place
   * @param {{words: string, color: string, dash?: number[]}[]} parts.lines keys of their names, and names of colours in the style sheet
   * @param {import('../../js/i18n.js').I18n} parts.i18n
   * @param {import('./dom.js').Formats} parts.formats
   * @param {(value: number | null) => string} parts.format
   */
  constructor({ place, lines, i18n, formats, format }) {
    this.#place = place;
    this.#lines = lines;
    this.#i18n = i18n;
    this.#formats = formats;
    this.#format = format;
    this.#data = [[], ...lines.map(() => [])];
    place.setAttribute('role', 'img');
    new ResizeObserver(() => this.#fit()).observe(place);
  }

  /**
   * @param {number} at milliseconds since 1970
   * @param {(number | null)[]} values one for each line
   */
  add(at, values) {
    [at / 1000, ...values].forEach((value, index) => {
      this.#data[index].push(value);
      if (this.#data[index].length > POINTS) {
        this.#data[index].shift();
      }
    });
    this.#say(values);
    if (this.#place.clientWidth > 0 && !document.hidden) {
      this.#plot ??= this.#make();
      this.#plot.setData(this.#data);
    }
  }

  /** Draws anew: the words or the colours are others. */
  renew() {
    this.#plot?.destroy();
    this.#plot = null;
    if (this.#place.clientWidth > 0 && this.#data[0].length > 0) {
      this.#plot = this.#make();
      this.#say(this.#data.slice(1).map((line) => line.at(-1)));
    }
  }

  #fit() {
    const width = this.#place.clientWidth;
    if (this.#plot !== null && width > 0 && width !== this.#plot.width) {
      this.#plot.setSize({ width, height: HEIGHT });
    } else if (this.#plot === null) {
      this.renew();
    }
  }

  /** Who does not see the lines is told where they end. */
  #say(values) {
    const words = this.#lines.map(({ words: key }, index) => `${this.#i18n.t(key)}: ${this.#format(values[index])}`);
    this.#place.setAttribute('aria-label', words.join(', '));
  }

  #make() {
    const styles = getComputedStyle(document.documentElement);
    const probe = this.#place.ownerDocument.createElement('span');
    this.#place.append(probe);
    const color = (name) => {
      probe.style.color = styles.getPropertyValue(name);
      return getComputedStyle(probe).color;
    };
    const axis = { stroke: color('--muted'), grid: { stroke: color('--line'), width: 1 }, ticks: { show: false } };
    const options = {
      width: this.#place.clientWidth,
      height: HEIGHT,
      cursor: { y: false, drag: { setScale: false } },
      scales: { y: { range: (plot, min, max) => [0, Math.max(1, max * 1.1)] } },
      axes: [
        { ...axis, space: 80, values: (plot, ticks) => ticks.map((tick) => this.#formats.time(tick * 1000)) },
        { ...axis, size: 56, values: (plot, ticks) => ticks.map((tick) => this.#format(tick)) },
      ],
      series: [
        { label: this.#i18n.t('time'), value: (plot, value) => (value === null ? '' : this.#formats.time(value * 1000)) },
        ...this.#lines.map(({ words, color: name, dash }) => ({
          label: this.#i18n.t(words),
          stroke: color(name),
          width: 2,
          dash,
          points: { show: false },
          value: (plot, value) => this.#format(value),
        })),
      ],
    };
    probe.remove();
    return new uPlot(options, this.#data, this.#place);
  }
}
