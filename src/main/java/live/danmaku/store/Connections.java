package live.danmaku.store;

import java.sql.Connection;
import java.sql.SQLException;

/** Where connections to the database come from; asked anew each time, for a data source may come later or be replaced. */
@FunctionalInterface
public interface Connections {

    /** A connection that commits by itself; the caller closes it. May block for as long as the data source lets it. */
    Connection open() throws SQLException;
}
