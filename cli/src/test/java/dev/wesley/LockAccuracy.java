package dev.wesley;

import dev.wesley.engine.json.Json;
import dev.wesley.rules.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// How often predictions of locks and work are right, form by form and major by major; kept in a file, told on a page.
final class LockAccuracy {
    /// Why a form is predicted more carefully than what one server with these rows did. Nothing else may be.
    static final SortedMap<String, String> CAREFUL = new TreeMap<>(Map.of(
            "add_column.immutable_function_default", "rules know the name of the function, not its volatility; the server looks",
            "add_column.volatile_sql_function_default", "the server inlines the body of an SQL function and finds it constant; rules know its name only",
            "add_constraint.fk_all_null_column", "all values are NULL: the query that proves the key ends before it reads the other table",
            "fk.validate_referencing_partitioned", "the rows of this form refer to one partition only, and the join of 12 to 15 ends before the other",
            "partition.set_not_null_parent_after_partitions", "a step does not know what was proved on single partitions before",
            "partition.validate_parent_after_partitions", "a step does not know what was proved on single partitions before",
            "validate_constraint.already_valid", "a step does not know that the constraint is valid already; plans never validate twice",
            "validate_constraint.fk_of_new", "the new table may have been filled since it was made; here it is empty"));

    /// Form → major → what was predicted and did not happen; empty where the prediction is exact.
    private final SortedMap<String, SortedMap<Integer, List<String>>> over = new TreeMap<>();
    private final SortedMap<Integer, List<String>> under = new TreeMap<>();

    static LockAccuracy read(JsonNode json) {
        LockAccuracy accuracy = new LockAccuracy();
        json.path("forms").properties().forEach(form -> {
            SortedMap<Integer, List<String>> majors = accuracy.over.computeIfAbsent(form.getKey(), f -> new TreeMap<>());
            form.getValue().path("exact").valueStream().forEach(m -> majors.put(m.asInt(), List.of()));
            form.getValue().path("over").properties().forEach(m -> majors.put(Integer.valueOf(m.getKey()),
                    m.getValue().valueStream().map(JsonNode::asString).toList()));
        });
        return accuracy;
    }

    JsonNode write() {
        ObjectNode forms = Json.object();
        over.forEach((form, majors) -> {
            ObjectNode node = forms.putObject(form);
            var exact = node.putArray("exact");
            majors.forEach((major, lines) -> {
                if (lines.isEmpty()) {
                    exact.add(major);
                }
            });
            Map<Integer, List<String>> inexact = new TreeMap<>(majors);
            inexact.values().removeIf(List::isEmpty);
            if (!inexact.isEmpty()) {
                ObjectNode careful = node.putObject("over");
                inexact.forEach((major, lines) -> lines.forEach(careful.withArray("/" + major)::add));
            }
        });
        ObjectNode json = Json.object();
        json.set("forms", forms);
        return json;
    }

    /// Replaces all answers of one major.
    void replace(int major, Map<String, Observation.Difference> differences) {
        over.values().forEach(m -> m.remove(major));
        put(major, differences);
    }

    /// Replaces the answers of one major about some forms.
    void put(int major, Map<String, Observation.Difference> differences) {
        differences.forEach((form, difference) -> over.computeIfAbsent(form, f -> new TreeMap<>()).put(major, difference.over()));
        over.values().removeIf(Map::isEmpty);
        under.put(major, differences.entrySet().stream().flatMap(e -> e.getValue().under().stream().map(u -> e.getKey() + ": " + u)).toList());
    }

    /// What servers of a major did in this run that was not predicted.
    List<String> under(int major) {
        return under.getOrDefault(major, List.of());
    }

    /// Forms that have answers.
    SortedSet<String> forms() {
        return new TreeSet<>(over.keySet());
    }

