package dev.wesley.generators.postgres;

import static dev.wesley.generators.postgres.Template.block;
import static dev.wesley.generators.postgres.Template.joined;
import static dev.wesley.generators.postgres.Template.name;
import static dev.wesley.generators.postgres.Template.nameLiteral;
import static dev.wesley.generators.postgres.Template.partitionBound;
import static dev.wesley.generators.postgres.Template.sql;
import static dev.wesley.generators.postgres.Template.text;

import dev.wesley.engine.evidence.GeneratedFile;
import dev.wesley.engine.ir.CheckConstraint;
import dev.wesley.engine.ir.Column;
import dev.wesley.engine.ir.EnumType;
import dev.wesley.engine.ir.Expression;
import dev.wesley.engine.ir.ForeignKey;
import dev.wesley.engine.ir.Index;
import dev.wesley.engine.ir.Policy;
import dev.wesley.engine.ir.PrimaryKey;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.ir.Table;
import dev.wesley.engine.ir.UniqueConstraint;
import dev.wesley.engine.plan.Statement;
import dev.wesley.engine.plan.Step;
import dev.wesley.engine.sdl.CompiledSchema;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jooq.QueryPart;

/// A whole schema in SQL, twice: as `schema.sql`, a file for people that can be applied again and again, and as the bare statements
/// that build the schema on an empty database.
public final class SchemaSql {
    private static final Ddl DDL = new Ddl(Ddl.NEWEST);

    private SchemaSql() {}

    /// `schema.sql`: applies to an empty database, and to the database that it made without changing anything.
    ///
    /// @throws UnspellableException if a name or text has no spelling
    public static GeneratedFile generate(CompiledSchema compiled) {
        return write(compiled.schema()).file("schema.sql");
    }

    /// The statements of [#generate], in their order, for a client that sends them one by one outside any transaction.
    public static List<Statement> script(CompiledSchema compiled) {
        return write(compiled.schema()).statements();
    }

    /// A partition as a live database holds it; its parent comes first.
    ///
    /// @param bound what follows PARTITION OF
    public static Statement partition(QualifiedName parent, QualifiedName table, Expression bound) {
        return Template.statement(sql("CREATE TABLE {0} PARTITION OF {1} {2}", name(table), name(parent), partitionBound(bound)));
    }

    /// What builds the schema on an empty database, one by one: constraints as valid as the schema says, indexes built plainly.
    public static List<Statement> statements(Schema schema) {
        List<QueryPart> parts = new ArrayList<>(Prerequisites.of(schema).all());
        schemas(schema).forEach(s -> parts.add(DDL.createSchema(s)));
        schema.enums().forEach(e -> parts.add(DDL.createEnum(e)));
        for (Table t : schema.tables()) {
            parts.add(DDL.createTable(t, DDL.items(t), Ddl.IfNotExists.NO));
            invalidChecks(t).forEach(c -> parts.add(DDL.add(t.name(), DDL.check(c), Step.Validity.NOT_VALID)));
        }
        for (Table t : schema.tables()) {
            t.indexes().forEach(i -> parts.add(DDL.createIndex(t.name(), i, Step.Build.PLAIN, Ddl.IfNotExists.NO)));
        }
        for (Table t : schema.tables()) {
            t.foreignKeys().forEach(k -> parts.add(
                    DDL.add(t.name(), DDL.foreignKey(k), k.valid() ? Step.Validity.VALID : Step.Validity.NOT_VALID)));
        }
        comments(schema, (part, mark) -> parts.add(part));
        for (Table t : schema.tables()) {
            t.rowSecurity().policies().forEach(p -> parts.add(DDL.createPolicy(t.name(), p)));
            if (t.rowSecurity().enabled() || t.rowSecurity().forced()) {
                parts.add(DDL.setRowSecurity(t.name(), t.rowSecurity().enabled(), t.rowSecurity().forced()));
            }
        }
        return parts.stream().map(Template::statement).toList();
    }

    /// What a database needs before statements of this schema can run on it: extensions, roles and the tenant function that the schema
    /// refers to, each only where it is missing. Running it twice changes nothing.
    public static List<Statement> prelude(Schema schema) {
        return Prerequisites.of(schema).all().stream().map(Template::statement).toList();
    }

