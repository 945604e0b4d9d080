package dev.wesley.generators.postgres;

import static dev.wesley.generators.postgres.Template.defaultValue;
import static dev.wesley.generators.postgres.Template.dollarQuoted;
import static dev.wesley.generators.postgres.Template.expression;
import static dev.wesley.generators.postgres.Template.joined;
import static dev.wesley.generators.postgres.Template.name;
import static dev.wesley.generators.postgres.Template.nameLiteral;
import static dev.wesley.generators.postgres.Template.sql;
import static dev.wesley.generators.postgres.Template.text;
import static dev.wesley.generators.postgres.Template.type;

import dev.wesley.engine.ir.Column;
import dev.wesley.engine.ir.DefaultName;
import dev.wesley.engine.ir.Expression;
import dev.wesley.engine.ir.GeneratedColumn;
import dev.wesley.engine.ir.IdentityColumn;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.plan.Plan;
import dev.wesley.engine.plan.PlannedStep;
import dev.wesley.engine.plan.SpelledPlan;
import dev.wesley.engine.plan.SpelledStep;
import dev.wesley.engine.plan.Statement;
import dev.wesley.engine.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.QueryPart;

/// A plan in SQL: for every step the statements that do it and those that undo it. Decides nothing; equal plans give equal bytes.
///
/// An inverse is made from the plan alone. It is empty where there is nothing to undo (ANALYZE, VALIDATE), and where the plan does not
/// hold what was there before: the dropped table, the former default, comment or row security of what it neither made nor set.
public final class PostgresSpelling {
    private final Ddl ddl;
    private final Known known = new Known();
    /// Indexes that the plan attaches to those of partitioned parents.
    private final Set<QualifiedName> attached;

    private PostgresSpelling(Plan plan) {
        this.ddl = new Ddl(plan.serverMajor());
        this.attached = plan.steps().stream().map(PlannedStep::step).flatMap(s -> s instanceof Step.AttachIndex a ? Stream.of(a.table().sibling(a.index())) : Stream.empty())
                .collect(Collectors.toSet());
    }

    /// Spells every step for the plan's server.
    ///
    /// @throws UnspellableException if that server has no words for a step
    public static SpelledPlan spell(Plan plan) {
        PostgresSpelling spelling = new PostgresSpelling(plan);
        List<SpelledStep> steps = new ArrayList<>();
        for (PlannedStep planned : plan.steps()) {
            Step step = planned.step();
            steps.add(new SpelledStep(planned, statements(spelling.forward(step)), statements(spelling.inverse(step))));
            spelling.known.note(step);
        }
        return new SpelledPlan(plan, steps);
    }

    private static List<Statement> statements(List<QueryPart> parts) {
        return parts.stream().map(Template::statement).toList();
    }

