package dev.wesley.engine.inference;

/// What a rule may know because an earlier stage said so.
public sealed interface Derived
        permits Classified, Answered, Refused, StepLock, LocksNothing, StepRun, StepCost, StepRisk, TotalRisk {}
