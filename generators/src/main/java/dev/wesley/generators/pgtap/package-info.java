/// A pgTAP suite that proves a database to be the schema. Start at [PgTapSuite]; `suite-functions.sql` in the resources holds what the suite asks
/// the catalogue.
@NullMarked
package dev.wesley.generators.pgtap;

import org.jspecify.annotations.NullMarked;
