package live.danmaku.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import live.danmaku.model.RoomId;
import live.danmaku.sanction.AuditEntry;
import live.danmaku.sanction.Kind;
import live.danmaku.sanction.Sanction;
import live.danmaku.sanction.SanctionKey;
import org.jspecify.annotations.Nullable;

/**
 * The two tables, {@code danmaku_sanction} and {@code danmaku_audit}, in SQL that H2, PostgreSQL and MariaDB understand.
 *
 * <p>A sanction's primary key is a digest of its key, because databases differ in how long a key may be, and in whether {@code
 * a} and {@code A} are two. No statement needs a transaction: each can be done again.
 */
final class Tables {

    private static final String CREATE_SANCTIONS = """
            CREATE TABLE IF NOT EXISTS danmaku_sanction (
              id VARCHAR(64) NOT NULL PRIMARY KEY,
              kind VARCHAR(16) NOT NULL,
              room VARCHAR(64) NOT NULL,
              target VARCHAR(255) NOT NULL,
              detail VARCHAR(2000) NOT NULL,
              until_ms BIGINT NOT NULL)""";

    private static final String CREATE_AUDIT = """
            CREATE TABLE IF NOT EXISTS danmaku_audit (
              at_ms BIGINT NOT NULL,
              who VARCHAR(255) NOT NULL,
              origin VARCHAR(64) NOT NULL,
              act VARCHAR(16) NOT NULL,
              room VARCHAR(64) NOT NULL,
              what VARCHAR(2000) NOT NULL)""";

    /** The newest acts are looked for at every start, in a table that only grows. */
    private static final String CREATE_AUDIT_INDEX = "CREATE INDEX danmaku_audit_at ON danmaku_audit (at_ms)";

    private Tables() {}

    /** Makes the tables where they are missing; where both are there, no right to make any is needed. */
    static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!isThere(connection, "danmaku_sanction")) {
                statement.execute(CREATE_SANCTIONS);
            }
            if (!isThere(connection, "danmaku_audit")) {
                statement.execute(CREATE_AUDIT);
                statement.execute(CREATE_AUDIT_INDEX);
            }
        }
    }

    private static boolean isThere(Connection connection, String table) {
        try (Statement statement = connection.createStatement();
                ResultSet none = statement.executeQuery("SELECT 1 FROM " + table + " WHERE 1 = 0")) {
            return !none.next();
        } catch (SQLException e) {
            return false;
        }
    }

    /** Everything that still holds; what has run out is deleted. Rows of kinds that are not known here are left alone. */
    static List<Sanction> load(Connection connection, long nowMillis) throws SQLException {
        try (PreparedStatement old =
                connection.prepareStatement("DELETE FROM danmaku_sanction WHERE until_ms > 0 AND until_ms <= ?")) {
            old.setLong(1, nowMillis);
            old.executeUpdate();
        }
        List<Sanction> sanctions = new ArrayList<>();
        try (PreparedStatement all = connection.prepareStatement(
                        "SELECT kind, room, target, detail, until_ms FROM danmaku_sanction");
                ResultSet rows = all.executeQuery()) {
            while (rows.next()) {
                read(rows).ifPresent(sanctions::add);
            }
        }
        return sanctions;
    }

    /** What holds under the key now is this, or, for null, nothing. */
    static void write(Connection connection, SanctionKey key, @Nullable Sanction sanction) throws SQLException {
        if (sanction == null) {
            try (PreparedStatement delete = connection.prepareStatement("DELETE FROM danmaku_sanction WHERE id = ?")) {
                delete.setString(1, id(key));
                delete.executeUpdate();
            }
        } else if (!update(connection, sanction)) {
            insert(connection, sanction);
        }
    }

    static void insert(Connection connection, AuditEntry entry) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO danmaku_audit (at_ms, who, origin, act, room, what) VALUES (?, ?, ?, ?, ?, ?)")) {
            insert.setLong(1, entry.atMillis());
            insert.setString(2, cut(entry.who(), 255));
            insert.setString(3, cut(entry.from(), 64));
            insert.setString(4, entry.act());
            insert.setString(5, name(entry.room()));
            insert.setString(6, cut(entry.what(), 2_000));
            insert.executeUpdate();
        }
    }

    /** The newest acts, the last one first. Rows with rooms that cannot be are left out. */
    static List<AuditEntry> newest(Connection connection, int most) throws SQLException {
        List<AuditEntry> entries = new ArrayList<>();
        try (PreparedStatement newest = connection.prepareStatement(
                "SELECT at_ms, who, origin, act, room, what FROM danmaku_audit ORDER BY at_ms DESC LIMIT ?")) {
            newest.setInt(1, most);
            try (ResultSet rows = newest.executeQuery()) {
                while (rows.next()) {
                    entry(rows).ifPresent(entries::add);
                }
            }
        }
        return entries;
    }

    private static Optional<AuditEntry> entry(ResultSet row) throws SQLException {
        String room = row.getString("room");
        if (!isRoomOrAll(room)) {
            return Optional.empty();
        }
        return Optional.of(new AuditEntry(
                row.getLong("at_ms"),
                row.getString("who"),
                row.getString("origin"),
                row.getString("act"),
                room(room),
                row.getString("what")));
    }

    private static boolean update(Connection connection, Sanction sanction) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE danmaku_sanction SET detail = ?, until_ms = ? WHERE id = ?")) {
            update.setString(1, sanction.detail());
            update.setLong(2, sanction.untilMillis());
            update.setString(3, id(sanction.key()));
            return update.executeUpdate() > 0;
        }
    }

    private static void insert(Connection connection, Sanction sanction) throws SQLException {
        SanctionKey key = sanction.key();
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO danmaku_sanction (id, kind, room, target, detail, until_ms) VALUES (?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, id(key));
            insert.setString(2, key.kind().label());
            insert.setString(3, name(key.room()));
            insert.setString(4, key.target());
            insert.setString(5, sanction.detail());
            insert.setLong(6, sanction.untilMillis());
            insert.executeUpdate();
        }
    }

    private static Optional<Sanction> read(ResultSet row) throws SQLException {
        String label = row.getString("kind");
        String room = row.getString("room");
        Optional<Kind> kind = Stream.of(Kind.values())
                .filter(one -> one.label().equals(label))
                .findFirst();
        if (kind.isEmpty() || !isRoomOrAll(room)) {
            return Optional.empty();
        }
        SanctionKey key = new SanctionKey(kind.get(), room(room), row.getString("target"));
        return Optional.of(new Sanction(key, row.getString("detail"), row.getLong("until_ms")));
    }

    private static String id(SanctionKey key) {
        String whole = key.kind().label() + "\n" + name(key.room()) + "\n" + key.target();
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(whole.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String name(@Nullable RoomId room) {
        return room == null ? "" : room.value();
    }

    private static boolean isRoomOrAll(String name) {
        return name.isEmpty() || RoomId.isValid(name);
    }

    private static @Nullable RoomId room(String name) {
        return name.isEmpty() ? null : new RoomId(name);
    }

    /** What every column takes: not too long, and without the characters that some databases refuse. */
    private static String cut(String value, int max) {
        String shown = value.replaceAll("\\p{Cntrl}", " ");
        return shown.length() > max ? shown.substring(0, max) : shown;
    }
}
