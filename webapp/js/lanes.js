/** Tells whether the vendored danmaku library would find a free lane for a comment, before the comment is given to it. */

/**
 * The library has no limit on density: when every lane is taken it draws over what is there. This is its own search for
 * a lane (2.0.10, `src/internal/allocate.js`), run without changing anything.
 *
 * @param {object} library the library's inner state: `space` (lanes in use per mode), `width`, `height`, `duration`
 * @param {'rtl' | 'ltr' | 'top' | 'bottom'} mode
 * @param {{width: number, height: number}} comment in pixels
 * @param {number} now seconds, on the clock of `performance.now()`
 * @returns {boolean}
 */
export function hasFreeLane(library, mode, comment, now) {
  const lanes = library.space[mode];
  const standing = mode === 'top' || mode === 'bottom';
  let last = 0;
  for (let i = 1; i < lanes.length; i++) {
    const lane = lanes[i];
    const wanted = comment.height + (standing ? lane.height : 0);
    if (lane.range - lane.height - lanes[last].range >= wanted) {
      break;
    }
    if (collides(library, lane, comment, now, standing)) {
      last = i;
    }
  }
  // Not even equal: the library takes the remainder of a division by what is left, and would start at the top again.
  return lanes[last].range + comment.height < library.height;
}

function collides({ width, duration }, lane, comment, now, standing) {
  const elapsed = now - lane.time;
  if (standing) {
    return elapsed < duration;
  }
  const travelled = ((width + lane.width) * elapsed) / duration;
  if (lane.width > travelled) {
    return true;
  }
  // The one before must have left the stage when this one, which may be faster, arrives at the far side.
  const arrival = (duration * width) / (width + comment.width);
  return duration - elapsed > arrival;
}
