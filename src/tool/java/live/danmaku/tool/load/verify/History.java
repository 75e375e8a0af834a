package live.danmaku.tool.load.verify;

import java.util.List;

/**
 * What a viewer received, as a value: viewers who received the same are equal, and are examined once.
 *
 * @param from number of the first batch that the viewer was to get
 */
public record History(String epoch, long from, List<Batch> batches) {}
