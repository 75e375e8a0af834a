/** What stands in the test's host application, beside the client package. */
@NullMarked
package live.danmaku.it.host;

import org.jspecify.annotations.NullMarked;
