/** What a server that only counts upwards does in a second, by two looks at it. Pure. */

/** @param {Record<string, number>} counts */
export function total(counts) {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** What is counted of the node, flat: what rates are made of. */
export function counted({ danmaku, counters, refusals, frames }) {
  return {
    accepted: danmaku.accepted,
    shown: danmaku.batched,
    combined: danmaku.combined,
    omitted: total(danmaku.thinned),
    refused: total(refusals),
    framesSent: frames.sent,
    framesSkipped: frames.skipped,
    framesFailed: frames.failed.closed + frames.failed.error,
    ...prefixed('counter', counters),
    ...prefixed('refusal', refusals),
  };
}

function prefixed(prefix, counts) {
  return Object.fromEntries(Object.entries(counts).map(([name, count]) => [`${prefix}.${name}`, count]));
}

export class Rates {
  /** @type {{at: number, counts: Record<string, number>} | null} */
  #before = null;
  #now = {};

  /**
   * @param {number} at milliseconds
   * @param {Record<string, number>} counts each of which only grows; where one has become less, the server was started anew
   */
  add(at, counts) {
    const before = this.#before;
    const seconds = before === null ? 0 : (at - before.at) / 1000;
    if (before !== null && seconds <= 0) {
      return;
    }
    const grows = before !== null && Object.keys(before.counts).every((name) => (counts[name] ?? 0) >= before.counts[name]);
    this.#now = grows
      ? Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, (count - (before.counts[name] ?? 0)) / seconds]))
      : {};
    this.#before = { at, counts };
  }

  /** How many in a second; null where that is not known yet. */
  of(name) {
    return this.#now[name] ?? null;
  }
}
