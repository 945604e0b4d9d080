package dev.wesley.engine.drift;

import dev.wesley.engine.diff.Change;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.ir.Table;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a team does not want to hear about: objects that others manage.
public record IgnoreRules(List<Rule> rules) {
    /// What managed platforms put into a database, and what belongs to other tools.
    public static final List<Rule> SHIPPED = List.of(
            new Rule("rds_*", "made by Amazon RDS", Optional.empty()), new Rule("hdb_catalog.*", "belongs to Hasura", Optional.empty()),
            new Rule("partman.*", "belongs to pg_partman", Optional.empty()), new Rule("flyway_schema_history*", "the history of Flyway", Optional.empty()),
            new Rule("databasechangelog*", "the history of Liquibase", Optional.empty()), new Rule("_prisma_migrations*", "the history of Prisma", Optional.empty()));

    public IgnoreRules {
        rules = List.copyOf(rules);
    }

    /// One rule.
    ///
    /// @param pattern `sales.*`, `audit_*`, `orders.legacy_*`, `*.idx_tmp_*`: a name as reports print it, `*` for any characters
    /// @param until the last day on which it holds
    public record Rule(String pattern, String reason, Optional<LocalDate> until) {
        boolean matches(String name) {
            String expression = Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
            return name.matches(expression);
        }

        boolean holds(LocalDate today) {
            return until.isEmpty() || !today.isAfter(until.get());
        }
    }

    /// Those that still hold.
    public IgnoreRules on(LocalDate today) {
        return new IgnoreRules(rules.stream().filter(r -> r.holds(today)).toList());
    }

    /// The rule that a table, or everything in it, falls under.
    public Optional<Rule> table(QualifiedName table) {
        return rules.stream().filter(r -> names(table, "").anyMatch(r::matches)).findFirst();
    }

    /// The rule that a part of a table falls under, if only because its table does.
    public Optional<Rule> element(QualifiedName table, String element) {
        return table(table).or(() -> element.isEmpty() ? Optional.empty() : rules.stream().filter(r -> names(table, element).anyMatch(r::matches)).findFirst());
    }

    /// The rule that an object without an SDL form falls under.
    public Optional<Rule> object(QualifiedName name) {
        return table(name);
    }

    private static Stream<String> names(QualifiedName table, String element) {
        String rest = element.isEmpty() ? "" : "." + element;
        return Stream.of(table.schema() + "." + table.name() + rest, table + rest).distinct();
    }

    /// A live schema as if everything that falls under a rule were as it is wanted, so that no plan touches it.
    public Schema pretend(Schema live, Schema wanted) {
        if (rules.isEmpty()) {
            return live;
        }
        List<Table> tables = Stream.concat(
                        live.tables().stream().flatMap(t -> (table(t.name()).isPresent() ? wanted.table(t.name()) : Optional.of(parts(t, wanted.table(t.name())))).stream()),
                        wanted.tables().stream().filter(t -> table(t.name()).isPresent() && live.table(t.name()).isEmpty()))
                .toList();
        return new Schema(tables, live.enums().stream().filter(e -> object(e.name()).isEmpty() || wanted.enumType(e.name()).isPresent()).toList());
    }

    private Table parts(Table live, Optional<Table> wanted) {
        if (wanted.isEmpty()) {
            return live;
        }
        Table target = wanted.get();
        return new Table(live.name(), live.uid(), parts(live, live.columns(), target.columns(), c -> c.name()), live.primaryKey(),
                parts(live, live.uniques(), target.uniques(), u -> u.name()), parts(live, live.checks(), target.checks(), c -> c.name()),
                parts(live, live.foreignKeys(), target.foreignKeys(), k -> k.name()), parts(live, live.indexes(), target.indexes(), i -> i.name()), live.partitioning(),
                new dev.wesley.engine.ir.RowSecurity(live.rowSecurity().enabled(), live.rowSecurity().forced(),
                        parts(live, live.rowSecurity().policies(), target.rowSecurity().policies(), p -> p.name())),
                live.tenantBy(), live.comment(), live.renamedFrom(), live.directives());
    }

    private <E> List<E> parts(Table table, List<E> live, List<E> wanted, Function<E, String> name) {
        Stream<E> kept = live.stream().filter(e -> element(table.name(), name.apply(e)).isEmpty());
        Stream<E> taken = wanted.stream().filter(e -> element(table.name(), name.apply(e)).isPresent());
        return Stream.concat(kept, taken).toList();
    }

    /// The rule that a change falls under.
    public Optional<Rule> change(Change change) {
        return element(change.table(), change.element());
    }
}
