package live.danmaku.dashboard;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import java.io.Serial;
import live.danmaku.admin.Operations;
import org.jspecify.annotations.Nullable;

/** Tells what moderators and administrators did, the last act first. */
@WebServlet("/admin/api/audit")
public class AuditServlet extends DashboardServlet {

    @Serial
    private static final long serialVersionUID = 1;

    private static final int MOST = 500;

    @Inject
    transient Operations operations;

    @Inject
    transient DashboardJson json;

    @Override
    String tell(@Nullable String path) {
        return json.audit(operations.audit(MOST));
    }
}
