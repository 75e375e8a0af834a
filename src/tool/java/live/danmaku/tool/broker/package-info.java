/** Brokers between nodes on 127.0.0.1, set up by the files of {@code server-config}, and servers that are nodes on them. */
@NullMarked
package live.danmaku.tool.broker;

import org.jspecify.annotations.NullMarked;
