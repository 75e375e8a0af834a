/**
 * What moderators did and laid down, in a database of the administrator's: tables, statements, and the writing behind.
 *
 * <p>Place in the flow: behind {@code room}, through the port {@link live.danmaku.sanction.SanctionStore}; imports {@code
 * model}, {@code telemetry} and {@code sanction}. Portable SQL: H2, PostgreSQL, MariaDB.
 *
 * <p>Threading: nobody waits for the database but a task of this package's own, one at a time, on the managed executor. Entry
 * type: {@link live.danmaku.store.JdbcStore}.
 */
@NullMarked
package live.danmaku.store;

import org.jspecify.annotations.NullMarked;
