package dev.wesley.engine;

import dev.wesley.engine.fact.Fact;
import java.util.List;

/// What the planner tells the rules of a request. In this package because only tests need it.
public final class PlannerQuestion {
    private PlannerQuestion() {}

    public static List<Fact> facts(PlanRequest request) {
        return Planner.facts(request);
    }
}
