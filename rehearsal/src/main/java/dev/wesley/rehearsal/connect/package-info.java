/// How a Postgres is reached: address, credentials that never print, connections, and server messages without row values. Start at
/// [Dsn], then [Database]. Knows no plan.
@NullMarked
package dev.wesley.rehearsal.connect;

import org.jspecify.annotations.NullMarked;
