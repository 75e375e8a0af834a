package live.danmaku.rest;

import jakarta.inject.Inject;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import live.danmaku.model.Refusal;

/**
 * What is shown in place of the container's own error pages, which may name its version or print a stack trace: a problem
 * document, as everywhere. {@code web.xml} sends all errors here.
 */
@WebServlet("/error")
public class ErrorServlet extends HttpServlet {

    @Serial
    private static final long serialVersionUID = 1;

    @Inject
    transient Problems problems;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? code
                : HttpServletResponse.SC_NOT_FOUND;
        Refusal refusal = HttpErrorMapper.refusal(status);
        problems.write(response, refusal, status);
    }
}
