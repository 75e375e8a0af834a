package news;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The desk's door: {@code POST headlines} with {@code room} and {@code text}, and {@code flash=true} for what is no headline;
 * {@code GET headlines} tells what the desk has seen.
 */
@WebServlet("/headlines")
public class NewsServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Inject
    private transient NewsDesk desk;

    @Inject
    private transient NewsWatch watch;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        String room = request.getParameter("room");
        String text = request.getParameter("text");
        boolean done = true;
        if (Boolean.parseBoolean(request.getParameter("flash"))) {
            desk.flash(room, text);
        } else {
            done = desk.publish(room, text);
        }
        response.setStatus(done ? HttpServletResponse.SC_NO_CONTENT : 422);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().print(String.join("\n", watch.lines()));
    }
}
