package live.danmaku.tool.events;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import live.danmaku.client.DanmakuPost;
import live.danmaku.client.Forwarder;

/**
 * Fires events in a loop inside the server, and answers with properties: how long the calls took, in nanoseconds, and what
 * was answered to them.
 *
 * <p>Each event has the time at which it is due; one that is late is fired at once, so that the rate is kept on average.
 */
@WebServlet("/loop")
public class FireLoop extends HttpServlet {
    @Serial
    private static final long serialVersionUID = 1;

    private static final long SECOND = 1_000_000_000;

    /** Shorter pauses cannot be slept. */
    private static final long NAP = 200_000;

    @Inject
    @SuppressWarnings("NullAway.Init") // set by the container
    transient Event<DanmakuPost> danmaku;

    @Inject
    @SuppressWarnings("NullAway.Init")
    transient Forwarder forwarder;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int count = Integer.parseInt(request.getParameter("count"));
        int rate = Integer.parseInt(request.getParameter("rate"));
        int rooms = Integer.parseInt(request.getParameter("rooms"));
        long accepted = forwarder.accepted();
        Map<String, Long> refused = forwarder.refusedByCode();
        long start = System.nanoTime();
        long[] nanos = fire(request.getParameter("room"), rooms, count, SECOND / rate);
        long took = System.nanoTime() - start;
        Arrays.sort(nanos);
        StringBuilder answer = new StringBuilder();
        line(answer, "p50", nanos[count / 2]);
        line(answer, "p99", nanos[(int) (count * 0.99)]);
        line(answer, "took", took);
        line(answer, "accepted", forwarder.accepted() - accepted);
        forwarder
                .refusedByCode()
                .forEach((code, total) -> line(answer, "refused." + code, total - refused.getOrDefault(code, 0L)));
        response.setContentType("text/plain");
        response.getWriter().print(answer);
    }

    private long[] fire(String room, int rooms, int count, long pause) {
        long[] nanos = new long[count];
        long due = System.nanoTime();
        for (int i = 0; i < count; i++) {
            DanmakuPost post =
                    DanmakuPost.to(room + i % rooms).text("polls close in " + i).as("Newsroom");
            due = await(due + pause);
            long before = System.nanoTime();
            danmaku.fire(post);
            nanos[i] = System.nanoTime() - before;
        }
        return nanos;
    }

    private static long await(long due) {
        long early = due - System.nanoTime();
        while (early > 0) {
            if (early > NAP) {
                LockSupport.parkNanos(early - NAP);
            }
            Thread.onSpinWait();
            early = due - System.nanoTime();
        }
        return due;
    }

    private static void line(StringBuilder answer, String name, long value) {
        answer.append(name).append('=').append(value).append('\n');
    }
}
