/**
 * What a Java application on the server uses to post danmaku, to have a say on what people post, and to be told what
 * happens: CDI events, and the beans that carry them to and from the server wherever that is deployed.
 *
 * <p>Place in the flow: before and after everything; depends on the Jakarta API only and on nothing of ours, because it lives
 * in other applications, as {@code danmaku-client.jar}. The two sides meet in JNDI, under {@code java:global/danmaku}, and
 * exchange JDK types only, because each side has its own class loaders.
 *
 * <p>Threading: posts are forwarded on the thread that fires them, and never block it; what happens is told on threads of the
 * server's. Entry type: {@link live.danmaku.client.DanmakuPost}.
 */
@NullMarked
package live.danmaku.client;

import org.jspecify.annotations.NullMarked;
