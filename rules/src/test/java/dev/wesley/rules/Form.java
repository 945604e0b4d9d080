package dev.wesley.rules;

import dev.wesley.engine.plan.Step;
import java.util.List;
import java.util.stream.IntStream;

/// A step in a context: what a server must hold besides the fixture, and what the rules must know of it.
///
/// @param id the name of the recorded statement, or a name of our own
/// @param subjects the step to judge, then the changes, steps and facts around it
/// @param setup SQL that makes the context on the fixture; empty if the fixture is the context
/// @param before steps that have been done after that
/// @param from first major that takes the statement
/// @param to last major that takes the statement
public record Form(String id, List<Object> subjects, String setup, List<Step> before, int from, int to) {
    public Form {
        subjects = List.copyOf(subjects);
        before = List.copyOf(before);
    }

    public Step step() {
        return (Step) subjects.getFirst();
    }

    public IntStream majors() {
        return IntStream.rangeClosed(from, to);
    }
}
