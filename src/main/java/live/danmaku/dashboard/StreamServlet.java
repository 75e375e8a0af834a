package live.danmaku.dashboard;

import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;
import live.danmaku.model.Refusal;
import live.danmaku.rest.Problems;
import live.danmaku.transport.RequestHome;

/** Where an admin page is told how the server is, as server-sent events (WHATWG HTML, section 9.2). */
@WebServlet(urlPatterns = "/admin/api/stream", asyncSupported = true)
public class StreamServlet extends HttpServlet {

    @Serial
    private static final long serialVersionUID = 1;

    @Inject
    transient Push push;

    @Inject
    transient Problems problems;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        try {
            View view = View.of(request::getParameter);
            push.open(() -> begin(request, response, view));
        } catch (Refusal e) {
            problems.write(response, e);
        }
    }

    private PushStream begin(HttpServletRequest request, HttpServletResponse response, View view) {
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        // What nginx asks for, or it would gather events until they fill a buffer.
        response.setHeader("X-Accel-Buffering", "no");
        AsyncContext context = request.startAsync();
        context.setTimeout(0);
        try {
            return push.stream(context, response.getOutputStream(), RequestHome.current(), view);
        } catch (IOException e) {
            context.complete();
            throw new UncheckedIOException(e);
        }
    }
}
