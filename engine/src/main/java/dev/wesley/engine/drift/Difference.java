package dev.wesley.engine.drift;

import dev.wesley.engine.diff.Change;
import dev.wesley.engine.ir.CheckConstraint;
import dev.wesley.engine.ir.Expression;
import dev.wesley.engine.ir.ForeignKey;
import dev.wesley.engine.ir.Index;
import dev.wesley.engine.ir.Policy;
import dev.wesley.engine.ir.QualifiedName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// One thing that a live database has otherwise than expected.
///
/// @param table as people write it; of an enum, its type
/// @param column empty unless it is about one column
/// @param element the column, constraint, index or policy; empty for the table itself
/// @param expected how it should be; `absent` for what should not be there
/// @param actual how it is; `absent` for what is not there
/// @param message one sentence
public record Difference(
        DriftType type, DriftSeverity severity, DriftClass driftClass, QualifiedName table, Optional<String> column, String element,
        String expected, String actual, String message)
        implements Comparable<Difference> {
    private static final String ABSENT = "absent";

    static Difference of(DriftType type, QualifiedName table, String element, String expected, String actual, String message) {
        return new Difference(type, type.severity(), DriftClass.DRIFT, table, Optional.empty(), element, expected, actual, message);
    }

    Difference as(DriftClass other, DriftSeverity otherSeverity) {
        return new Difference(type, otherSeverity, other, table, column, element, expected, actual, message);
    }

    private Difference ofColumn() {
        return new Difference(type, severity, driftClass, table, Optional.of(element), element, expected, actual, message);
    }

    /// Whether it may be about nothing but how a server spells an expression.
    boolean isOfExpression() {
        boolean both = !expected.equals(ABSENT) && !actual.equals(ABSENT);
        return both && (type == DriftType.COLUMN_DEFAULT_MISMATCH || type == DriftType.COLUMN_GENERATION_MISMATCH || type == DriftType.INDEX_MISMATCH
                || type == DriftType.POLICY_MISMATCH || type == DriftType.CONSTRAINT_MISMATCH && expected.startsWith("CHECK "));
    }

    /// `orders.total`, as messages name it.
    public String subject() {
        return element.isEmpty() ? table.toString() : table + "." + element;
    }

    @Override
    public int compareTo(Difference other) {
        int byTable = table.compareTo(other.table);
        int byElement = byTable != 0 ? byTable : element.compareTo(other.element);
        int byType = byElement != 0 ? byElement : type.compareTo(other.type);
        return byType != 0 ? byType : (expected + actual).compareTo(other.expected + other.actual);
    }

    /// What a change from the live schema to the expected one says of the live one.
    static Difference of(Change change) {
        String subject = change.subject();
        QualifiedName table = change.table();
        String element = change.element();
        return switch (change) {
            case Change.TableAdded c -> of(DriftType.TABLE_MISSING, table, element, "a table of " + c.added().columns().size() + " columns", ABSENT,
                    "there is no table " + subject);
            case Change.TableRemoved c -> of(DriftType.TABLE_EXTRA, table, element, ABSENT, "a table of " + c.removed().columns().size() + " columns",
                    "nobody knows the table " + subject);
            case Change.TableRenamed c -> of(DriftType.TABLE_NAME_MISMATCH, table, element, c.table().toString(), c.before().toString(),
                    c.table() + " is still called " + c.before());
            case Change.TableCommentChanged c -> of(DriftType.TABLE_COMMENT_MISMATCH, table, element, text(c.after()), text(c.before()),
                    "the comment of " + subject + " is another");
            case Change.PartitioningChanged c -> of(DriftType.TABLE_PARTITIONING_MISMATCH, table, element, text(c.after()), text(c.before()),
                    subject + " is partitioned otherwise");

            case Change.ColumnAdded c -> of(DriftType.COLUMN_MISSING, table, element, c.column().type().text(), ABSENT, "there is no column " + subject).ofColumn();
            case Change.ColumnRemoved c -> of(DriftType.COLUMN_EXTRA, table, element, ABSENT, c.column().type().text(), "nobody knows the column " + subject).ofColumn();
            case Change.ColumnRenamed c -> of(DriftType.COLUMN_NAME_MISMATCH, table, element, c.after(), c.before(),
                    subject + " is still called " + c.before()).ofColumn();
            case Change.ColumnTypeChanged c -> of(DriftType.COLUMN_TYPE_MISMATCH, table, element, c.after().type().text(), c.before().type().text(),
                    subject + " is " + c.before().type().text() + ", not " + c.after().type().text()).ofColumn();
            case Change.ColumnMadeRequired _ -> of(DriftType.COLUMN_NULLABILITY_MISMATCH, table, element, "NOT NULL", "NULL", subject + " accepts NULL").ofColumn();
            case Change.ColumnMadeNullable _ -> of(DriftType.COLUMN_NULLABILITY_MISMATCH, table, element, "NULL", "NOT NULL", subject + " refuses NULL").ofColumn();
            case Change.ColumnDefaultChanged c -> of(DriftType.COLUMN_DEFAULT_MISMATCH, table, element, sql(c.after()), sql(c.before()),
                    "the default of " + subject + " is " + sql(c.before()) + ", not " + sql(c.after())).ofColumn();
            case Change.ColumnGenerationChanged c -> of(DriftType.COLUMN_GENERATION_MISMATCH, table, element, c.after().map(g -> g.expression().sql()).orElse(ABSENT),
                    c.before().map(g -> g.expression().sql()).orElse(ABSENT), subject + " is computed otherwise").ofColumn();
            case Change.ColumnIdentityChanged c -> of(DriftType.COLUMN_IDENTITY_MISMATCH, table, element,
                    c.after().map(i -> i.always() ? "ALWAYS" : "BY DEFAULT").orElse(ABSENT), c.before().map(i -> i.always() ? "ALWAYS" : "BY DEFAULT").orElse(ABSENT),
                    subject + " counts otherwise").ofColumn();
            case Change.ColumnCommentChanged c -> of(DriftType.COLUMN_COMMENT_MISMATCH, table, element, text(c.after()), text(c.before()),
                    "the comment of " + subject + " is another").ofColumn();

            case Change.PrimaryKeyAdded c -> missing(c, "PRIMARY KEY " + c.key().columns());
            case Change.PrimaryKeyRemoved c -> extra(c, "PRIMARY KEY " + c.key().columns());
            case Change.PrimaryKeyChanged c -> constraint(c, "PRIMARY KEY " + c.after().columns(), "PRIMARY KEY " + c.before().columns());
            case Change.UniqueAdded c -> missing(c, "UNIQUE " + c.unique().columns());
            case Change.UniqueRemoved c -> extra(c, "UNIQUE " + c.unique().columns());
            case Change.UniqueChanged c -> constraint(c, "UNIQUE " + c.after().columns(), "UNIQUE " + c.before().columns());
            case Change.CheckAdded c -> missing(c, said(c.check()));
            case Change.CheckRemoved c -> extra(c, said(c.check()));
            case Change.CheckChanged c -> c.before().valid() || !c.before().expression().equals(c.after().expression())
                    ? constraint(c, said(c.after()), said(c.before())) : notValid(c);
            case Change.ForeignKeyAdded c -> missing(c, said(c.foreignKey()));
            case Change.ForeignKeyRemoved c -> extra(c, said(c.foreignKey()));
            case Change.ForeignKeyChanged c -> !c.before().valid() && said(c.before()).equals(said(c.after()))
                    ? notValid(c) : constraint(c, said(c.after()), said(c.before()));
            case Change.ConstraintRenamed c -> of(DriftType.CONSTRAINT_NAME_MISMATCH, table, element, c.after(), c.before(),
                    "the constraint " + subject + " is called " + c.before());

            case Change.IndexAdded c -> of(DriftType.INDEX_MISSING, table, element, said(c.index()), ABSENT, "there is no index " + subject);
            case Change.IndexRemoved c -> of(DriftType.INDEX_EXTRA, table, element, ABSENT, said(c.index()), "nobody knows the index " + subject);
            case Change.IndexChanged c -> !c.before().valid() && said(c.before()).equals(said(c.after()))
                    ? of(DriftType.INDEX_INVALID, table, element, "valid", "invalid", "the index " + subject + " is invalid: no query uses it")
                    : of(DriftType.INDEX_MISMATCH, table, element, said(c.after()), said(c.before()), "the index " + subject + " is another");
            case Change.IndexRenamed c -> of(DriftType.INDEX_NAME_MISMATCH, table, element, c.after(), c.before(), "the index " + subject + " is called " + c.before());

            case Change.RowSecurityChanged c -> of(DriftType.ROW_SECURITY_MISMATCH, table, element, said(c.enabledAfter(), c.forcedAfter()),
                    said(c.enabledBefore(), c.forcedBefore()), "row-level security of " + subject + " is " + said(c.enabledBefore(), c.forcedBefore()));
            case Change.PolicyAdded c -> of(DriftType.POLICY_MISSING, table, element, said(c.policy()), ABSENT, "there is no policy " + subject);
            case Change.PolicyRemoved c -> of(DriftType.POLICY_EXTRA, table, element, ABSENT, said(c.policy()), "nobody knows the policy " + subject);
            case Change.PolicyChanged c -> of(DriftType.POLICY_MISMATCH, table, element, said(c.after()), said(c.before()), "the policy " + subject + " is another");

            case Change.EnumAdded c -> of(DriftType.ENUM_MISSING, table, element, labels(c.added().labels()), ABSENT, "there is no enum type " + subject);
            case Change.EnumRemoved c -> of(DriftType.ENUM_EXTRA, table, element, ABSENT, labels(c.removed().labels()), "nobody knows the enum type " + subject);
            case Change.EnumLabelAdded c -> of(DriftType.ENUM_LABELS_MISMATCH, table, element, c.label(), ABSENT, "the enum type " + table + " has no value " + c.label());
            case Change.EnumLabelsReplaced c -> of(DriftType.ENUM_LABELS_MISMATCH, table, element, labels(c.after().labels()), labels(c.before().labels()),
                    "the enum type " + subject + " has other values");
            case Change.EnumCommentChanged c -> of(DriftType.ENUM_COMMENT_MISMATCH, table, element, text(c.after()), text(c.before()),
                    "the comment of " + subject + " is another");
        };
    }

    private static Difference missing(Change change, String expected) {
        return of(DriftType.CONSTRAINT_MISSING, change.table(), change.element(), expected, ABSENT, "there is no constraint " + change.subject());
    }

    private static Difference extra(Change change, String actual) {
        return of(DriftType.CONSTRAINT_EXTRA, change.table(), change.element(), ABSENT, actual, "nobody knows the constraint " + change.subject());
    }

    private static Difference constraint(Change change, String expected, String actual) {
        return of(DriftType.CONSTRAINT_MISMATCH, change.table(), change.element(), expected, actual, "the constraint " + change.subject() + " is another");
    }

    private static Difference notValid(Change change) {
        return of(DriftType.CONSTRAINT_NOT_VALID, change.table(), change.element(), "valid", "not valid",
                "the constraint " + change.subject() + " was never validated: old rows may break it");
    }

    private static String said(CheckConstraint check) {
        return "CHECK (" + check.expression().sql() + ")";
    }

    private static String said(ForeignKey key) {
        return "FOREIGN KEY " + key.columns() + " → " + key.refTable() + " " + key.refColumns() + ", ON DELETE " + key.onDelete().words() + ", ON UPDATE "
                + key.onUpdate().words() + (key.deferrable() ? ", DEFERRABLE" : "") + (key.initiallyDeferred() ? " INITIALLY DEFERRED" : "");
    }

    private static String said(Index index) {
        return (index.unique() ? "unique " : "") + index.method() + " " + index.columns()
                + (index.expressions().isEmpty() ? "" : " " + index.expressions().stream().map(Expression::sql).collect(Collectors.joining(", ", "(", ")")))
                + (index.include().isEmpty() ? "" : " include " + index.include()) + index.opclass().map(o -> " " + o).orElse("")
                + (index.nullsNotDistinct() ? " nulls not distinct" : "") + index.where().map(w -> " where " + w.sql()).orElse("");
    }

    private static String said(boolean enabled, boolean forced) {
        return (enabled ? "enabled" : "disabled") + (forced ? ", forced" : "");
    }

    private static String said(Policy policy) {
        return (policy.permissive() ? "" : "restrictive ") + policy.command() + (policy.roles().isEmpty() ? "" : " to " + policy.roles())
                + policy.using().map(u -> " using " + u.sql()).orElse("") + policy.check().map(c -> " check " + c.sql()).orElse("");
    }

    private static String labels(List<String> labels) {
        return String.join(", ", labels);
    }

    private static String sql(Optional<Expression> expression) {
        return expression.map(Expression::sql).orElse(ABSENT);
    }

    private static String text(Optional<?> value) {
        return value.map(String::valueOf).orElse(ABSENT);
    }
}
