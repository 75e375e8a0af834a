package live.danmaku.transport;

/**
 * What a viewer is sent of its room's past before it is sent live frames.
 *
 * @param past where the frames come from
 * @param newest seq of the last batch before the viewer joined: up to it there is something to catch up with
 */
record CatchUp(Past past, long newest) {}
