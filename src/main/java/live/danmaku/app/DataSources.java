package live.danmaku.app;

import java.sql.SQLException;
import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import live.danmaku.config.Settings;
import live.danmaku.config.TextKey;
import live.danmaku.store.Connections;

/**
 * The data source whose JNDI name is configured. It is looked up for each connection: it may come after this deployment, as when
 * a server starts both, and may be replaced.
 */
final class DataSources {

    private DataSources() {}

    /** Where connections come from; empty where no name is configured. */
    static Optional<Connections> configured(Settings settings) {
        return Optional.of(settings.text(TextKey.DATASOURCE))
                .filter(name -> !name.isEmpty())
                .map(name -> () -> lookUp(name).getConnection());
    }

    // The name comes from the server's administrator.
    @SuppressWarnings("BanJNDI")
    private static DataSource lookUp(String name) throws SQLException {
        try {
            return InitialContext.<DataSource>doLookup(name);
        } catch (NamingException | ClassCastException e) {
            throw new SQLException(
                    TextKey.DATASOURCE.property() + " = \"" + name + "\" does not name a data source now", e);
        }
    }
}
