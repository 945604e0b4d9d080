package dev.wesley.engine.inference;

import dev.wesley.engine.fact.TableSize.Certainty;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.plan.Step;
import dev.wesley.engine.plan.Work;

/// How long the work of a step on one relation is predicted to take.
///
/// @param microseconds at least 0, without waiting for locks
public record StepCost(Step step, QualifiedName relation, Work work, long rows, Certainty certainty, long microseconds) implements Derived {}
