package live.danmaku.dashboard;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import java.io.Serial;
import live.danmaku.admin.Operations;
import org.jspecify.annotations.Nullable;

/** Tells every setting, where its value comes from, and what was rejected; never a secret. */
@WebServlet("/admin/api/configuration")
public class ConfigurationServlet extends DashboardServlet {

    @Serial
    private static final long serialVersionUID = 1;

    @Inject
    transient Operations operations;

    @Inject
    transient DashboardJson json;

    @Override
    String tell(@Nullable String path) {
        return json.configuration(operations.configuration(), operations.rejected());
    }
}
