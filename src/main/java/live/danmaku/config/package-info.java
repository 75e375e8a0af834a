/**
 * What an administrator can set: read from MicroProfile Config, validated, handed out as an immutable record, and read
 * again while the server runs.
 *
 * <p>Place in the flow: read by every stage; imports {@code model} only. Where the values come from is a {@link
 * live.danmaku.config.ConfigSource} that {@code app} implements.
 *
 * <p>Threading: {@link live.danmaku.config.LiveSettings} publishes a whole new {@link live.danmaku.config.Settings} at
 * once; any thread reads it. Entry type: {@link live.danmaku.config.LiveSettings}.
 */
@NullMarked
package live.danmaku.config;

import org.jspecify.annotations.NullMarked;
