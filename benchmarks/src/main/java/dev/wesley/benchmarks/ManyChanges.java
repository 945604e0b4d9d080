package dev.wesley.benchmarks;

import dev.wesley.engine.diff.Differ;
import dev.wesley.engine.ir.CheckConstraint;
import dev.wesley.engine.ir.Column;
import dev.wesley.engine.ir.Directives;
import dev.wesley.engine.ir.EnumType;
import dev.wesley.engine.ir.Expression;
import dev.wesley.engine.ir.ForeignKey;
import dev.wesley.engine.ir.GeneratedColumn;
import dev.wesley.engine.ir.IdentityColumn;
import dev.wesley.engine.ir.Index;
import dev.wesley.engine.ir.Policy;
import dev.wesley.engine.ir.PrimaryKey;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.ir.ReferentialAction;
import dev.wesley.engine.ir.RowSecurity;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.ir.SqlType;
import dev.wesley.engine.ir.Table;
import dev.wesley.engine.ir.UniqueConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Two schemas that differ in at least so many ways: one group of tables with a change of every kind that the shipped rules answer with a
/// plan, repeated under other names. The same for the same number.
///
/// @param changes how many there are
public record ManyChanges(Schema before, Schema after, int changes) {

    /// As few groups as give at least this many changes.
    public static ManyChanges atLeast(int changes) {
        int each = of(1).changes();
        return of((changes + each - 1) / each);
    }

    private static ManyChanges of(int groups) {
        List<Table> before = new ArrayList<>();
        List<Table> after = new ArrayList<>();
        List<EnumType> enumsBefore = new ArrayList<>();
        List<EnumType> enumsAfter = new ArrayList<>();
        for (int i = 0; i < groups; i++) {
            Group group = new Group("_" + i);
            before.addAll(group.tables(false));
            after.addAll(group.tables(true));
            enumsBefore.addAll(group.enums(false));
            enumsAfter.addAll(group.enums(true));
        }
        Schema from = new Schema(before, enumsBefore);
        Schema to = new Schema(after, enumsAfter);
        return new ManyChanges(from, to, Differ.diff(from, to).size());
    }

    /// The tables and types of one group, with this suffix to their names.
    private record Group(String suffix) {
        private QualifiedName name(String word) {
            return QualifiedName.of(word + suffix);
        }

        List<EnumType> enums(boolean changed) {
            List<EnumType> enums = new ArrayList<>();
            enums.add(new EnumType(name("mood"), changed ? List.of("sad", "calm", "happy") : List.of("sad", "happy"),
                    changed ? Optional.of("How one feels.") : Optional.empty()));
            enums.add(new EnumType(name(changed ? "fresh" : "stale"), List.of("one", "two"), Optional.empty()));
            return enums;
        }

        List<Table> tables(boolean changed) {
            List<Table> tables = new ArrayList<>();
            tables.add(owner());
            tables.add(item(changed));
            tables.add(keyless(changed));
            if (changed) {
                tables.add(added());
            }
            return tables;
        }

        private Table owner() {
            return table("owner", List.of(id(), text("name")), Parts.NONE);
        }

        private Table item(boolean changed) {
            List<Column> columns = new ArrayList<>();
            columns.add(id());
            columns.add(Column.of("owner_id", SqlType.of("uuid"), true));
            columns.add(Column.of("maker_id", SqlType.of("uuid"), true));
            columns.add(text("required").withNullable(!changed));
            columns.add(text("optional").withNullable(changed));
            columns.add(changed ? number("counted") : number("counted").withDefault(Optional.empty()));
            columns.add(changed ? number("bare").withDefault(Optional.empty()) : number("bare"));
            columns.add(commented("told", changed));
            columns.add(text("searched"));
            columns.add(text("name"));
            if (changed) {
                columns.add(text("plain"));
                columns.add(number("constant").withNullable(false));
                columns.add(Column.of("token", SqlType.of("uuid"), false).withDefault(Optional.of(Expression.of("gen_random_uuid()"))));
            }
            String name = "item" + suffix;
            Parts parts = new Parts(
                    List.of(unique(name + (changed ? "_new_key" : "_old_key"), changed ? "told" : "searched"),
                            unique(name + (changed ? "_second_key" : "_first_key"), "name")),
                    List.of(CheckConstraint.of(name + (changed ? "_new_check" : "_old_check"), Expression.of(changed ? "counted >= 0" : "bare >= 0"))),
                    List.of(foreignKey(name + (changed ? "_owner_fk" : "_maker_fk"), changed ? "owner_id" : "maker_id")),
                    List.of(Index.of(name + (changed ? "_new_idx" : "_old_idx"), List.of(changed ? "optional" : "told"), false),
                            Index.of(name + (changed ? "_second_idx" : "_first_idx"), List.of("searched"), false)),
                    new RowSecurity(true, changed, List.of(policy("kept", changed ? "counted > 0" : "counted > 1"),
                            policy(changed ? "new" : "old", "true"))),
                    changed ? Optional.of("Something that is sold.") : Optional.empty());
            return table("item", columns, parts);
        }