    private List<QueryPart> forward(Step step) {
        return switch (step) {
            case Step.CreateSchema(var schema) -> List.of(ddl.createSchema(schema));
            case Step.CreateTable(var table) -> List.of(ddl.createTable(table, ddl.items(table), Ddl.IfNotExists.NO));
            case Step.DropTable(var table) -> List.of(sql("DROP TABLE {0}", name(table)));
            case Step.RenameTable(var table, var to) -> renameTable(table, to);
            case Step.CommentOnTable(var table, var comment) -> List.of(ddl.commentOnTable(table, comment));
            case Step.Analyze(var table) -> List.of(sql("ANALYZE {0}", name(table)));

            case Step.AddColumn(var table, var column) -> List.of(ddl.alterTable(table, sql("ADD COLUMN {0}", ddl.column(column))));
            case Step.DropColumn(var table, var column) -> List.of(dropColumn(table, column.name()));
            case Step.RenameColumn(var table, var column, var to) -> List.of(renameColumn(table, column, to));
            case Step.ChangeColumnType(var table, var column, var from, var to, var using, var restored) -> {
                QueryPart change = sql("ALTER COLUMN {0} {1}", name(column), using
                        .map(u -> sql("TYPE {0} USING {1}", type(to), expression(u)))
                        .orElseGet(() -> sql("TYPE {0}", type(to))));
                yield List.of(ddl.alterTable(table, underDefault(column, change, restored)));
            }
            case Step.SetDefault(var table, var column, var value) ->
                List.of(alterColumn(table, column, sql("SET DEFAULT {0}", defaultValue(value))));
            case Step.DropDefault(var table, var column) -> List.of(alterColumn(table, column, sql("DROP DEFAULT")));
            case Step.SetNotNull(var table, var column) -> List.of(alterColumn(table, column, sql("SET NOT NULL")));
            case Step.DropNotNull(var table, var column) -> List.of(alterColumn(table, column, sql("DROP NOT NULL")));
            case Step.AddIdentity(var table, var column, var identity) ->
                List.of(alterColumn(table, column, sql("ADD {0}", ddl.identity(identity))));
            case Step.AddIdentityAbove(var table, var column, var identity) -> List.of(
                    alterColumn(table, column, sql("ADD {0}", ddl.identity(identity))),
                    sql("SELECT setval(pg_get_serial_sequence({0}, {1}), GREATEST(COALESCE(CAST(max({2}) AS bigint), 0) + 1, 1), false) FROM {3}",
                            nameLiteral(table), text(column), name(column), name(table)));
            case Step.SetIdentity(var table, var column, var from, var to) -> List.of(setIdentity(table, column, to));
            case Step.DropIdentity(var table, var column) -> List.of(alterColumn(table, column, sql("DROP IDENTITY")));
            case Step.SetExpression(var table, var column, var from, var to) -> {
                ddl.requires(to.stored() ? 17 : 18, "another expression for the column '" + column + "'");
                yield List.of(setExpression(table, column, to));
            }
            case Step.DropExpression(var table, var column) -> {
                ddl.requires(13, "the end of the expression of the column '" + column + "'");
                yield List.of(alterColumn(table, column, sql("DROP EXPRESSION")));
            }
            case Step.CommentOnColumn(var table, var column, var comment) -> List.of(ddl.commentOnColumn(table, column, comment));
            case Step.Backfill backfill -> BatchLoop.statements(backfill);

            case Step.KeepInSync(var table, var column, var shadow) -> keepInSync(table, column, shadow);
            case Step.SwapColumns swap -> swapColumns(swap);
            case Step.SwapIndexes(var table, var index, var shadow, var former) ->
                List.of(renameIndex(table, index, former), renameIndex(table, shadow, index));
            case Step.DropFormerColumn(var table, var column) -> List.of(dropColumn(table, column.name()));
            case Step.ChangeTypeUnderChecks(var table, var column, var from, var to, var checks) -> {
                List<QueryPart> actions = new ArrayList<>();
                checks.forEach(c -> actions.add(sql("DROP CONSTRAINT {0}", name(c.name()))));
                actions.add(sql("ALTER COLUMN {0} TYPE {1}", name(column), type(to)));
                checks.forEach(c -> actions.add(sql("ADD {0} NOT VALID", ddl.check(c))));
                yield List.of(ddl.alterTable(table, joined(", ", actions)));
            }

            case Step.AddCheck(var table, var check, var validity) -> List.of(ddl.add(table, ddl.check(check), validity));
            case Step.AddNotNullCheck(var table, var column, var constraint) -> List.of(ddl.add(
                    table, sql("CONSTRAINT {0} CHECK ({1} IS NOT NULL)", name(constraint), name(column)), Step.Validity.NOT_VALID));
            case Step.AddNotNullConstraint(var table, var column, var constraint) -> {
                ddl.requires(18, "the NOT NULL constraint '" + constraint + "' that is not valid yet");
                yield List.of(ddl.add(table, sql("CONSTRAINT {0} NOT NULL {1}", name(constraint), name(column)), Step.Validity.NOT_VALID));
            }
            case Step.AddForeignKey(var table, var key, var validity) -> List.of(ddl.add(table, ddl.foreignKey(key), validity));
            case Step.ValidateCheck(var table, var constraint) -> List.of(ddl.validate(table, constraint));
            case Step.ValidateForeignKey(var table, var constraint, var refTable) -> List.of(ddl.validate(table, constraint));
            case Step.AddUnique(var table, var unique) -> List.of(ddl.add(table, ddl.unique(unique), Step.Validity.VALID));
            case Step.AddUniqueUsingIndex(var table, var unique) -> List.of(ddl.add(
                    table, sql("CONSTRAINT {0} UNIQUE USING INDEX {0}", name(unique.name())), Step.Validity.VALID));
            case Step.AddPrimaryKey(var table, var key) -> List.of(ddl.add(table, ddl.primaryKey(key), Step.Validity.VALID));
            case Step.AddPrimaryKeyUsingIndex(var table, var key) -> List.of(ddl.add(
                    table, sql("CONSTRAINT {0} PRIMARY KEY USING INDEX {0}", name(key.name())), Step.Validity.VALID));
            case Step.AddUniqueOnOnly(var table, var unique) -> List.of(ddl.addOnOnly(table, ddl.unique(unique)));
            case Step.AddPrimaryKeyOnOnly(var table, var key) -> List.of(ddl.addOnOnly(table, ddl.primaryKey(key)));
            case Step.ReplacePrimaryKey(var table, var before, var after, var index) -> List.of(ddl.alterTable(table, sql(
                    "DROP CONSTRAINT {0}, ADD CONSTRAINT {1} PRIMARY KEY USING INDEX {2}", name(before.name()), name(after.name()), name(index))));
            case Step.DropCheck(var table, var constraint) -> List.of(ddl.dropConstraint(table, constraint));
            case Step.DropKey(var table, var constraint) -> List.of(ddl.dropConstraint(table, constraint));
            case Step.DropForeignKey(var table, var constraint, var refTable) -> List.of(ddl.dropConstraint(table, constraint));
            case Step.RenameConstraint(var table, var constraint, var to) -> List.of(renameConstraint(table, constraint, to));

            case Step.CreateIndex(var table, var index, var build) -> List.of(ddl.createIndex(table, index, build, Ddl.IfNotExists.NO));
            case Step.DropIndex(var table, var index, var concurrently) -> List.of(concurrently
                    ? sql("DROP INDEX CONCURRENTLY {0}", name(table.sibling(index.name())))
                    : sql("DROP INDEX {0}", name(table.sibling(index.name()))));
            case Step.RenameIndex(var table, var index, var to) -> List.of(renameIndex(table, index, to));
            case Step.AttachIndex(var table, var index, var parentTable, var parentIndex) -> List.of(sql(
                    "ALTER INDEX {0} ATTACH PARTITION {1}", name(parentTable.sibling(parentIndex)), name(table.sibling(index))));

            case Step.CreatePolicy(var table, var policy) -> List.of(ddl.createPolicy(table, policy));
            case Step.DropPolicy(var table, var policy) -> List.of(ddl.dropPolicy(table, policy));
            case Step.SetRowSecurity(var table, var enabled, var forced) -> List.of(ddl.setRowSecurity(table, enabled, forced));

            case Step.CreateEnum(var created) -> List.of(ddl.createEnum(created));
            case Step.DropEnum(var type) -> List.of(sql("DROP TYPE {0}", name(type)));
            case Step.RenameEnum(var type, var to) -> List.of(sql("ALTER TYPE {0} RENAME TO {1}", name(type), name(to.name())));
            case Step.AddEnumLabel(var type, var label, var before) -> List.of(before
                    .map(b -> sql("ALTER TYPE {0} ADD VALUE {1} BEFORE {2}", name(type), text(label), text(b)))
                    .orElseGet(() -> sql("ALTER TYPE {0} ADD VALUE {1}", name(type), text(label))));
            case Step.CommentOnEnum(var type, var comment) -> List.of(ddl.commentOnType(type, comment));
        };
    }

