package dev.wesley.engine.inference;

import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.diff.Change;
import dev.wesley.engine.fact.Fact;
import dev.wesley.engine.plan.Step;
import dev.wesley.engine.plan.ThresholdSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.drools.drl.ast.descr.RuleDescr;
import org.jspecify.annotations.Nullable;

/// Whether the stages of all packs together have a meaning that no order of firing can change: a rule may depend on the absence of a
/// fact only if no rule of its own or a later stage can still make it, and may wait for a fact only if an earlier stage can have made it.
final class Strata {
    private record Place(DrlFile file, RuleDescr rule, Stage stage) {
        String words() {
            return "\"" + rule.getName() + "\" (" + file.path() + ":" + rule.getLine() + ")";
        }
    }

    private static final Set<Class<?>> GIVEN = leaves(Change.class, Fact.class);

    /// In which stage the façade lets a type of fact be made; a refusal can come from any.
    private static final Map<Class<?>, Stage> MADE_IN = madeIn();

    private final Map<Class<?>, List<Place>> makers = new HashMap<>();
    private final List<Diagnostic> problems = new ArrayList<>();

    private Strata() {}

    /// @param files of all packs that will be used together, with the fence already passed
    static List<Diagnostic> check(List<DrlFile> files) {
        Strata strata = new Strata();
        List<Place> rules = new ArrayList<>();
        for (DrlFile file : files) {
            Stage.of(file.folder()).ifPresent(stage -> file.rules().forEach(r -> rules.add(new Place(file, r, stage))));
        }
        rules.forEach(strata::makes);
        rules.forEach(strata::reads);
        return strata.problems;
    }

    private void makes(Place place) {
        Fence.action(place.rule()).ifPresent(action -> {
            Set<Class<?>> types = switch (action.verb()) {
                case "classify" -> Set.of(Classified.class);
                case "thresholds" -> Set.of(ThresholdSet.class);
                case "propose" -> {
                    Set<Class<?>> made = new LinkedHashSet<>(Set.of(Answered.class));
                    leaves(Step.class).stream().filter(s -> !action.stepsKnown() || action.steps().contains(s.getSimpleName())).forEach(made::add);
                    yield made;
                }
                case "extend" -> leaves(Step.class).stream().filter(s -> !action.stepsKnown() || action.steps().contains(s.getSimpleName()))
                        .collect(java.util.stream.Collectors.toUnmodifiableSet());
                case "refuse" -> Set.of(Refused.class);
                case "lock" -> Set.of(StepLock.class);
                case "locksNothing" -> Set.of(LocksNothing.class);
                case "run" -> Set.of(StepRun.class);
                case "cost" -> Set.of(StepCost.class);
                case "risk" -> Set.of(StepRisk.class);
                case "total" -> Set.of(TotalRisk.class);
                default -> Set.of();
            };
            types.forEach(t -> makers.computeIfAbsent(t, k -> new ArrayList<>()).add(place));
        });
    }

    private void reads(Place place) {
        for (RuleShape.Read read : new RuleShape(place.rule(), (descr, form) -> {}).reads()) {
            String name = read.pattern().getObjectType();
            Optional<Class<?>> type = resolve(place.file(), name);
            if (type.isEmpty()) {
                problems.add(place.file().problem(read.pattern(), "the rule " + place.words() + " reads " + name + ", which is no type that it imports",
                        "import dev.wesley.engine.….{" + name + "}"));
                continue;
            }
            Set<Class<?>> leaves = leaves(type.get());
            List<Class<?>> facts = leaves.stream().filter(l -> GIVEN.contains(l) || MADE_IN.containsKey(l) || l == Refused.class).toList();
            if (facts.isEmpty()) {
                problems.add(place.file().problem(read.pattern(), "the rule " + place.words() + " reads " + name + ", but that is never a fact",
                        "read a change, a fact, a step or what an earlier stage says"));
            } else if (read.closed()) {
                facts.forEach(f -> closed(place, read, f));
            } else if (facts.stream().noneMatch(f -> madeBefore(f, place.stage()))) {
                problems.add(place.file().problem(read.pattern(), "the rule " + place.words() + " of stage " + place.stage().group() + " can never fire: "
                        + name + " is made only in stage " + latest(facts) + maker(facts, place.stage()),
                        "move the rule to a later stage"));
            }
        }
    }

