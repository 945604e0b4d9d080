package dev.wesley.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wesley.engine.inference.Conclusions;
import dev.wesley.engine.inference.LocksNothing;
import dev.wesley.engine.inference.Said;
import dev.wesley.engine.inference.StepLock;
import dev.wesley.engine.plan.PackRule;
import dev.wesley.engine.plan.Step;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The forms that are checked on servers cover all that physics says, and physics says one thing of each.
class FormsTest {

    static Stream<Form> forms() {
        return Forms.all().stream();
    }

    @Test
    void everyKindOfStepHasAForm() {
        Set<String> kinds = Arrays.stream(Step.class.getPermittedSubclasses()).map(Class::getSimpleName).collect(Collectors.toCollection(TreeSet::new));
        assertThat(forms().map(f -> f.step().op()).collect(Collectors.toSet())).isEqualTo(kinds);
    }

    @Test
    void everyFormHasANameOfItsOwn() {
        assertThat(forms().map(Form::id)).doesNotHaveDuplicates();
    }

    @Test
    void everyRuleOfPhysicsSpeaksAboutAForm() {
        Set<String> rules = BasePack.PACK.manifest().rules().stream().filter(r -> r.stage().equals("physics")).map(PackRule::code)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> heard = new TreeSet<>();
        forms().forEach(form -> form.majors().forEach(major -> {
            Conclusions said = Forms.ask(major, form);
            said.locks().stream().filter(l -> l.value().step().equals(form.step())).map(l -> l.rule().code()).forEach(heard::add);
            said.lockless().stream().filter(l -> l.value().step().equals(form.step())).map(l -> l.rule().code()).forEach(heard::add);
        }));
        assertThat(heard).isEqualTo(rules);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyFormHasOneAnswerOnEveryMajor(Form form) {
        form.majors().forEach(major -> {
            Conclusions said = Forms.ask(major, form);
            Set<StepLock> locks = said.locks().stream().map(Said::value).filter(l -> l.step().equals(form.step())).collect(Collectors.toSet());
            Set<LocksNothing> lockless = said.lockless().stream().map(Said::value).filter(l -> l.step().equals(form.step())).collect(Collectors.toSet());
            assertThat(locks).as("one answer for each relation on %d", major).extracting(StepLock::relation).doesNotHaveDuplicates();
            assertThat(locks.isEmpty()).as("locks, or the word that there are none, on %d", major).isEqualTo(!lockless.isEmpty());
        });
    }
}
