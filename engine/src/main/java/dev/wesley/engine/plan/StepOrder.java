package dev.wesley.engine.plan;

import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.plan.Footprint.Mention;
import dev.wesley.engine.plan.Thing.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The order of steps: phase by phase, in each a stable topological sort over what steps create, use and remove, and over the order in
/// which a rule proposed them; and its transactions. The order in which steps are given does not matter.
public final class StepOrder {
    /// A step as the rules placed it.
    public record Placed(Step step, Phase phase, Boundary boundary) {}

    /// A step with its place in the plan (see [PlannedStep]).
    public record Ordered(Placed placed, String id, int transaction, List<String> after) {
        public Ordered {
            after = List.copyOf(after);
        }
    }

    /// `needed` must be done before `step`, but rules put it into a later phase.
    public record Conflict(Placed needed, Placed step) {}

    /// What came out.
    public sealed interface Result {
        record Done(List<Ordered> steps) implements Result {
            public Done {
                steps = List.copyOf(steps);
            }
        }

        /// Every step waits for the one before it, and the first for the last.
        record Circular(List<Step> cycle) implements Result {
            public Circular {
                cycle = List.copyOf(cycle);
            }
        }

        record Contradiction(List<Conflict> conflicts) implements Result {
            public Contradiction {
                conflicts = List.copyOf(conflicts);
            }
        }
    }

    private static final Pattern WORD = Pattern.compile("\"((?:[^\"]|\"\")*)\"|'((?:[^']|'')*)'|([\\p{L}_][\\p{L}\\p{N}_$]*)");

    private final List<Placed> nodes;
    private final List<Set<Integer>> before = new ArrayList<>();
    private final List<Set<Integer>> after = new ArrayList<>();
    /// Step → the steps whose transaction must have ended before it.
    private final Map<Integer, Set<Integer>> committed = new HashMap<>();

    private StepOrder(List<Placed> steps) {
        nodes = steps.stream().distinct().sorted(Comparator.comparing(Placed::phase)
                .thenComparing(p -> rank(p.step()))
                .thenComparing(p -> p.step().table())
                .thenComparing(p -> p.step().element())
                .thenComparing(p -> p.step().toString())).toList();
        for (int i = 0; i < nodes.size(); i++) {
            before.add(new LinkedHashSet<>());
            after.add(new LinkedHashSet<>());
        }
    }

    /// Orders steps.
    ///
    /// @param steps each once
    /// @param sequences steps that a rule wants in this order
    /// @param schema what the plan starts from
    public static Result of(List<Placed> steps, List<List<Step>> sequences, Schema schema) {
        StepOrder order = new StepOrder(steps);
        order.followSequences(sequences);
        order.followThings(schema);
        List<Conflict> conflicts = order.conflicts();
        return conflicts.isEmpty() ? order.sort() : new Result.Contradiction(conflicts);
    }

    private void edge(int from, int to) {
        if (from != to) {
            before.get(to).add(from);
            after.get(from).add(to);
        }
    }