    /// A closed read is wrong if the type can still be made when the rule has fired.
    private void closed(Place place, RuleShape.Read read, Class<?> type) {
        if (GIVEN.contains(type)) {
            return;
        }
        @Nullable Stage made = MADE_IN.get(type);
        Optional<Place> late = makers.getOrDefault(type, List.of()).stream().filter(m -> m.stage().compareTo(place.stage()) >= 0).findFirst();
        if (late.isPresent()) {
            problems.add(place.file().problem(read.pattern(), "the rule " + place.words() + " of stage " + place.stage().group() + " depends on "
                    + type.getSimpleName() + " not being there, but the rule " + late.get().words() + " of stage " + late.get().stage().group()
                    + " can still make one", "move the first rule to a later stage, or the second to an earlier one"));
        } else if (made != null && made.compareTo(place.stage()) >= 0) {
            problems.add(place.file().problem(read.pattern(), "the rule " + place.words() + " of stage " + place.stage().group() + " depends on "
                    + type.getSimpleName() + " not being there, but rules of stage " + made.group() + " make them", "move the rule to a later stage"));
        }
    }

    private boolean madeBefore(Class<?> type, Stage stage) {
        if (GIVEN.contains(type)) {
            return true;
        }
        @Nullable Stage made = MADE_IN.get(type);
        return made != null ? made.compareTo(stage) < 0
                : makers.getOrDefault(type, List.of()).stream().anyMatch(m -> m.stage().compareTo(stage) < 0);
    }

    private static String latest(List<Class<?>> types) {
        return types.stream().map(MADE_IN::get).filter(java.util.Objects::nonNull).map(Stage::group).distinct().sorted()
                .collect(Collectors.joining(" or "));
    }

    private String maker(List<Class<?>> types, Stage stage) {
        return types.stream().flatMap(t -> makers.getOrDefault(t, List.of()).stream()).filter(m -> m.stage().compareTo(stage) >= 0).findFirst()
                .map(m -> ", by the rule " + m.words()).orElse("");
    }

    /// The class that a rule means by a name: imported, or nested in something imported.
    private static Optional<Class<?>> resolve(DrlFile file, String name) {
        int dot = name.indexOf('.');
        String first = dot < 0 ? name : name.substring(0, dot);
        @Nullable String imported = file.imports().get(first);
        return imported == null ? Optional.empty() : load(dot < 0 ? imported : imported + name.substring(dot));
    }

    /// Finds a class whose nesting is written with dots.
    static Optional<Class<?>> load(String dotted) {
        String binary = dotted;
        while (true) {
            try {
                return Optional.of(Class.forName(binary, false, Strata.class.getClassLoader()));
            } catch (ClassNotFoundException | NoClassDefFoundError e) {
                int dot = binary.lastIndexOf('.');
                if (dot < 0) {
                    return Optional.empty();
                }
                binary = binary.substring(0, dot) + "$" + binary.substring(dot + 1);
            }
        }
    }

    private static Set<Class<?>> leaves(Class<?>... types) {
        Set<Class<?>> leaves = new LinkedHashSet<>();
        for (Class<?> type : types) {
            if (type.isSealed()) {
                leaves.addAll(leaves(type.getPermittedSubclasses()));
            } else {
                leaves.add(type);
            }
        }
        return leaves;
    }

    private static Map<Class<?>, Stage> madeIn() {
        Map<Class<?>, Stage> map = new HashMap<>(Map.of(Classified.class, Stage.CLASSIFY, ThresholdSet.class, Stage.CLASSIFY, Answered.class, Stage.REWRITE,
                StepLock.class, Stage.PHYSICS, LocksNothing.class, Stage.PHYSICS, StepRun.class, Stage.PHASE, StepCost.class, Stage.PHASE,
                StepRisk.class, Stage.RISK, TotalRisk.class, Stage.SUM));
        leaves(Step.class).forEach(s -> map.put(s, Stage.REWRITE));
        return Map.copyOf(map);
    }
}
