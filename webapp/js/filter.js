/** What becomes of a batch before it is shown: blocked words taken out, repeats merged. Pure functions. */

/** @typedef {import('../danmaku-client.js').Danmaku} Shown a comment; `count` is how often it came */

/** Upper and lower case, full and half width are the same. */
function plain(text) {
  return text.normalize('NFKC').toLowerCase().trim();
}

/**
 * A predicate that tells whether a text has one of the words.
 * @param {string} words one per line
 * @returns {(text: string) => boolean}
 */
export function wordBlocker(words) {
  const blocked = words.split('\n').map(plain).filter((word) => word !== '');
  return (text) => {
    const candidate = plain(text);
    return blocked.some((word) => candidate.includes(word));
  };
}

/** What two comments have in common when one is a repeat of the other. */
export function repeatKey(item) {
  return `${item.mode}/${plain(item.text)}`;
}

/**
 * @param {import('../danmaku-client.js').Danmaku[]} items
 * @param {{blocks: (text: string) => boolean, merge: boolean}} rules one's own comments are never blocked
 * @returns {Shown[]}
 */
export function prepare(items, { blocks, merge }) {
  const kept = items.filter((item) => item.own || !blocks(item.text)).map((item) => ({ ...item }));
  if (!merge) {
    return kept;
  }
  const first = new Map();
  for (const item of kept) {
    const same = first.get(repeatKey(item));
    if (same) {
      same.count += item.count;
      same.own ||= item.own;
    } else {
      first.set(repeatKey(item), item);
    }
  }
  return [...first.values()];
}
