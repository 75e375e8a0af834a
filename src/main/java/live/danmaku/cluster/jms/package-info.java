/**
 * The bus over Jakarta Messaging: whatever broker the server has a connection factory for. Loaded only where one is configured, because
 * a server may not have the API.
 */
@NullMarked
package live.danmaku.cluster.jms;

import org.jspecify.annotations.NullMarked;