    /// In reverse order of the steps these lead back to the start: what an earlier inverse took away with it (the index with its
    /// constraint, all parts of a partitioned index with the whole) a later one does not miss.
    private List<QueryPart> inverse(Step step) {
        return switch (step) {
            // Every database has it; it was there before.
            case Step.CreateSchema(var schema) when schema.equals(QualifiedName.DEFAULT_SCHEMA) -> List.of();
            case Step.CreateSchema(var schema) -> List.of(sql("DROP SCHEMA {0}", name(schema)));
            case Step.CreateTable(var table) -> List.of(sql("DROP TABLE {0}", name(table.name())));
            case Step.DropTable ignored -> List.of();
            case Step.RenameTable(var table, var to) -> renameTable(to, table);
            case Step.CommentOnTable(var table, var comment) -> ifKnown(known.comment(table).map(was -> ddl.commentOnTable(table, was)));
            case Step.Analyze ignored -> List.of();

            case Step.AddColumn(var table, var column) -> List.of(dropColumn(table, column.name()));
            case Step.DropColumn(var table, var column) -> {
                List<QueryPart> back = new ArrayList<>();
                back.add(ddl.alterTable(table, sql("ADD COLUMN {0}", ddl.column(column))));
                column.comment().ifPresent(c -> back.add(ddl.commentOnColumn(table, column.name(), column.comment())));
                yield back;
            }
            case Step.RenameColumn(var table, var column, var to) -> List.of(renameColumn(table, to, column));
            case Step.ChangeColumnType(var table, var column, var from, var to, var using, var restored) -> List.of(ddl.alterTable(table, underDefault(
                    column, sql("ALTER COLUMN {0} TYPE {1} USING CAST({2} AS {1})", name(column), type(from), name(column)), restored)));
            case Step.SetDefault(var table, var column, var value) -> formerDefault(table, column);
            case Step.DropDefault(var table, var column) -> formerDefault(table, column);
            case Step.SetNotNull(var table, var column) -> List.of(alterColumn(table, column, sql("DROP NOT NULL")));
            case Step.DropNotNull(var table, var column) -> List.of(alterColumn(table, column, sql("SET NOT NULL")));
            case Step.AddIdentity(var table, var column, var identity) -> List.of(alterColumn(table, column, sql("DROP IDENTITY")));
            case Step.AddIdentityAbove(var table, var column, var identity) -> List.of(alterColumn(table, column, sql("DROP IDENTITY")));
            case Step.SetIdentity(var table, var column, var from, var to) -> List.of(setIdentity(table, column, from));
            case Step.DropIdentity ignored -> List.of();
            case Step.SetExpression(var table, var column, var from, var to) -> List.of(setExpression(table, column, from));
            case Step.DropExpression ignored -> List.of();
            case Step.CommentOnColumn(var table, var column, var comment) ->
                ifKnown(known.comment(table, column).map(was -> ddl.commentOnColumn(table, column, was)));
            case Step.Backfill ignored -> List.of();

            case Step.KeepInSync(var table, var column, var shadow) -> dropSync(table, shadow);
            case Step.SwapColumns swap -> swapBack(swap);
            case Step.SwapIndexes(var table, var index, var shadow, var former) ->
                List.of(renameIndex(table, index, shadow), renameIndex(table, former, index));
            case Step.DropFormerColumn ignored -> List.of();
            case Step.ChangeTypeUnderChecks(var table, var column, var from, var to, var checks) -> List.of(
                    alterColumn(table, column, sql("TYPE {0} USING CAST({1} AS {0})", type(from), name(column))));

            case Step.AddCheck(var table, var check, var validity) -> List.of(ddl.dropConstraint(table, check.name()));
            case Step.AddNotNullCheck(var table, var column, var constraint) -> List.of(ddl.dropConstraint(table, constraint));
            case Step.AddNotNullConstraint(var table, var column, var constraint) -> List.of(ddl.dropConstraint(table, constraint));
            case Step.AddForeignKey(var table, var key, var validity) -> List.of(ddl.dropConstraint(table, key.name()));
            case Step.ValidateCheck ignored -> List.of();
            case Step.ValidateForeignKey ignored -> List.of();
            case Step.AddUnique(var table, var unique) -> List.of(ddl.dropConstraint(table, unique.name()));
            case Step.AddUniqueUsingIndex(var table, var unique) -> List.of(dropKey(table, unique.name()));
            case Step.AddPrimaryKey(var table, var key) -> List.of(ddl.dropConstraint(table, key.name()));
            case Step.AddPrimaryKeyUsingIndex(var table, var key) -> List.of(dropKey(table, key.name()));
            case Step.AddUniqueOnOnly(var table, var unique) -> List.of(ddl.dropConstraintIfThere(table, unique.name()));
            case Step.AddPrimaryKeyOnOnly(var table, var key) -> List.of(ddl.dropConstraintIfThere(table, key.name()));
            case Step.ReplacePrimaryKey(var table, var before, var after, var index) -> List.of(ddl.alterTable(table, sql(
                    "DROP CONSTRAINT {0}, ADD {1}", name(after.name()), ddl.primaryKey(before))));
            case Step.DropCheck ignored -> List.of();
            case Step.DropKey ignored -> List.of();
            case Step.DropForeignKey ignored -> List.of();
            case Step.RenameConstraint(var table, var constraint, var to) -> List.of(renameConstraint(table, to, constraint));

            case Step.CreateIndex(var table, var index, var build) -> List.of(switch (build) {
                case CONCURRENTLY -> sql("DROP INDEX CONCURRENTLY IF EXISTS {0}", name(table.sibling(index.name())));
                case PLAIN, ON_ONLY -> dropIndexIfThere(table, index.name());
            });
            case Step.DropIndex(var table, var index, var concurrently) -> List.of(ddl.createIndex(
                    table, index, concurrently ? Step.Build.CONCURRENTLY : Step.Build.PLAIN, Ddl.IfNotExists.NO));
            case Step.RenameIndex(var table, var index, var to) -> List.of(renameIndex(table, to, index));
            case Step.AttachIndex(var table, var index, var parentTable, var parentIndex) ->
                List.of(known.isKey(parentTable, parentIndex) ? ddl.dropConstraintIfThere(parentTable, parentIndex) : dropIndexIfThere(parentTable, parentIndex));

            case Step.CreatePolicy(var table, var policy) -> List.of(ddl.dropPolicy(table, policy.name()));
            case Step.DropPolicy ignored -> List.of();
            case Step.SetRowSecurity(var table, var enabled, var forced) ->
                ifKnown(known.security(table).map(was -> ddl.setRowSecurity(table, was.enabled(), was.forced())));

            case Step.CreateEnum(var created) -> List.of(sql("DROP TYPE {0}", name(created.name())));
            case Step.DropEnum ignored -> List.of();
            case Step.RenameEnum(var type, var to) -> List.of(sql("ALTER TYPE {0} RENAME TO {1}", name(to), name(type.name())));
            case Step.AddEnumLabel ignored -> List.of();
            case Step.CommentOnEnum(var type, var comment) -> ifKnown(known.comment(type).map(was -> ddl.commentOnType(type, was)));
        };
    }

