/// Tests of the whole: architecture, goldens, and the laws that every plan obeys on a real Postgres.
@NullMarked
package dev.wesley;

import org.jspecify.annotations.NullMarked;
