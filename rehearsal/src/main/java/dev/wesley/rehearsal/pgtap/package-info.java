/// Runs a pgTAP suite on a live database and leaves nothing behind. Start at [TapRunner]. pgTAP itself is a generated resource: the build
/// takes it from its npm package.
@NullMarked
package dev.wesley.rehearsal.pgtap;

import org.jspecify.annotations.NullMarked;
