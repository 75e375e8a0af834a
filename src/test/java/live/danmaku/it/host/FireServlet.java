package live.danmaku.it.host;

import jakarta.annotation.Resource;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.transaction.UserTransaction;
import java.io.IOException;
import java.io.Serial;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import javax.naming.InitialContext;
import live.danmaku.client.DanmakuPost;
import live.danmaku.client.Forwarder;

/**
 * Fires an event for each request, as any bean of an application would, and answers with how many were accepted while it
 * did: in a transaction before its end, and after it.
 */
@WebServlet("/fire")
public class FireServlet extends HttpServlet {
    @Serial
    private static final long serialVersionUID = 1;

    @Inject
    @SuppressWarnings("NullAway.Init") // set by the container
    transient Event<DanmakuPost> danmaku;

    @Inject
    @SuppressWarnings("NullAway.Init")
    transient Forwarder forwarder;

    @Resource
    @SuppressWarnings("NullAway.Init")
    transient UserTransaction transaction;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            long before = forwarder.accepted();
            String answer = switch (Objects.requireNonNullElse(request.getParameter("how"), "plain")) {
                case "plain" -> {
                    danmaku.fire(post(request));
                    yield "";
                }
                case "async" -> {
                    danmaku.fireAsync(post(request)).toCompletableFuture().join();
                    yield "";
                }
                case "raw" -> raw(request) + " ";
                default ->
                    inTransaction(post(request), request.getParameter("how").equals("commit"), before);
            };
            response.getWriter().print(answer + (forwarder.accepted() - before));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private String inTransaction(DanmakuPost post, boolean commit, long before) throws Exception {
        transaction.begin();
        danmaku.fire(post);
        String answer = forwarder.accepted() - before + " ";
        if (commit) {
            transaction.commit();
        } else {
            transaction.rollback();
        }
        return answer;
    }

    // What the parameters lack is null, whatever the record says.
    @SuppressWarnings("NullAway")
    private static DanmakuPost post(HttpServletRequest request) {
        return new DanmakuPost(
                request.getParameter("room"),
                request.getParameter("text"),
                Objects.requireNonNullElse(request.getParameter("user"), "Newsroom"),
                request.getParameter("mode"),
                request.getParameter("color"),
                request.getParameter("size"),
                request.getParameter("lane"));
    }

    /** As an application with another client, or none, would call the server. */
    @SuppressWarnings({"unchecked", "BanJNDI"})
    private static String raw(HttpServletRequest request) throws Exception {
        Map<String, String> fields = new HashMap<>();
        request.getParameterMap().forEach((name, values) -> fields.put(name, values[0]));
        return ((Function<Map<String, String>, String>) InitialContext.<Object>doLookup(Forwarder.GATE)).apply(fields);
    }
}
