/// What a live database holds, read from `pg_catalog` only. Start at [CatalogFingerprint].
@NullMarked
package dev.wesley.rehearsal.catalog;

import org.jspecify.annotations.NullMarked;
