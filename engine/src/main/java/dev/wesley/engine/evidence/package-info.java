/// What proves a plan: generated files with the elements they realise, the rehearsal report, scores, hashes. It knows the IR and the
/// plan, opens no files and reads no JSON. Start at [EvidenceMap], [RehearsalReport] and [Scores].
@NullMarked
package dev.wesley.engine.evidence;

import org.jspecify.annotations.NullMarked;
