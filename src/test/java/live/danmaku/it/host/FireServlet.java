package live.danmaku.it.host;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.Serial;
import live.danmaku.client.DanmakuPost;

/** Fires an event for each request, as any bean of an application would. */
@WebServlet("/fire")
public class FireServlet extends HttpServlet {
    @Serial
    private static final long serialVersionUID = 1;

    @Inject
    @SuppressWarnings("NullAway.Init") // set by the container
    transient Event<DanmakuPost> danmaku;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        danmaku.fire(DanmakuPost.to(request.getParameter("room"))
                .text(request.getParameter("text"))
                .as("Newsroom")
                .lane(request.getParameter("lane")));
        response.setStatus(204);
    }
}
