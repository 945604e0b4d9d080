package dev.wesley.engine.inference;

import java.util.Locale;
import java.util.Optional;

/// The stages of a rule session, in firing order. What a stage says becomes a fact only when the stage has ended.
public enum Stage {
    /// What kind of change each change is; thresholds.
    CLASSIFY,
    /// Which steps answer a change.
    REWRITE,
    /// Which locks a step takes on which relation, with what work.
    PHYSICS,
    /// When and how a step runs.
    PHASE,
    /// What a step can hurt.
    RISK,
    /// The migration risk index.
    SUM,
    /// Refusals over everything that is known.
    GATE;

    /// The `ruleflow-group`, the folder and the last part of the package of its rules.
    public String group() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Stage> of(String group) {
        for (Stage stage : values()) {
            if (stage.group().equals(group)) {
                return Optional.of(stage);
            }
        }
        return Optional.empty();
    }
}