    /// Forms that are predicted too carefully on some major.
    SortedSet<String> inexact() {
        return over.entrySet().stream().filter(e -> e.getValue().values().stream().anyMatch(l -> !l.isEmpty())).map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private long answers() {
        return over.values().stream().mapToLong(Map::size).sum();
    }

    private long exact() {
        return over.values().stream().flatMap(m -> m.values().stream()).filter(List::isEmpty).count();
    }

    private static String rate(long exact, long all) {
        return all == 0 ? "–" : exact * 1000 / all / 10 + "." + exact * 1000 / all % 10 + " %";
    }

    /// `docs/lock-accuracy.md`.
    String page(List<Form> forms) {
        List<String> lines = new ArrayList<>();
        lines.add("# How often predicted locks are right");
        lines.add("");
        lines.add("Generated by `LiveConformanceTest`: each form is one step in one context, run on an embedded server of each major that takes it. A second session reads `pg_locks` while the step's");
        lines.add("transaction is open (or while a CONCURRENTLY form waits); files (`pg_relation_filenode`) and scan counters tell rewrites, builds and scans. The answers are in");
        lines.add("[lock-accuracy.json](lock-accuracy.json). `./mvnw verify` asks 11 and 18 again; all eight:");
        lines.add("");
        lines.add("```sh");
        lines.add("./mvnw -pl cli -am verify -Dtest=LiveConformanceTest -Dsurefire.failIfNoSpecifiedTests=false -Dconformance.majors=all");
        lines.add("```");
        lines.add("");
        lines.add("**" + over.size() + " forms, " + answers() + " form × major: " + rate(exact(), answers()) + " exact, 0 under-predicted.** A prediction is exact when every relation, every mode and every kind of work");
        lines.add("(catalogue, scan, batches, build, rewrite) is what happened. Under-predicted means that something happened which was not predicted: the test fails on the first one.");
        lines.add("");
        lines.add("| Postgres | forms | exact | careful |");
        lines.add("|---|---|---|---|");
        SortedSet<Integer> majors = over.values().stream().flatMap(m -> m.keySet().stream()).collect(Collectors.toCollection(TreeSet::new));
        for (int major : majors) {
            List<List<String>> of = over.values().stream().filter(m -> m.containsKey(major)).map(m -> m.get(major)).toList();
            long exact = of.stream().filter(List::isEmpty).count();
            lines.add("| " + major + " | " + of.size() + " | " + exact + " | " + (of.size() - exact) + " |");
        }
        lines.add("");
        lines.add("## By kind of step");
        lines.add("");
        lines.add("| step | forms | form × major | exact |");
        lines.add("|---|---|---|---|");
        SortedMap<String, List<Form>> kinds = forms.stream().collect(Collectors.groupingBy(f -> f.step().op(), TreeMap::new, Collectors.toList()));
        kinds.forEach((kind, of) -> {
            List<List<String>> answers = of.stream().flatMap(f -> over.getOrDefault(f.id(), new TreeMap<>()).values().stream()).toList();
            lines.add("| " + kind + " | " + of.size() + " | " + answers.size() + " | " + rate(answers.stream().filter(List::isEmpty).count(), answers.size()) + " |");
        });
        lines.add("");
        lines.add("## Predicted more carefully than it was");
        lines.add("");
        lines.add("| form | on | predicted, and did not happen | why |");
        lines.add("|---|---|---|---|");
        for (String form : inexact()) {
            SortedMap<Integer, List<String>> answers = over.getOrDefault(form, new TreeMap<>());
            Set<Integer> on = answers.entrySet().stream().filter(e -> !e.getValue().isEmpty()).map(Map.Entry::getKey).collect(Collectors.toCollection(TreeSet::new));
            String what = answers.values().stream().flatMap(List::stream).distinct().collect(Collectors.joining("; "));
            lines.add("| " + form + " | " + on.stream().map(String::valueOf).collect(Collectors.joining(", ")) + " | " + what + " | " + CAREFUL.getOrDefault(form, "") + " |");
        }
        lines.add("");
        lines.add("## All forms");
        lines.add("");
        lines.add("| form | step | on | context |");
        lines.add("|---|---|---|---|");
        for (Form form : forms) {
            SortedSet<Integer> on = new TreeSet<>(over.getOrDefault(form.id(), new TreeMap<>()).keySet());
            lines.add("| " + form.id() + " | " + form.step().op() + " | " + (on.isEmpty() ? "–" : on.first() + "–" + on.last()) + " | "
                    + Stream.of(form.setup()).filter(s -> !s.isEmpty()).map(s -> "`" + s.replace("|", "\\|") + "`").findFirst().orElse("") + " |");
        }
        return String.join("\n", lines) + "\n";
    }
}
