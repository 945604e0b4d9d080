/// Everything that touches a live Postgres. Start at [Rehearsal], which plays a plan on a shadow server and reports what it saw.
@NullMarked
package dev.wesley.rehearsal;

import org.jspecify.annotations.NullMarked;