    private static Script write(Schema schema) {
        Script script = new Script("""
                -- Made by Wesley from the GraphQL schema. Change the schema and generate this again; edits are lost.
                --
                -- Apply it statement by statement and outside a transaction (psql -f schema.sql): CREATE INDEX CONCURRENTLY
                -- cannot run inside one. Applying it again changes nothing.
                """);
        script.add(sql("SET standard_conforming_strings = on"));

        Prerequisites needs = Prerequisites.of(schema);
        script.section("Extensions", needs.extensions());
        script.section("Roles: made without login where they are missing, granted nothing", needs.roles());
        script.section("Schemas", schemas(schema).stream().map(DDL::createSchema).toList());
        script.section("Tenant context: which tenant a session acts for", needs.tenantContext());

        script.heading("Enum types");
        schema.enums().forEach(e -> enumType(script, schema, e));
        script.heading("Tables");
        schema.tables().forEach(t -> table(script, t));
        script.heading("Indexes");
        schema.tables().forEach(t -> t.indexes().forEach(i -> index(script, t, i)));
        script.heading("Foreign keys: NOT VALID, so that no row is read while both tables are locked");
        schema.tables().forEach(t -> t.foreignKeys().forEach(k -> foreignKey(script, t, k)));
        script.heading("Deferred validation: reads all rows under weak locks; can run later");
        schema.tables().forEach(t -> validation(script, t));
        script.heading("Comments");
        comments(schema, script::add);
        script.heading("Row-level security: policies first, then the switch");
        schema.tables().forEach(t -> rowSecurity(script, t));
        script.heading("Proof: an index whose concurrent build was interrupted exists, but is invalid");
        refuseInvalidIndexes(schema).ifPresent(script::add);
        return script;
    }

    private static TreeSet<String> schemas(Schema schema) {
        TreeSet<String> names = new TreeSet<>();
        schema.tables().forEach(t -> names.add(t.name().schema()));
        schema.enums().forEach(e -> names.add(e.name().schema()));
        names.remove(QualifiedName.DEFAULT_SCHEMA);
        return names;
    }

    private static List<CheckConstraint> invalidChecks(Table table) {
        return table.checks().stream().filter(c -> !c.valid()).toList();
    }

    private static void enumType(Script script, Schema schema, EnumType type) {
        Mark mark = Mark.none();
        for (Table table : schema.tables()) {
            for (Column column : table.columns()) {
                if (column.type().userType().equals(Optional.of(type.name()))) {
                    mark = mark.column(table, column, "enum", type.name().name());
                }
            }
        }
        script.add(block(
                Optional.of(sql("pg_catalog.to_regtype({0}) IS NULL", nameLiteral(type.name()))), List.of(DDL.createEnum(type))), mark);
    }

    private static void table(Script script, Table table) {
        List<QueryPart> items = DDL.items(table);
        Iterator<Mark.Lines> lines = linesOf(items).iterator();
        Mark mark = Mark.none().table(table, "table", "");
        for (Column column : table.columns()) {
            Mark.Lines at = lines.next();
            mark = mark.column(table, column, "column", "", at)
                    .column(table, column, "type", "", at)
                    .column(table, column, "nullability", "", at);
            if (column.defaultValue().isPresent()) {
                mark = mark.column(table, column, "default", "", at);
            }
        }
        if (table.primaryKey().isPresent()) {
            PrimaryKey key = table.primaryKey().get();
            mark = mark.constraint(table, key.columns(), "primary-key", key.name(), lines.next());
        }
        for (UniqueConstraint unique : table.uniques()) {
            mark = mark.constraint(table, unique.columns(), "unique", unique.name(), lines.next());
        }
        for (CheckConstraint check : table.checks().stream().filter(CheckConstraint::valid).toList()) {
            mark = mark.constraint(table, List.of(), "check", check.name(), lines.next());
        }
        script.add(DDL.createTable(table, items, Ddl.IfNotExists.YES), mark);
        for (CheckConstraint check : invalidChecks(table)) {
            script.add(unlessThere(table, check.name(), DDL.add(table.name(), DDL.check(check), Step.Validity.NOT_VALID)),
                    Mark.none().constraint(table, List.of(), "check", check.name()));
        }
    }

    /// Where the items of CREATE TABLE stand: one below the other from the second line on.
    private static List<Mark.Lines> linesOf(List<QueryPart> items) {
        List<Mark.Lines> lines = new ArrayList<>();
        int next = 1;
        for (QueryPart item : items) {
            int height = 1 + (int) Template.render(item).chars().filter(c -> c == '\n').count();
            lines.add(new Mark.Lines(next, next + height - 1));
            next += height;
        }
        return lines;
    }

