/**
 * Starts application servers as processes of their own, deploys the WAR to them, and stops them: for the run command,
 * for integration tests and for measurements.
 *
 * <p>Every instance has its own folder, its own ports and its own log, and listens on 127.0.0.1 only; an unpacked server
 * is read, never changed. Entry types: {@link live.danmaku.tool.server.AppServer} and {@link live.danmaku.tool.server.Run}.
 */
@NullMarked
package live.danmaku.tool.server;

import org.jspecify.annotations.NullMarked;
