package dev.wesley.engine.inference;

import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.plan.LockMode;
import dev.wesley.engine.plan.Step;
import dev.wesley.engine.plan.Work;

/// What a step takes on one relation that existed before the plan.
public record StepLock(Step step, QualifiedName relation, LockMode mode, Work work) implements Derived {}
