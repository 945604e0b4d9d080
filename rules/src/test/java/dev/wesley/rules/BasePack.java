package dev.wesley.rules;

import dev.wesley.engine.fact.Fact;
import dev.wesley.engine.fact.ServerVersion;
import dev.wesley.engine.inference.Conclusions;
import dev.wesley.engine.inference.RuleBase;
import dev.wesley.engine.inference.RulePack;
import dev.wesley.engine.inference.StepQuestion;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The pack under test, loaded once.
final class BasePack {
    static final RulePack PACK = RulePack.load(BasePack.class.getClassLoader(), "base");
    static final RuleBase RULES = new RuleBase(List.of(PACK));

    private BasePack() {}

    /// Every major that the pack knows.
    static IntStream majors() {
        return IntStream.rangeClosed(11, 18);
    }

    /// What the rules say of changes and steps on a server.
    static Conclusions ask(int major, List<?> subjects, List<? extends Fact> facts) {
        List<Object> all = new ArrayList<>();
        all.add(new ServerVersion(major));
        Stream.concat(subjects.stream(), facts.stream()).forEach(all::add);
        return StepQuestion.ask(RULES, all);
    }
}
