/// What proves a plan: generated files with the elements they realise, the rehearsal report, scores, hashes. Start at [RehearsalReport].
@NullMarked
package dev.wesley.engine.evidence;

import org.jspecify.annotations.NullMarked;
