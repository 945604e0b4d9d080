/// A live Postgres, read: [CatalogReader] into the IR, for planning against it, and [CatalogFingerprint] as rows of text, for proving
/// that a plan ended where it should. The two share no code.
@NullMarked
package dev.wesley.rehearsal.catalog;

import org.jspecify.annotations.NullMarked;