    /// What is attached to a parent's key went with it.
    private QueryPart dropKey(QualifiedName table, String key) {
        return attached.contains(table.sibling(key)) ? ddl.dropConstraintIfThere(table, key) : ddl.dropConstraint(table, key);
    }

    private List<QueryPart> formerDefault(QualifiedName table, String column) {
        return ifKnown(known.defaultValue(table, column).map(was -> alterColumn(table, column, was
                .map(value -> sql("SET DEFAULT {0}", defaultValue(value)))
                .orElseGet(() -> sql("DROP DEFAULT")))));
    }

    private static List<QueryPart> ifKnown(Optional<QueryPart> inverse) {
        return inverse.map(List::of).orElseGet(List::of);
    }

    private List<QueryPart> renameTable(QualifiedName from, QualifiedName to) {
        List<QueryPart> statements = new ArrayList<>();
        if (!from.schema().equals(to.schema())) {
            statements.add(ddl.alterTable(from, sql("SET SCHEMA {0}", name(to.schema()))));
        }
        if (!from.name().equals(to.name())) {
            statements.add(ddl.alterTable(new QualifiedName(to.schema(), from.name()), sql("RENAME TO {0}", name(to.name()))));
        }
        return statements;
    }

    private QueryPart alterColumn(QualifiedName table, String column, QueryPart action) {
        return ddl.alterTable(table, sql("ALTER COLUMN {0} {1}", name(column), action));
    }

