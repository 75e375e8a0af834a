// Tests of the admin page's modules that need no browser, and of its words.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { counted, Rates } from '../../../webapp/admin/js/rates.js';
import { ADMIN_STRINGS } from '../../../webapp/admin/js/strings.js';

const node = (accepted, refused = 0) => ({
  danmaku: { accepted, batched: accepted, combined: 0, thinned: { rate: 2, repeat: 1 }, lost: 0, pending: 0 },
  counters: { faults: 0 },
  refusals: refused === 0 ? {} : { post_limit: refused },
  frames: { sent: 10 * accepted, skipped: 0, failed: { closed: 1, error: 2 } },
});

test('rates are known from the second look on', () => {
  const rates = new Rates();
  rates.add(1000, counted(node(10)));
  assert.equal(rates.of('accepted'), null);
  rates.add(3000, counted(node(30, 4)));
  assert.equal(rates.of('accepted'), 10);
  assert.equal(rates.of('framesSent'), 100);
  assert.equal(rates.of('omitted'), 0);
  assert.equal(rates.of('refused'), 2);
  assert.equal(rates.of('refusal.post_limit'), 2);
});

test('a server that was started anew has no rates yet, and no negative ones', () => {
  const rates = new Rates();
  rates.add(1000, counted(node(1000)));
  rates.add(2000, counted(node(5)));
  assert.equal(rates.of('accepted'), null);
  rates.add(3000, counted(node(6)));
  assert.equal(rates.of('accepted'), 1);
});

test('the same look twice changes nothing', () => {
  const rates = new Rates();
  rates.add(1000, counted(node(1)));
  rates.add(2000, counted(node(3)));
  rates.add(2000, counted(node(3)));
  assert.equal(rates.of('accepted'), 2);
});

function keys(words, prefix = '') {
  return Object.entries(words)
    .flatMap(([name, value]) => (typeof value === 'string' ? [`${prefix}${name}`] : keys(value, `${prefix}${name}.`)))
    .sort();
}

test('both languages have the same words, with the same values in them', () => {
  assert.deepEqual(keys(ADMIN_STRINGS.zh), keys(ADMIN_STRINGS.en));
  const values = (words) => [...words.matchAll(/\{\w+\}/g)].map(([value]) => value).sort();
  const at = (words, key) => key.split('.').reduce((branch, part) => branch[part], words);
  for (const key of keys(ADMIN_STRINGS.en)) {
    assert.deepEqual(values(at(ADMIN_STRINGS.zh, key)), values(at(ADMIN_STRINGS.en, key)), key);
  }
});

test('every word that the page asks for is there', async () => {
  const html = await readFile(new URL('../../../webapp/admin/index.html', import.meta.url), 'utf8');
  const wanted = [...html.matchAll(/data-i18n(?:-label|-placeholder)?="([^"]+)"/g)].map(([, key]) => key);
  assert.ok(wanted.length > 50);
  const there = new Set(keys(ADMIN_STRINGS.en));
  assert.deepEqual(wanted.filter((key) => !there.has(key)), []);
});