    /// Partitioned tables refuse a concurrent build.
    private static void index(Script script, Table table, Index index) {
        Step.Build build = table.partitioning().isPresent() ? Step.Build.PLAIN : Step.Build.CONCURRENTLY;
        List<String> columns = new ArrayList<>(index.columns());
        columns.addAll(index.include());
        script.add(DDL.createIndex(table.name(), index, build, Ddl.IfNotExists.YES),
                Mark.none().constraint(table, columns, "index", index.name()));
    }

    /// Partitioned tables take NOT VALID from 18 on only.
    private static void foreignKey(Script script, Table table, ForeignKey key) {
        Step.Validity validity = table.partitioning().isPresent() ? Step.Validity.VALID : Step.Validity.NOT_VALID;
        script.add(unlessThere(table, key.name(), DDL.add(table.name(), DDL.foreignKey(key), validity)),
                Mark.none().constraint(table, key.columns(), "foreign-key", key.name()));
    }

    private static void validation(Script script, Table table) {
        if (table.partitioning().isEmpty()) {
            for (ForeignKey key : table.foreignKeys().stream().filter(ForeignKey::valid).toList()) {
                script.add(DDL.validate(table.name(), key.name()),
                        Mark.none().constraint(table, key.columns(), "foreign-key", key.name()));
            }
        }
    }

    private static QueryPart unlessThere(Table table, String constraint, QueryPart add) {
        return block(
                Optional.of(sql("NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass({0}) AND conname = {1})",
                        nameLiteral(table.name()), text(constraint))),
                List.of(add));
    }

    private static void comments(Schema schema, Commented commented) {
        for (EnumType type : schema.enums()) {
            if (type.comment().isPresent()) {
                commented.add(DDL.commentOnType(type.name(), type.comment()), Mark.none());
            }
        }
        for (Table table : schema.tables()) {
            if (table.comment().isPresent()) {
                commented.add(DDL.commentOnTable(table.name(), table.comment()), Mark.none().table(table, "comment", ""));
            }
            for (Column column : table.columns()) {
                if (column.comment().isPresent()) {
                    commented.add(DDL.commentOnColumn(table.name(), column.name(), column.comment()),
                            Mark.none().column(table, column, "comment", ""));
                }
            }
        }
    }

    @FunctionalInterface
    private interface Commented {
        void add(QueryPart comment, Mark mark);
    }

    /// CREATE POLICY knows no IF NOT EXISTS: each policy is replaced in one block, and so in one transaction.
    private static void rowSecurity(Script script, Table table) {
        for (Policy policy : table.rowSecurity().policies()) {
            script.add(block(Optional.empty(), List.of(
                            sql("DROP POLICY IF EXISTS {0} ON {1}", name(policy.name()), name(table.name())),
                            DDL.createPolicy(table.name(), policy))),
                    Mark.none().security(table, "policy", policy.name()));
        }
        if (table.rowSecurity().enabled() || table.rowSecurity().forced()) {
            script.add(DDL.setRowSecurity(table.name(), table.rowSecurity().enabled(), table.rowSecurity().forced()),
                    Mark.none().security(table, "row-security", ""));
        }
    }

    private static Optional<QueryPart> refuseInvalidIndexes(Schema schema) {
        List<QueryPart> indexes = schema.tables().stream()
                .flatMap(t -> t.indexes().stream().map(i -> sql("pg_catalog.to_regclass({0})", nameLiteral(t.name().sibling(i.name())))))
                .toList();
        if (indexes.isEmpty()) {
            return Optional.empty();
        }
        QueryPart invalid = sql("FROM pg_catalog.pg_index WHERE NOT indisvalid AND indexrelid IN (\n      {0})", joined(",\n      ", indexes));
        return Optional.of(block(
                Optional.of(sql("EXISTS (SELECT {0})", invalid)),
                List.of(sql("RAISE EXCEPTION USING MESSAGE = (SELECT pg_catalog.concat({0}, "
                                + "pg_catalog.string_agg(CAST(CAST(indexrelid AS pg_catalog.regclass) AS text), ', ')) {1}), HINT = {2}",
                        text("the concurrent build of an index was interrupted, so it is invalid: "), invalid,
                        text("Drop it with DROP INDEX CONCURRENTLY and apply this file again.")))));
    }
}
