// Tests of webapp/js/lanes.js against lanes as the danmaku library keeps them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasFreeLane } from '../../../webapp/js/lanes.js';

const MOST = Number.MAX_SAFE_INTEGER;
const START = { range: 0, time: -MOST, width: MOST, height: 0 };
const END = { range: MOST, time: MOST, width: 0, height: 0 };
// A stage of 1000 x 60 pixels: two lanes of 30.
const stage = (...lanes) => {
  const used = [START, ...lanes, END];
  return { width: 1000, height: 60, duration: 8, space: { rtl: used, ltr: used, top: used, bottom: used } };
};
const lane = (row, time, width = 200) => ({ range: row * 30, time, width, height: 30 });
const comment = { width: 200, height: 30 };

test('an empty stage has room, for what is not higher than the stage', () => {
  for (const mode of ['rtl', 'ltr', 'top', 'bottom']) {
    assert.equal(hasFreeLane(stage(), mode, comment, 100), true, mode);
    assert.equal(hasFreeLane(stage(), mode, { width: 10, height: 61 }, 100), false, mode);
  }
});

test('moving comments: a lane is free when the last one has come in wholly', () => {
  const full = stage(lane(1, 99.9), lane(2, 99.9));
  assert.equal(hasFreeLane(full, 'rtl', comment, 100), false);
  assert.equal(hasFreeLane(full, 'rtl', comment, 101.3), true);
  assert.equal(hasFreeLane(stage(lane(1, 99.9)), 'rtl', comment, 100), true, 'the second lane');
});

test('moving comments: a longer, and so faster, one waits until it cannot catch up', () => {
  const full = stage(lane(1, 100, 100), lane(2, 100, 100));
  const long = { width: 1500, height: 30 };
  assert.equal(hasFreeLane(full, 'rtl', long, 101), false);
  assert.equal(hasFreeLane(full, 'rtl', { width: 100, height: 30 }, 101), true);
  assert.equal(hasFreeLane(full, 'rtl', long, 105), true);
});

test('standing comments: a lane is free when the last one has gone', () => {
  const full = stage(lane(1, 100), lane(2, 100));
  assert.equal(hasFreeLane(full, 'top', comment, 107.9), false);
  assert.equal(hasFreeLane(full, 'top', comment, 108.1), true);
});
