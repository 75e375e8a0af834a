/** The overview: tiles, charts, connections by kind, and all that is counted. */
import { moderate, order } from './api.js';
import { askFirst } from './ask.js';
import { Chart } from './charts.js';
import { make, numberCell, showRows } from './dom.js';
import { total } from './rates.js';
import { toast } from '../../js/toast.js';

/** Each tile: its words' key, and what it says of a look at the node. */
const TILES = [
  ['viewers', ({ viewers }, rates, formats) => formats.whole(viewers)],
  ['roomsNow', ({ rooms }, rates, formats) => formats.whole(rooms)],
  ['acceptedRate', (node, rates, formats) => formats.rate(rates.of('accepted'))],
  ['omittedRate', (node, rates, formats) => formats.rate(rates.of('omitted'))],
  ['refusedRate', (node, rates, formats) => formats.rate(rates.of('refused'))],
  ['framesRate', (node, rates, formats) => formats.rate(rates.of('framesSent'))],
  ['behind', ({ backlog }, rates, formats) => formats.whole(backlog.behind)],
  ['oldestPing', ({ backlog }, rates, formats) => `${formats.whole(backlog.oldestPingMs)} ms`],
  ['backlog', ({ backlog }, rates, formats) => formats.bytes(backlog.bytes)],
  ['historyBytes', ({ history }, rates, formats) => formats.bytes(history.bytes)],
  ['pending', ({ danmaku }, rates, formats) => formats.whole(danmaku.pending)],
  ['omittedAll', ({ danmaku }, rates, formats) => formats.whole(total(danmaku.thinned))],
];

/** Each chart: its element, its lines, and what they are at a moment. */
const CHARTS = [
  ['viewers', [{ words: 'viewers', color: '--accent' }], (node) => [node.viewers]],
  [
    'danmaku',
    [
      { words: 'accepted', color: '--good' },
      { words: 'shown', color: '--focus' },
      { words: 'omitted', color: '--wait', dash: [6, 3] },
      { words: 'refused', color: '--bad', dash: [2, 3] },
    ],
    (node, rates) => [rates.of('accepted'), rates.of('shown'), rates.of('omitted'), rates.of('refused')],
  ],
  [
    'frames',
    [
      { words: 'framesSent', color: '--good' },
      { words: 'skipped', color: '--wait', dash: [6, 3] },
      { words: 'framesFailed', color: '--bad', dash: [2, 3] },
    ],
    (node, rates) => [rates.of('framesSent'), rates.of('framesSkipped'), rates.of('framesFailed')],
  ],
  [
    'lag',
    [
      { words: 'oldestPing', color: '--focus' },
      { words: 'behind', color: '--wait', dash: [6, 3] },
    ],
    (node) => [node.backlog.oldestPingMs, node.backlog.behind],
  ],
];

export class Overview {
  #i18n;
  #formats;
  #rates;
  #tiles = document.getElementById('tiles');
  #drain = document.getElementById('drain');
  #resume = document.getElementById('resume');
  #charts;
  #look = null;

  /**
   * @param {{i18n: import('../../js/i18n.js').I18n, formats: import('./dom.js').Formats, rates: import('./rates.js').Rates}} parts
   */
  constructor({ i18n, formats, rates }) {
    this.#i18n = i18n;
    this.#formats = formats;
    this.#rates = rates;
    this.#charts = CHARTS.map(([name, lines, values]) => {
      const place = document.getElementById(`chart-${name}`);
      return { chart: new Chart({ place, lines, i18n, formats, format: (value) => formats.rate(value ?? null) }), values };
    });
    this.#tiles.append(...TILES.map(([name]) => make('div', {}, make('dt', { 'data-i18n': name }, i18n.t(name)), make('dd', { id: `tile-${name}` }, '–'))));
    this.#bindActs();
  }

  /** @param {{at: number, state: string, node: object}} look */
  show(look) {
    this.#look = look;
    const { at, state, node } = look;
    for (const [name, say] of TILES) {
      document.getElementById(`tile-${name}`).textContent = say(node, this.#rates, this.#formats);
    }
    this.#drain.hidden = state !== 'open';
    this.#resume.hidden = state !== 'drained';
    for (const { chart, values } of this.#charts) {
      chart.add(at, values(node, this.#rates));
    }
    this.#showTables(node);
  }

  /** The words or the colours are others. */
  renew() {
    this.#charts.forEach(({ chart }) => chart.renew());
    if (this.#look !== null) {
      this.#showTables(this.#look.node);
    }
  }

  #showTables({ senders, viewers, refusals, counters }) {
    showRows(
      document.getElementById('kinds'),
      Object.entries(senders)
        .filter(([, count]) => count > 0)
        .sort(([, one], [, other]) => other - one)
        .map(([kind, count]) => ({ key: kind, cells: () => this.#kindCells(kind, count, viewers) })),
    );
    this.#showCounts('refusals', 'refusal', refusals);
    this.#showCounts('counters', 'counter', counters);
  }

  #kindCells(kind, count, viewers) {
    const [way, ...format] = kind.split(' ');
    const share = viewers > 0 ? `${this.#formats.rate((100 * count) / viewers)} %` : '–';
    return [
      make('th', { scope: 'row' }, way),
      make('td', {}, format.join(' ')),
      numberCell(this.#formats.whole(count)),
      numberCell(share),
    ];
  }

  #showCounts(table, prefix, counts) {
    const rows = Object.entries(counts).sort(([, one], [, other]) => (table === 'refusals' ? other - one : 0));
    showRows(
      document.getElementById(table),
      rows.map(([name, count]) => ({
        key: name,
        cells: () => [
          make('th', { scope: 'row' }, name),
          numberCell(this.#formats.whole(count)),
          numberCell(this.#formats.rate(this.#rates.of(`${prefix}.${name}`))),
        ],
      })),
    );
  }

  #bindActs() {
    const t = (key) => this.#i18n.t(key);
    document.getElementById('announce-all').addEventListener('click', () =>
      askFirst({
        title: t('announceAllTitle'),
        words: t('announceAllWords'),
        yes: t('doAnnounce'),
        field: { label: t('announce'), value: '' },
        act: async (text) => {
          await moderate(null, { act: 'announce', text });
          toast(t('done'));
        },
      }),
    );
    this.#drain.addEventListener('click', () =>
      askFirst({
        title: t('drainTitle'),
        words: t('drainWords'),
        yes: t('doDrain'),
        act: async () => toast((await order('operations', { do: 'drain' })).outcome),
      }),
    );
    this.#resume.addEventListener('click', async () => {
      try {
        toast((await order('operations', { do: 'resume' })).outcome);
      } catch ({ message }) {
        toast(message);
      }
    });
  }
}