    /// A type change, with the default taken off before and put on again after it: the server converts no default of its own accord that
    /// is of a type without a cast to the new one.
    private static QueryPart underDefault(String column, QueryPart change, Optional<Expression> restored) {
        return restored.map(value -> sql("ALTER COLUMN {0} DROP DEFAULT, {1}, ALTER COLUMN {0} SET DEFAULT {2}", name(column), change, defaultValue(value)))
                .orElse(change);
    }

    private QueryPart setIdentity(QualifiedName table, String column, IdentityColumn to) {
        return alterColumn(table, column, to.always() ? sql("SET GENERATED ALWAYS") : sql("SET GENERATED BY DEFAULT"));
    }

    private QueryPart setExpression(QualifiedName table, String column, GeneratedColumn to) {
        return alterColumn(table, column, sql("SET EXPRESSION AS {0}", expression(to.expression())));
    }

    private QueryPart dropColumn(QualifiedName table, String column) {
        return ddl.alterTable(table, sql("DROP COLUMN {0}", name(column)));
    }

    private QueryPart renameColumn(QualifiedName table, String from, String to) {
        return ddl.alterTable(table, sql("RENAME COLUMN {0} TO {1}", name(from), name(to)));
    }

    private QueryPart renameConstraint(QualifiedName table, String from, String to) {
        return ddl.alterTable(table, sql("RENAME CONSTRAINT {0} TO {1}", name(from), name(to)));
    }

