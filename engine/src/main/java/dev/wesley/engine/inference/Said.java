package dev.wesley.engine.inference;

import dev.wesley.engine.plan.Because;
import dev.wesley.engine.plan.PackRule;

/// Something that a rule said, and why.
public record Said<T>(T value, Because because, PackRule rule) {}
