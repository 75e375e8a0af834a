/**
 * What a Java application uses to post danmaku: an event, and the bean that carries it to the server wherever that is
 * deployed.
 *
 * <p>Place in the flow: before everything; depends on the Jakarta API only and on nothing of ours, so that it can live in
 * another application. The two sides meet in JNDI, under {@link live.danmaku.client.Forwarder#GATE}, and exchange JDK types
 * only, because each side has its own class loader.
 *
 * <p>Threading: events are forwarded on the thread that fires them, and never block it. Entry type: {@link
 * live.danmaku.client.DanmakuPost}.
 */
@NullMarked
package live.danmaku.client;

import org.jspecify.annotations.NullMarked;