    private static List<QueryPart> keepInSync(QualifiedName table, String column, Column shadow) {
        return List.of(
                sql("CREATE FUNCTION {0}() RETURNS trigger LANGUAGE plpgsql AS {1}", name(syncFunction(table, shadow)), dollarQuoted(sql(
                        "BEGIN NEW.{0} = CAST(NEW.{1} AS {2}); RETURN NEW; END", name(shadow.name()), name(column), type(shadow.type())))),
                sql("CREATE TRIGGER {0} BEFORE INSERT OR UPDATE ON {1} FOR EACH ROW EXECUTE FUNCTION {2}()",
                        name(syncTrigger(shadow)), name(table), name(syncFunction(table, shadow))));
    }

    private static List<QueryPart> dropSync(QualifiedName table, Column shadow) {
        return List.of(sql("DROP TRIGGER {0} ON {1}", name(syncTrigger(shadow)), name(table)),
                sql("DROP FUNCTION {0}()", name(syncFunction(table, shadow))));
    }

    private static QualifiedName syncFunction(QualifiedName table, Column shadow) {
        return table.sibling(DefaultName.of(table.name(), shadow.name(), "sync"));
    }

    /// Triggers fire in the order of their names: this one sees what the others have made of the row.
    private static String syncTrigger(Column shadow) {
        return DefaultName.of("zz_wes", shadow.name(), "sync");
    }

    private List<QueryPart> swapColumns(Step.SwapColumns swap) {
        QualifiedName table = swap.table();
        Column after = swap.after();
        List<QueryPart> statements = new ArrayList<>(dropSync(table, swap.shadow()));
        statements.add(renameColumn(table, swap.before().name(), swap.former()));
        statements.add(renameColumn(table, swap.shadow().name(), after.name()));
        List<QueryPart> actions = new ArrayList<>();
        if (swap.before().defaultValue().isPresent()) {
            actions.add(sql("ALTER COLUMN {0} DROP DEFAULT", name(swap.former())));
        }
        if (!swap.before().nullable()) {
            actions.add(sql("ALTER COLUMN {0} DROP NOT NULL", name(swap.former())));
        }
        after.defaultValue().ifPresent(d -> actions.add(sql("ALTER COLUMN {0} SET DEFAULT {1}", name(after.name()), defaultValue(d))));
        if (!actions.isEmpty()) {
            statements.add(ddl.alterTable(table, joined(", ", actions)));
        }
        if (after.comment().isPresent()) {
            statements.add(ddl.commentOnColumn(table, after.name(), after.comment()));
        }
        return statements;
    }

    /// The old column comes back with what was written since, as far as it fits.
    private List<QueryPart> swapBack(Step.SwapColumns swap) {
        QualifiedName table = swap.table();
        Column before = swap.before();
        List<QueryPart> statements = new ArrayList<>();
        statements.add(renameColumn(table, swap.after().name(), swap.shadow().name()));
        statements.add(renameColumn(table, swap.former(), before.name()));
        statements.add(sql("UPDATE {0} SET {1} = CAST({2} AS {3}) WHERE CAST({1} AS text) IS DISTINCT FROM CAST({2} AS text)",
                name(table), name(before.name()), name(swap.shadow().name()), type(before.type())));
        List<QueryPart> actions = new ArrayList<>();
        if (swap.after().defaultValue().isPresent()) {
            actions.add(sql("ALTER COLUMN {0} DROP DEFAULT", name(swap.shadow().name())));
        }
        before.defaultValue().ifPresent(d -> actions.add(sql("ALTER COLUMN {0} SET DEFAULT {1}", name(before.name()), defaultValue(d))));
        if (!before.nullable()) {
            actions.add(sql("ALTER COLUMN {0} SET NOT NULL", name(before.name())));
        }
        if (!actions.isEmpty()) {
            statements.add(ddl.alterTable(table, joined(", ", actions)));
        }
        statements.addAll(keepInSync(table, before.name(), swap.shadow()));
        return statements;
    }

    private static QueryPart renameIndex(QualifiedName table, String from, String to) {
        return sql("ALTER INDEX {0} RENAME TO {1}", name(table.sibling(from)), name(to));
    }

    private static QueryPart dropIndexIfThere(QualifiedName table, String index) {
        return sql("DROP INDEX IF EXISTS {0}", name(table.sibling(index)));
    }
}
