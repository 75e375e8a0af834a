// Tests of webapp/js/filter.js: blocked words and merged repeats.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { prepare, wordBlocker } from '../../../webapp/js/filter.js';

const item = (text, more = {}) => ({ id: 1, at: 0, user: 'u', text, mode: 'scroll', count: 1, own: false, ...more });
const texts = (items) => items.map(({ text, count }) => [text, count]);

test('words are blocked whatever their case and width, and empty lines block nothing', () => {
  const blocks = wordBlocker('Spoiler\n\n  剧透 \n');
  assert.equal(blocks('a SPOILER here'), true);
  assert.equal(blocks('ＳＰＯＩＬＥＲ'), true);
  assert.equal(blocks('不要剧透了'), true);
  assert.equal(blocks('spoil'), false);
  assert.equal(wordBlocker('\n \n')('anything'), false);
});

test("one's own comment is never blocked", () => {
  const shown = prepare([item('bad'), item('bad', { own: true })], { blocks: () => true, merge: false });
  assert.equal(shown.length, 1);
  assert.equal(shown[0].own, true);
});

test('repeats are merged by text and mode, only when wanted', () => {
  const items = [item('哈哈'), item('x'), item(' 哈哈 '), item('哈哈', { mode: 'top' }), item('哈哈', { own: true })];
  const rules = { blocks: () => false, merge: true };
  const merged = prepare(items, rules);
  assert.deepEqual(texts(merged), [['哈哈', 3], ['x', 1], ['哈哈', 1]]);
  assert.equal(merged[0].own, true);
  assert.deepEqual(texts(prepare([item('x', { count: 5 }), item('x')], rules)), [['x', 6]]);
  assert.equal(prepare(items, { ...rules, merge: false }).length, 5);
  assert.equal(items[0].count, 1, 'the batch itself is left as it is');
});
