package dev.wesley.engine.inference;

import dev.wesley.engine.plan.Boundary;
import dev.wesley.engine.plan.Phase;
import dev.wesley.engine.plan.Reversibility;
import dev.wesley.engine.plan.Step;
import dev.wesley.engine.plan.StepClass;

/// When and how a step runs.
public record StepRun(Step step, Phase phase, StepClass stepClass, Boundary boundary, Reversibility reversibility) implements Derived {}