    private void followSequences(List<List<Step>> sequences) {
        Map<Step, Integer> index = new HashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            index.put(nodes.get(i).step(), i);
        }
        for (List<Step> sequence : sequences) {
            for (int i = 1; i < sequence.size(); i++) {
                Integer from = index.get(sequence.get(i - 1));
                Integer to = index.get(sequence.get(i));
                if (from != null && to != null) {
                    edge(from, to);
                }
            }
        }
    }

    /// Who creates, uses, removes and lets go of one thing.
    private static final class Parties {
        private final List<Integer> creators = new ArrayList<>();
        private final List<Integer> users = new ArrayList<>();
        private final List<Integer> removers = new ArrayList<>();
        private final List<Integer> freers = new ArrayList<>();
    }

    /// The things of the plan by the words that an expression may use for them.
    private static final class Names {
        private final Map<String, List<Thing>> relations = new HashMap<>();
        private final Map<String, List<Thing>> labels = new HashMap<>();
        /// Name of the table → name of the column.
        private final Map<String, Map<String, List<Thing>>> columns = new HashMap<>();
    }

    private void followThings(Schema schema) {
        List<Footprint> prints = nodes.stream().map(n -> Footprint.of(n.step(), schema)).toList();
        Map<Thing, Parties> things = new HashMap<>();
        for (int i = 0; i < prints.size(); i++) {
            int node = i;
            Footprint print = prints.get(i);
            print.creates().forEach(t -> things.computeIfAbsent(t, k -> new Parties()).creators.add(node));
            print.removes().forEach(t -> things.computeIfAbsent(t, k -> new Parties()).removers.add(node));
        }
        Names names = new Names();
        Map<Object, List<Thing>> policies = new HashMap<>();
        for (Thing thing : things.keySet()) {
            switch (thing.kind()) {
                case TABLE, ENUM -> names.relations.computeIfAbsent(thing.owner().name(), k -> new ArrayList<>()).add(thing);
                case LABEL -> names.labels.computeIfAbsent(thing.element(), k -> new ArrayList<>()).add(thing);
                case COLUMN -> names.columns.computeIfAbsent(thing.owner().name(), k -> new HashMap<>())
                        .computeIfAbsent(thing.element(), k -> new ArrayList<>()).add(thing);
                case POLICY -> policies.computeIfAbsent(thing.owner(), k -> new ArrayList<>()).add(thing);
                case SCHEMA, VALUE, FILLED, NOT_NULL, CONSTRAINT, INDEX, KEY -> {}
            }
        }
        for (int i = 0; i < prints.size(); i++) {
            int node = i;
            Footprint print = prints.get(i);
            Set<Thing> uses = new HashSet<>(print.uses());
            Set<Thing> frees = new HashSet<>(print.frees());
            print.mentions().forEach(m -> uses.addAll(mentioned(m, names)));
            print.formerMentions().forEach(m -> frees.addAll(mentioned(m, names)));
            print.needsPolicies().forEach(t -> uses.addAll(policies.getOrDefault(t, List.of())));
            print.freesPolicies().forEach(t -> frees.addAll(policies.getOrDefault(t, List.of())));
            uses.stream().map(things::get).filter(Objects::nonNull).forEach(p -> p.users.add(node));
            frees.stream().map(things::get).filter(Objects::nonNull).forEach(p -> p.freers.add(node));
        }
        Set<Thing> existing = Footprint.existing(schema);
        things.forEach((thing, parties) -> connect(thing, parties, existing.contains(thing)));
    }

    private void connect(Thing thing, Parties p, boolean existed) {
        if (thing.kind() == Kind.KEY) {
            // Several keys over the same columns can stand side by side: one that is there in time is enough.
            for (int user : p.users) {
                List<Integer> inTime = p.creators.stream().filter(c -> nodes.get(c).phase().compareTo(nodes.get(user).phase()) <= 0).toList();
                (inTime.isEmpty() && !existed ? p.creators : inTime).forEach(c -> edge(c, user));
            }
            all(p.freers, gone(p));
        } else if (p.creators.isEmpty()) {
            all(p.users, p.removers);
            all(p.freers, gone(p));
        } else if (existed && !p.removers.isEmpty()) {
            all(p.freers, gone(p));
            all(p.removers, p.creators);
            all(p.creators, p.users);
        } else {
            all(p.creators, p.users);
            all(p.creators, p.removers);
            all(p.users, p.removers);
            all(p.freers, gone(p));
        }
        if (thing.kind() == Kind.LABEL) {
            for (int creator : p.creators) {
                p.users.stream().filter(u -> !(nodes.get(u).step() instanceof Step.AddEnumLabel)).forEach(u -> committed.computeIfAbsent(u, k -> new HashSet<>()).add(creator));
            }
        }
    }

    /// Those that take a thing away. A new name takes nothing from what depends on the thing.
    private List<Integer> gone(Parties p) {
        return p.removers.stream().filter(r -> switch (nodes.get(r).step()) {
            case Step.RenameTable s -> false;
            case Step.RenameColumn s -> false;
            case Step.RenameConstraint s -> false;
            case Step.RenameIndex s -> false;
            default -> true;
        }).toList();
    }

    private void all(List<Integer> from, List<Integer> to) {
        for (int a : from) {
            for (int b : to) {
                edge(a, b);
            }
        }
    }

    /// The things of the plan that an expression may mean: rather one too many than one too few.
    private static Set<Thing> mentioned(Mention mention, Names names) {
        Set<String> words = new HashSet<>();
        Set<String> literals = new HashSet<>();
        Matcher m = WORD.matcher(mention.expression().sql());
        while (m.find()) {
            if (m.group(1) != null) {
                words.add(m.group(1).replace("\"\"", "\""));
            } else if (m.group(2) != null) {
                literals.add(m.group(2).replace("''", "'"));
            } else {
                words.add(m.group(3).toLowerCase(Locale.ROOT));
            }
        }
        Set<Thing> result = new HashSet<>();
        Set<String> tables = new HashSet<>(words);
        tables.add(mention.table().name());
        for (String table : tables) {
            Map<String, List<Thing>> columns = names.columns.getOrDefault(table, Map.of());
            boolean named = words.contains(table);
            words.stream().flatMap(w -> columns.getOrDefault(w, List.of()).stream()).filter(c -> named || c.owner().equals(mention.table()))
                    .forEach(result::add);
        }
        words.forEach(w -> result.addAll(names.relations.getOrDefault(w, List.of())));
        literals.forEach(l -> result.addAll(names.labels.getOrDefault(l, List.of())));
        return result;
    }

    private List<Conflict> conflicts() {
        List<Conflict> conflicts = new ArrayList<>();
        for (int to = 0; to < nodes.size(); to++) {
            for (int from : new java.util.TreeSet<>(before.get(to))) {
                if (nodes.get(from).phase().compareTo(nodes.get(to).phase()) > 0) {
                    conflicts.add(new Conflict(nodes.get(from), nodes.get(to)));
                }
            }
        }
        return conflicts;
    }

    private Result sort() {
        List<Integer> sorted = new ArrayList<>();
        for (Phase phase : Phase.values()) {
            List<Integer> members = new ArrayList<>();
            for (int i = 0; i < nodes.size(); i++) {
                if (nodes.get(i).phase() == phase) {
                    members.add(i);
                }
            }
            List<Integer> sharedFirst = drain(members, true);
            if (sharedFirst.size() < members.size()) {
                return new Result.Circular(cycle(members, sharedFirst));
            }
            List<Integer> sharedLast = drain(members, false);
            sorted.addAll(sharedRuns(sharedLast) < sharedRuns(sharedFirst) ? sharedLast : sharedFirst);
        }
        return new Result.Done(number(sorted));
    }

    /// One phase: steps that may share a transaction in as few runs as the dependencies permit.
    private List<Integer> drain(List<Integer> members, boolean sharedFirst) {
        Map<Integer, Integer> waiting = new HashMap<>();
        PriorityQueue<Integer> shared = new PriorityQueue<>();
        PriorityQueue<Integer> alone = new PriorityQueue<>();
        BitSet inPhase = new BitSet();
        members.forEach(inPhase::set);
        for (int m : members) {
            int open = (int) before.get(m).stream().filter(inPhase::get).count();
            waiting.put(m, open);
            if (open == 0) {
                (isShared(m) ? shared : alone).add(m);
            }
        }
        List<Integer> result = new ArrayList<>();
        boolean takeShared = sharedFirst;
        while (!shared.isEmpty() || !alone.isEmpty()) {
            PriorityQueue<Integer> queue = takeShared ? shared : alone;
            if (queue.isEmpty()) {
                takeShared = !takeShared;
                continue;
            }
            int next = queue.remove();
            result.add(next);
            for (int follower : after.get(next)) {
                if (inPhase.get(follower) && waiting.merge(follower, -1, Integer::sum) == 0) {
                    (isShared(follower) ? shared : alone).add(follower);
                }
            }
        }
        return result;
    }

    private int sharedRuns(List<Integer> order) {
        int runs = 0;
        boolean running = false;
        for (int node : order) {
            if (isShared(node) && !running) {
                runs++;
            }
            running = isShared(node);
        }
        return runs;
    }

    private boolean isShared(int node) {
        return nodes.get(node).boundary() == Boundary.SHARED;
    }

    private List<Step> cycle(List<Integer> members, List<Integer> done) {
        Set<Integer> rest = new LinkedHashSet<>(members);
        done.forEach(rest::remove);
        Deque<Integer> path = new ArrayDeque<>();
        int at = Collections.min(rest);
        while (!path.contains(at)) {
            path.addLast(at);
            at = before.get(at).stream().filter(rest::contains).min(Comparator.naturalOrder()).orElseThrow();
        }
        while (path.getFirst() != at) {
            path.removeFirst();
        }
        List<Integer> cycle = new ArrayList<>(path).reversed();
        List<Integer> rotated = new ArrayList<>(cycle);
        Collections.rotate(rotated, -cycle.indexOf(Collections.min(cycle)));
        return rotated.stream().map(i -> nodes.get(i).step()).toList();
    }

    private List<Ordered> number(List<Integer> sorted) {
        Map<Phase, Integer> inPhase = new TreeMap<>();
        String[] ids = new String[nodes.size()];
        Arrays.fill(ids, "");
        int[] transactions = new int[nodes.size()];
        int transaction = 0;
        int last = -1;
        for (int node : sorted) {
            Phase phase = nodes.get(node).phase();
            ids[node] = String.format(Locale.ROOT, "%s-%02d", phase.word(), inPhase.merge(phase, 1, Integer::sum));
            int current = transaction;
            boolean joins = last >= 0 && isShared(node) && isShared(last) && nodes.get(last).phase() == phase
                    && committed.getOrDefault(node, Set.of()).stream().noneMatch(needed -> transactions[needed] == current);
            if (!joins) {
                transaction++;
            }
            last = node;
            transactions[node] = transaction;
        }
        int[] position = new int[nodes.size()];
        for (int i = 0; i < sorted.size(); i++) {
            position[sorted.get(i)] = i;
        }
        return sorted.stream()
                .map(node -> new Ordered(nodes.get(node), ids[node], transactions[node],
                        before.get(node).stream().sorted(Comparator.comparing(b -> position[b])).map(b -> ids[b]).toList()))
                .toList();
    }

    /// Where a kind of step stands among those that could come next: what others build on first, removals last and the other way round.
    private static int rank(Step step) {
        return switch (step) {
            case Step.CreateSchema s -> 10;
            case Step.CreateEnum s -> 11;
            case Step.AddEnumLabel s -> 12;
            case Step.CommentOnEnum s -> 13;
            case Step.RenameTable s -> 20;
            case Step.CreateTable s -> 21;
            case Step.CommentOnTable s -> 22;
            case Step.RenameColumn s -> 30;
            case Step.AddColumn s -> 31;
            case Step.ChangeColumnType s -> 32;
            case Step.ChangeTypeUnderChecks s -> 32;
            case Step.SetDefault s -> 33;
            case Step.CommentOnColumn s -> 34;
            case Step.KeepInSync s -> 35;
            case Step.Backfill s -> 35;
            case Step.AddNotNullCheck s -> 40;
            case Step.AddNotNullConstraint s -> 41;
            case Step.AddCheck s -> 42;
            case Step.ValidateCheck s -> 43;
            case Step.SetNotNull s -> 44;
            case Step.AddIdentity s -> 45;
            case Step.AddIdentityAbove s -> 45;
            case Step.SetIdentity s -> 45;
            case Step.SetExpression s -> 45;
            case Step.DropExpression s -> 45;
            case Step.SwapColumns s -> 46;
            case Step.SwapIndexes s -> 47;
            case Step.AddUniqueOnOnly s -> 49;
            case Step.AddPrimaryKeyOnOnly s -> 49;
            case Step.CreateIndex s -> 50;
            case Step.AddUnique s -> 52;
            case Step.AddUniqueUsingIndex s -> 53;
            case Step.AddPrimaryKey s -> 54;
            case Step.AddPrimaryKeyUsingIndex s -> 55;
            case Step.ReplacePrimaryKey s -> 55;
            case Step.AttachIndex s -> 56;
            case Step.RenameIndex s -> 56;
            case Step.RenameConstraint s -> 57;
            case Step.AddForeignKey s -> 60;
            case Step.ValidateForeignKey s -> 61;
            case Step.CreatePolicy s -> 70;
            case Step.SetRowSecurity s -> 71;
            case Step.Analyze s -> 72;
            case Step.DropPolicy s -> 80;
            case Step.DropForeignKey s -> 81;
            case Step.DropCheck s -> 82;
            case Step.DropKey s -> 83;
            case Step.DropIndex s -> 84;
            case Step.DropIdentity s -> 85;
            case Step.DropDefault s -> 86;
            case Step.DropNotNull s -> 87;
            case Step.DropColumn s -> 88;
            case Step.DropFormerColumn s -> 88;
            case Step.DropTable s -> 89;
            case Step.DropEnum s -> 90;
            case Step.RenameEnum s -> 91;
        };
    }
}
