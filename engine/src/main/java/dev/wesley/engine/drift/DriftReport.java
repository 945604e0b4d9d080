package dev.wesley.engine.drift;

import dev.wesley.engine.diff.Change;
import dev.wesley.engine.diff.Differ;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.ir.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What a live database has otherwise than expected.
///
/// @param differences without ignored ones, sorted
/// @param ignored those that a rule covers, each with its reason
public record DriftReport(List<Difference> differences, List<Ignored> ignored) {
    public DriftReport {
        differences = differences.stream().sorted().toList();
        ignored = List.copyOf(ignored);
    }

    /// A difference that nobody wants to hear about.
    public record Ignored(Difference difference, IgnoreRules.Rule rule) {}

    /// Compares. Both schemas are in one spelling, see [Spelling].
    ///
    /// @param rules those that hold today
    /// @param running whether a migration runs on the database now: an invalid index or a constraint that is not validated may be its work
    public static DriftReport of(Schema expected, Schema live, IgnoreRules rules, boolean running) {
        List<Difference> differences = new ArrayList<>();
        List<Ignored> ignored = new ArrayList<>();
        List<Change> changes = Differ.diff(live, expected);
        Set<QualifiedName> whole = new HashSet<>();
        changes.forEach(c -> {
            if (c instanceof Change.TableAdded || c instanceof Change.TableRemoved || c instanceof Change.EnumAdded) {
                whole.add(c.table());
            }
        });
        for (Change change : changes) {
            boolean part = whole.contains(change.table())
                    && !(change instanceof Change.TableAdded || change instanceof Change.TableRemoved || change instanceof Change.EnumAdded);
            if (part) {
                // All of a table that is missing or not known is said by that one difference.
                continue;
            }
            Difference difference = Difference.of(change);
            Optional<IgnoreRules.Rule> rule = rules.change(change);
            if (rule.isPresent()) {
                ignored.add(new Ignored(difference.as(DriftClass.IGNORED, DriftSeverity.INFO), rule.get()));
            } else {
                boolean unfinished = difference.type() == DriftType.INDEX_INVALID || difference.type() == DriftType.CONSTRAINT_NOT_VALID;
                differences.add(running && unfinished ? difference.as(DriftClass.IN_PROGRESS, DriftSeverity.INFO) : difference);
            }
        }
        return new DriftReport(differences, ignored);
    }

    /// Without what is there beyond the expected.
    public DriftReport withoutExtra() {
        return new DriftReport(differences.stream().filter(d -> !d.type().name().endsWith("_EXTRA")).toList(), ignored);
    }

    /// Without what may be a matter of spelling alone, for lack of a server that could tell.
    public DriftReport withoutExpressions() {
        return new DriftReport(differences.stream().filter(d -> !d.isOfExpression()).toList(), ignored);
    }

    /// Differences that count: not those of a migration that runs.
    public List<Difference> drift() {
        return differences.stream().filter(d -> d.driftClass() == DriftClass.DRIFT).toList();
    }

    public boolean isClean() {
        return drift().isEmpty();
    }

    /// The tables that differ.
    public Set<String> tables() {
        Set<String> names = new TreeSet<>();
        drift().forEach(d -> names.add(d.table().toString()));
        return names;
    }
}
