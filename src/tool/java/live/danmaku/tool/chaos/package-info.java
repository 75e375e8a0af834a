/**
 * Soak, chaos and storm: runs of the load tool against a server of their own while something makes it hard, which end in
 * checks of what arrived, of the server's accounts, and of what its process holds. Imports {@code tool.load} and
 * {@code tool.server}.
 *
 * <p>Entry types: {@link live.danmaku.tool.chaos.Soak}, {@link live.danmaku.tool.chaos.Chaos} and
 * {@link live.danmaku.tool.chaos.Storm}; each run is a {@link live.danmaku.tool.chaos.Trial}, and what makes it hard a
 * {@link live.danmaku.tool.chaos.Trouble}.
 */
@NullMarked
package live.danmaku.tool.chaos;

import org.jspecify.annotations.NullMarked;
