/// What a plan promises, proved on real servers for any pair of schemas: that it applies, that its end is the wanted schema, that nothing
/// is left to do, that rows survive, that no lock, scan or rewrite comes that it did not say, and that it leads back where it says so.
/// Start at [Laws#prove]. Knows how to play plans; how they are made is given to it.
@NullMarked
package dev.wesley.rehearsal.law;

import org.jspecify.annotations.NullMarked;
