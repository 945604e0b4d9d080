/// The server that a rehearsal plays on: an embedded Postgres of any major, or one that the user names. Start at [Shadow]; which one is
/// wanted is a [ShadowSource]. Knows no plan and judges nothing.
@NullMarked
package dev.wesley.rehearsal.shadow;

import org.jspecify.annotations.NullMarked;
