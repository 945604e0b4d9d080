/// Rules: compiling packs, loading them, firing them stage by stage, and collecting what they say. The only place that knows Drools.
/// May know the changes, facts and steps that rules talk about; knows nothing of their order. Start at [RuleBase] and [Proposals].
@NullMarked
package dev.wesley.engine.inference;

import org.jspecify.annotations.NullMarked;
