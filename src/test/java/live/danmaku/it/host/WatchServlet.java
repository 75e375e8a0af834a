package live.danmaku.it.host;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;

/** Tells what was noted of a room, a line each; a POST ends what stalls. */
@WebServlet("/watch")
public class WatchServlet extends HttpServlet {
    @Serial
    private static final long serialVersionUID = 1;

    @Inject
    @SuppressWarnings("NullAway.Init") // set by the container
    transient Watch watch;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().print(String.join("\n", watch.of(request.getParameter("room"))));
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        watch.release();
        response.setStatus(204);
    }
}
