package dev.wesley.engine.inference;

import dev.wesley.engine.diff.Change;
import dev.wesley.engine.fact.Dependent;
import dev.wesley.engine.fact.ExistingCheck;
import dev.wesley.engine.fact.ExistingColumn;
import dev.wesley.engine.fact.ExistingForeignKey;
import dev.wesley.engine.fact.ExistingIndex;
import dev.wesley.engine.fact.ExistingKey;
import dev.wesley.engine.fact.ExistingPartition;
import dev.wesley.engine.fact.ExistingTable;
import dev.wesley.engine.fact.Fact;
import dev.wesley.engine.fact.PartitionsKnown;
import dev.wesley.engine.fact.ServerVersion;
import dev.wesley.engine.fact.TableSize;
import dev.wesley.engine.fact.Traffic;
import dev.wesley.engine.fact.UnsafeAllowed;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.plan.Step;
import dev.wesley.engine.plan.ThresholdSet;
import java.util.Optional;

/// A fact as a person reads it in *because*: `ColumnAdded orders.note`, `CreateIndex orders.idx_orders_note`, `ServerVersion 18`.
final class FactText {
    private FactText() {}

    /// The text of a change, a fact, a step, a conclusion or a number; empty for what belongs to the rule engine itself.
    static Optional<String> of(Object matched) {
        return switch (matched) {
            case Change change -> Optional.of(change.kind() + " " + change.subject());
            case Step step -> Optional.of(step.op() + " " + subject(step));
            case Fact fact -> Optional.of(fact.getClass().getSimpleName() + " " + subject(fact));
            case Derived derived -> Optional.of(derived.getClass().getSimpleName() + " " + derived(derived));
            case ThresholdSet set -> Optional.of("ThresholdSet " + set.schemaCoverage() + " " + set.migrationRisk() + " " + set.testCoverage());
            case Number number -> Optional.of(number.toString());
            case String text -> Optional.of(text);
            default -> Optional.empty();
        };
    }

    /// What a step works on, in the user's words.
    static String subject(Step step) {
        return step instanceof Step.CreateSchema create ? create.schema() : member(step.table(), step.element());
    }

    /// What a fact is about, in the user's words.
    static String subject(Fact fact) {
        return switch (fact) {
            case ServerVersion f -> String.valueOf(f.major());
            case TableSize f -> f.table() + " " + f.rows() + " rows " + f.certainty();
            case ExistingTable f -> f.table().toString();
            case ExistingColumn f -> member(f.table(), f.column().name());
            case ExistingIndex f -> member(f.table(), f.index().name());
            case ExistingForeignKey f -> member(f.table(), f.foreignKey().name());
            case ExistingKey f -> member(f.table(), f.constraint());
            case ExistingCheck f -> member(f.table(), f.check().name());
            case ExistingPartition f -> f.table() + " of " + f.parent();
            case PartitionsKnown f -> f.table().toString();
            case Traffic f -> f.table() + " " + f.readsPerSecond() + " reads and " + f.writesPerSecond() + " writes a second";
            case UnsafeAllowed f -> "by the user";
            case Dependent f -> f.kind() + " " + f.name() + " on " + member(f.table(), f.column().orElse(""));
        };
    }

    private static String derived(Derived derived) {
        return switch (derived) {
            case Classified f -> f.changeClass() + " " + f.change().subject();
            case Answered f -> f.change().kind() + " " + f.change().subject();
            case Refused f -> f.change().kind() + " " + f.change().subject();
            case StepLock f -> step(f.step()) + " " + f.mode() + " " + f.work() + " on " + f.relation();
            case LocksNothing f -> step(f.step());
            case StepRun f -> step(f.step()) + " " + f.phase() + " " + f.stepClass() + " " + f.boundary() + " " + f.reversibility();
            case StepCost f -> step(f.step()) + " " + f.work() + " of " + f.rows() + " rows " + f.certainty() + " on " + f.relation();
            case StepRisk f -> step(f.step()) + " " + f.level() + " " + f.points();
            case TotalRisk f -> String.valueOf(f.points());
        };
    }

    private static String step(Step step) {
        return step.op() + " " + subject(step);
    }

    private static String member(QualifiedName table, String element) {
        return element.isEmpty() ? table.toString() : table + "." + element;
    }
}