        private Table keyless(boolean changed) {
            return new Table(name("keyless"), Optional.empty(),
                    List.of(id(), Column.of("wider", SqlType.of(changed ? "varchar(40)" : "varchar(20)"), true)),
                    changed ? Optional.of(new PrimaryKey("keyless" + suffix + "_pkey", List.of("id"))) : Optional.empty(), List.of(), List.of(),
                    List.of(), List.of(), Optional.empty(), RowSecurity.NONE, Optional.empty(), Optional.empty(), Optional.empty(), Directives.NONE);
        }

        private Table added() {
            List<Column> columns = List.of(id(), Column.of("owner_id", SqlType.of("uuid"), false), commented("told", true),
                    Column.of("number", SqlType.of("bigint"), false).withIdentity(Optional.of(new IdentityColumn(true))),
                    new Column("loud", Optional.empty(), SqlType.of("text"), true, true, Optional.empty(),
                            Optional.of(new GeneratedColumn(Expression.of("upper(told)"), true)), Optional.empty(), Optional.empty(), Optional.empty(),
                            Directives.NONE));
            String name = "added" + suffix;
            return table("added", columns, new Parts(List.of(unique(name + "_key", "number")), List.of(),
                    List.of(foreignKey(name + "_owner_fk", "owner_id")), List.of(Index.of(name + "_idx", List.of("owner_id"), false)),
                    new RowSecurity(true, false, List.of(policy("all", "true"))), Optional.of("New.")));
        }

        private Table table(String word, List<Column> columns, Parts parts) {
            return new Table(name(word), Optional.empty(), columns, Optional.of(new PrimaryKey(word + suffix + "_pkey", List.of("id"))), parts.uniques(),
                    parts.checks(), parts.foreignKeys(), parts.indexes(), Optional.empty(), parts.security(), Optional.empty(), parts.comment(),
                    Optional.empty(), Directives.NONE);
        }

        private ForeignKey foreignKey(String name, String column) {
            return new ForeignKey(name, List.of(column), name("owner"), List.of("id"), ReferentialAction.NO_ACTION, ReferentialAction.CASCADE, false,
                    false, true);
        }
    }

    /// What a table may have besides columns and key.
    private record Parts(List<UniqueConstraint> uniques, List<CheckConstraint> checks, List<ForeignKey> foreignKeys, List<Index> indexes,
            RowSecurity security, Optional<String> comment) {
        static final Parts NONE = new Parts(List.of(), List.of(), List.of(), List.of(), RowSecurity.NONE, Optional.empty());
    }

    private static Column id() {
        return Column.of("id", SqlType.of("uuid"), false);
    }

    private static Column text(String name) {
        return Column.of(name, SqlType.of("text"), true);
    }

    private static Column number(String name) {
        return Column.of(name, SqlType.of("integer"), true).withDefault(Optional.of(Expression.of("0")));
    }

    private static Column commented(String name, boolean comment) {
        return new Column(name, Optional.empty(), SqlType.of("text"), true, true, Optional.empty(), Optional.empty(), Optional.empty(),
                comment ? Optional.of("Words.") : Optional.empty(), Optional.empty(), Directives.NONE);
    }

    private static UniqueConstraint unique(String name, String column) {
        return new UniqueConstraint(name, List.of(column), false);
    }

    private static Policy policy(String name, String using) {
        return new Policy(name, Policy.Command.ALL, true, List.of(), Optional.of(Expression.of(using)), Optional.empty());
    }
}
