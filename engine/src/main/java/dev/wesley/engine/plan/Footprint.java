package dev.wesley.engine.plan;

import dev.wesley.engine.ir.Column;
import dev.wesley.engine.ir.Expression;
import dev.wesley.engine.ir.ForeignKey;
import dev.wesley.engine.ir.Index;
import dev.wesley.engine.ir.Policy;
import dev.wesley.engine.ir.PrimaryKey;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.ir.SqlType;
import dev.wesley.engine.ir.Table;
import dev.wesley.engine.ir.UniqueConstraint;
import dev.wesley.engine.plan.Thing.Kind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a step creates, uses, removes and lets go of. Nothing here is an opinion: it is what Postgres refuses to do the other way round.
final class Footprint {
    /// An expression that may name columns, tables, types or labels.
    record Mention(QualifiedName table, Expression expression) {}

    private final Schema before;
    private final Set<Thing> creates = new LinkedHashSet<>();
    private final Set<Thing> uses = new LinkedHashSet<>();
    private final Set<Thing> removes = new LinkedHashSet<>();
    private final Set<Thing> frees = new LinkedHashSet<>();
    private final Set<Mention> mentions = new LinkedHashSet<>();
    private final Set<Mention> formerMentions = new LinkedHashSet<>();
    private final Set<QualifiedName> needsPolicies = new LinkedHashSet<>();
    private final Set<QualifiedName> freesPolicies = new LinkedHashSet<>();

    private Footprint(Schema before) {
        this.before = before;
    }

    /// @param before what the plan starts from: a step that drops a thing names it only
    static Footprint of(Step step, Schema before) {
        Footprint print = new Footprint(before);
        print.read(step);
        return print;
    }

    /// Everything that the plan starts from.
    static Set<Thing> existing(Schema before) {
        Footprint print = new Footprint(before);
        before.tables().forEach(print::wholeTable);
        before.enums().forEach(e -> {
            print.creates.add(Thing.of(Kind.ENUM, e.name(), ""));
            e.labels().forEach(l -> print.creates.add(Thing.of(Kind.LABEL, e.name(), l)));
        });
        for (Table table : before.tables()) {
            table.foreignKeys().forEach(f -> print.creates.add(Thing.of(Kind.CONSTRAINT, table.name(), f.name())));
            table.indexes().forEach(i -> print.creates.add(Thing.index(table.name(), i.name())));
            table.rowSecurity().policies().forEach(p -> print.creates.add(Thing.of(Kind.POLICY, table.name(), p.name())));
        }
        return print.creates;
    }

    Set<Thing> creates() {
        return creates;
    }

    Set<Thing> uses() {
        return uses;
    }

    Set<Thing> removes() {
        return removes;
    }

    /// Things that can be removed only after this step, because it removes what depends on them.
    Set<Thing> frees() {
        return frees;
    }

    Set<Mention> mentions() {
        return mentions;
    }

    /// Expressions that end with this step.
    Set<Mention> formerMentions() {
        return formerMentions;
    }

    /// Tables all of whose new policies must be there first.
    Set<QualifiedName> needsPolicies() {
        return needsPolicies;
    }

    /// Tables whose policies may be dropped after this step only.
    Set<QualifiedName> freesPolicies() {
        return freesPolicies;
    }

    private void read(Step step) {
        QualifiedName table = step.table();
        switch (step) {
            case Step.CreateSchema s -> creates.add(Thing.schema(s.schema()));
            case Step.CreateTable s -> {
                uses.add(Thing.schema(table.schema()));
                wholeTable(s.created());
                s.created().columns().forEach(c -> columnNeeds(table, c));
                s.created().checks().forEach(c -> mentions.add(new Mention(table, c.expression())));
            }
            case Step.DropTable s -> dropTable(s.table());
            case Step.RenameTable s -> {
                removes.add(Thing.table(s.table()));
                creates.add(Thing.table(s.to()));
                uses.add(Thing.schema(s.to().schema()));
            }
            case Step.CommentOnTable s -> uses.add(Thing.table(s.table()));
            case Step.Analyze s -> uses.add(Thing.table(s.table()));
            case Step.AddColumn s -> {
                uses.add(Thing.table(table));
                newColumn(table, s.column());
                columnNeeds(table, s.column());
            }
            case Step.DropColumn s -> {
                uses.add(Thing.table(table));
                removes.add(Thing.of(Kind.COLUMN, table, s.column().name()));
                s.column().type().userType().ifPresent(e -> frees.add(Thing.of(Kind.ENUM, e, "")));
                s.column().generated().ifPresent(g -> formerMentions.add(new Mention(table, g.expression())));
            }
            case Step.RenameColumn s -> {
                uses.add(Thing.table(table));
                removes.add(Thing.of(Kind.COLUMN, table, s.column()));
                creates.add(Thing.of(Kind.COLUMN, table, s.to()));
            }
            case Step.ChangeColumnType s -> {
                uses.add(Thing.of(Kind.COLUMN, table, s.column()));
                s.to().userType().ifPresent(e -> uses.add(Thing.of(Kind.ENUM, e, "")));
                s.from().userType().ifPresent(e -> frees.add(Thing.of(Kind.ENUM, e, "")));
                // The column and the types are known already: a column often has the name of its enum type.
                Set<String> known = new LinkedHashSet<>(List.of("cast", "as", "text", s.column()));
                s.to().userType().ifPresent(e -> known.addAll(List.of(e.schema(), e.name())));
                s.using().filter(u -> !known.containsAll(u.words())).ifPresent(u -> mentions.add(new Mention(table, u)));
                s.restored().ifPresent(d -> mentions.add(new Mention(table, d)));
            }
            case Step.SetDefault s -> {
                uses.add(Thing.of(Kind.COLUMN, table, s.column()));
                creates.add(Thing.of(Kind.VALUE, table, s.column()));
                mentions.add(new Mention(table, s.value()));
            }
            case Step.DropDefault s -> {
                uses.add(Thing.of(Kind.COLUMN, table, s.column()));
                removes.add(Thing.of(Kind.VALUE, table, s.column()));
            }
            case Step.SetNotNull s -> {
                uses.add(Thing.of(Kind.COLUMN, table, s.column()));
                uses.add(Thing.of(Kind.FILLED, table, s.column()));
                creates.add(Thing.of(Kind.NOT_NULL, table, s.column()));
            }
            case Step.DropNotNull s -> {
                uses.add(Thing.of(Kind.COLUMN, table, s.column()));
                removes.add(Thing.of(Kind.NOT_NULL, table, s.column()));
            }
            case Step.AddIdentity s -> {
                uses.add(Thing.of(Kind.COLUMN, table, s.column()));
                uses.add(Thing.of(Kind.NOT_NULL, table, s.column()));
                creates.add(Thing.of(Kind.VALUE, table, s.column()));
            }
            case Step.AddIdentityAbove s -> {
                uses.add(Thing.of(Kind.COLUMN, table, s.column()));
                uses.add(Thing.of(Kind.NOT_NULL, table, s.column()));
                creates.add(Thing.of(Kind.VALUE, table, s.column()));
            }
            case Step.SetIdentity s -> uses.add(Thing.of(Kind.COLUMN, table, s.column()));
            case Step.SetExpression s -> {
                uses.add(Thing.of(Kind.COLUMN, table, s.column()));
                mentions.add(new Mention(table, s.to().expression()));
                formerMentions.add(new Mention(table, s.from().expression()));
            }
            case Step.DropExpression s -> {
                uses.add(Thing.of(Kind.COLUMN, table, s.column()));
                tableBefore(table).flatMap(t -> t.column(s.column())).flatMap(Column::generated)
                        .ifPresent(g -> formerMentions.add(new Mention(table, g.expression())));
            }
            case Step.DropIdentity s -> {
                uses.add(Thing.of(Kind.COLUMN, table, s.column()));
                frees.add(Thing.of(Kind.NOT_NULL, table, s.column()));
                removes.add(Thing.of(Kind.VALUE, table, s.column()));
            }
            case Step.CommentOnColumn s -> uses.add(Thing.of(Kind.COLUMN, table, s.column()));
            case Step.Backfill s -> {
                uses.add(Thing.of(Kind.COLUMN, table, s.column()));
                uses.add(Thing.of(Kind.VALUE, table, s.column()));
                creates.add(Thing.of(Kind.FILLED, table, s.column()));
                s.key().forEach(c -> uses.add(Thing.of(Kind.COLUMN, table, c)));
                mentions.add(new Mention(table, s.value()));
            }
            case Step.KeepInSync s -> {
                uses.add(Thing.of(Kind.COLUMN, table, s.column()));
                uses.add(Thing.of(Kind.COLUMN, table, s.shadow().name()));
                creates.add(Thing.of(Kind.VALUE, table, s.shadow().name()));
            }
            case Step.SwapColumns s -> {
                uses.add(Thing.of(Kind.COLUMN, table, s.before().name()));
                uses.add(Thing.of(Kind.FILLED, table, s.shadow().name()));
                uses.add(Thing.of(Kind.NOT_NULL, table, s.shadow().name()));
                removes.add(Thing.of(Kind.COLUMN, table, s.shadow().name()));
                removes.add(Thing.of(Kind.VALUE, table, s.shadow().name()));
                creates.add(Thing.of(Kind.COLUMN, table, s.former()));
                s.after().defaultValue().ifPresent(d -> mentions.add(new Mention(table, d)));
            }
            case Step.SwapIndexes s -> {
                uses.add(Thing.index(table, s.index()));
                removes.add(Thing.index(table, s.shadow()));
                creates.add(Thing.index(table, s.former()));
            }
            case Step.DropFormerColumn s -> {
                removes.add(Thing.of(Kind.COLUMN, table, s.column().name()));
                s.column().type().userType().ifPresent(e -> frees.add(Thing.of(Kind.ENUM, e, "")));
            }
            case Step.ChangeTypeUnderChecks s -> {
                uses.add(Thing.of(Kind.COLUMN, table, s.column()));
                s.checks().forEach(c -> uses.add(Thing.of(Kind.CONSTRAINT, table, c.name())));
                s.checks().forEach(c -> mentions.add(new Mention(table, c.expression())));
            }
            case Step.AddCheck s -> {
                uses.add(Thing.table(table));
                creates.add(Thing.of(Kind.CONSTRAINT, table, s.check().name()));
                mentions.add(new Mention(table, s.check().expression()));
            }
            case Step.AddNotNullCheck s -> {
                uses.add(Thing.of(Kind.COLUMN, table, s.column()));
                creates.add(Thing.of(Kind.CONSTRAINT, table, s.constraint()));
            }
            case Step.AddNotNullConstraint s -> {
                uses.add(Thing.of(Kind.COLUMN, table, s.column()));
                creates.add(Thing.of(Kind.CONSTRAINT, table, s.constraint()));
            }
            case Step.AddForeignKey s -> {
                creates.add(Thing.of(Kind.CONSTRAINT, table, s.foreignKey().name()));
                foreignKey(table, s.foreignKey(), uses);
            }
            case Step.ValidateCheck s -> uses.add(Thing.of(Kind.CONSTRAINT, table, s.constraint()));
            case Step.ValidateForeignKey s -> uses.add(Thing.of(Kind.CONSTRAINT, table, s.constraint()));
            case Step.AddUnique s -> {
                key(table, s.unique().name(), s.unique().columns(), creates);
                columns(table, s.unique().columns(), uses);
            }
            case Step.AddUniqueUsingIndex s -> {
                uses.add(Thing.index(table, s.unique().name()));
                creates.add(Thing.of(Kind.CONSTRAINT, table, s.unique().name()));
                creates.add(Thing.key(table, s.unique().columns()));
                columns(table, s.unique().columns(), uses);
            }
            case Step.AddPrimaryKey s -> {
                key(table, s.key().name(), s.key().columns(), creates);
                columns(table, s.key().columns(), uses);
                s.key().columns().forEach(c -> uses.add(Thing.of(Kind.NOT_NULL, table, c)));
            }
            case Step.AddPrimaryKeyUsingIndex s -> {
                uses.add(Thing.index(table, s.key().name()));
                creates.add(Thing.of(Kind.CONSTRAINT, table, s.key().name()));
                creates.add(Thing.key(table, s.key().columns()));
                columns(table, s.key().columns(), uses);
                s.key().columns().forEach(c -> uses.add(Thing.of(Kind.NOT_NULL, table, c)));
            }
            case Step.AddUniqueOnOnly s -> {
                key(table, s.unique().name(), s.unique().columns(), creates);
                columns(table, s.unique().columns(), uses);
            }
            case Step.AddPrimaryKeyOnOnly s -> {
                key(table, s.key().name(), s.key().columns(), creates);
                columns(table, s.key().columns(), uses);
                s.key().columns().forEach(c -> uses.add(Thing.of(Kind.NOT_NULL, table, c)));
            }
            case Step.ReplacePrimaryKey s -> {
                uses.add(Thing.index(table, s.index()));
                creates.add(Thing.of(Kind.CONSTRAINT, table, s.after().name()));
                creates.add(Thing.key(table, s.after().columns()));
                columns(table, s.after().columns(), uses);
                s.after().columns().forEach(c -> uses.add(Thing.of(Kind.NOT_NULL, table, c)));
                removes.add(Thing.key(table, s.before().columns()));
                columns(table, s.before().columns(), frees);
                s.before().columns().forEach(c -> frees.add(Thing.of(Kind.NOT_NULL, table, c)));
            }
            case Step.DropCheck s -> {
                removes.add(Thing.of(Kind.CONSTRAINT, table, s.constraint()));
                frees.add(Thing.table(table));
                tableBefore(table).flatMap(t -> t.checks().stream().filter(c -> c.name().equals(s.constraint())).findFirst())
                        .ifPresent(c -> formerMentions.add(new Mention(table, c.expression())));
            }
            case Step.DropKey s -> dropKey(table, s.constraint());
            case Step.DropForeignKey s -> {
                removes.add(Thing.of(Kind.CONSTRAINT, table, s.constraint()));
                frees.add(Thing.table(table));
                frees.add(Thing.table(s.refTable()));
                tableBefore(table).flatMap(t -> t.foreignKeys().stream().filter(f -> f.name().equals(s.constraint())).findFirst())
                        .ifPresent(f -> foreignKey(table, f, frees));
            }
            case Step.RenameConstraint s -> {
                removes.add(Thing.of(Kind.CONSTRAINT, table, s.constraint()));
                creates.add(Thing.of(Kind.CONSTRAINT, table, s.to()));
                if (tableBefore(table).map(t -> isKey(t, s.constraint())).orElse(false)) {
                    removes.add(Thing.index(table, s.constraint()));
                    creates.add(Thing.index(table, s.to()));
                }
            }
            case Step.CreateIndex s -> {
                uses.add(Thing.table(table));
                creates.add(Thing.index(table, s.index().name()));
                if (isKey(s.index())) {
                    creates.add(Thing.key(table, s.index().columns()));
                }
                index(table, s.index(), uses, mentions);
            }
            case Step.DropIndex s -> {
                removes.add(Thing.index(table, s.index().name()));
                frees.add(Thing.table(table));
                if (isKey(s.index())) {
                    removes.add(Thing.key(table, s.index().columns()));
                }
                index(table, s.index(), frees, formerMentions);
            }
            case Step.RenameIndex s -> {
                removes.add(Thing.index(table, s.index()));
                creates.add(Thing.index(table, s.to()));
            }
            case Step.AttachIndex s -> {
                uses.add(Thing.index(table, s.index()));
                uses.add(Thing.index(s.parentTable(), s.parentIndex()));
            }
            case Step.CreatePolicy s -> {
                uses.add(Thing.table(table));
                creates.add(Thing.of(Kind.POLICY, table, s.policy().name()));
                policy(table, s.policy(), mentions);
            }
            case Step.DropPolicy s -> {
                removes.add(Thing.of(Kind.POLICY, table, s.policy()));
                frees.add(Thing.table(table));
                tableBefore(table).flatMap(t -> t.rowSecurity().policies().stream().filter(p -> p.name().equals(s.policy())).findFirst())
                        .ifPresent(p -> policy(table, p, formerMentions));
            }
            case Step.SetRowSecurity s -> {
                uses.add(Thing.table(table));
                (s.enabled() ? needsPolicies : freesPolicies).add(table);
            }
            case Step.CreateEnum s -> {
                uses.add(Thing.schema(table.schema()));
                creates.add(Thing.of(Kind.ENUM, table, ""));
            }
            case Step.DropEnum s -> removes.add(Thing.of(Kind.ENUM, s.table(), ""));
            case Step.RenameEnum s -> {
                removes.add(Thing.of(Kind.ENUM, table, ""));
                creates.add(Thing.of(Kind.ENUM, s.to(), ""));
            }
            case Step.AddEnumLabel s -> {
                uses.add(Thing.of(Kind.ENUM, table, ""));
                creates.add(Thing.of(Kind.LABEL, table, s.label()));
                s.before().ifPresent(b -> uses.add(Thing.of(Kind.LABEL, table, b)));
            }
            case Step.CommentOnEnum s -> uses.add(Thing.of(Kind.ENUM, s.table(), ""));
        }
    }

    private void wholeTable(Table table) {
        creates.add(Thing.table(table.name()));
        table.columns().forEach(c -> newColumn(table.name(), c));
        table.primaryKey().ifPresent(k -> key(table.name(), k.name(), k.columns(), creates));
        table.uniques().forEach(u -> key(table.name(), u.name(), u.columns(), creates));
        table.checks().forEach(c -> creates.add(Thing.of(Kind.CONSTRAINT, table.name(), c.name())));
        table.indexes().stream().filter(Footprint::isKey).forEach(i -> creates.add(Thing.key(table.name(), i.columns())));
    }

    private void newColumn(QualifiedName table, Column column) {
        creates.add(Thing.of(Kind.COLUMN, table, column.name()));
        if (!column.nullable()) {
            creates.add(Thing.of(Kind.NOT_NULL, table, column.name()));
        }
        if (column.defaultValue().isPresent() || column.identity().isPresent()) {
            creates.add(Thing.of(Kind.VALUE, table, column.name()));
        }
    }

    private void columnNeeds(QualifiedName table, Column column) {
        column.type().userType().ifPresent(e -> uses.add(Thing.of(Kind.ENUM, e, "")));
        column.defaultValue().ifPresent(d -> mentions.add(new Mention(table, d)));
        column.generated().ifPresent(g -> mentions.add(new Mention(table, g.expression())));
    }

    private void dropTable(QualifiedName name) {
        removes.add(Thing.table(name));
        tableBefore(name).ifPresent(table -> {
            Footprint whole = new Footprint(before);
            whole.wholeTable(table);
            removes.addAll(whole.creates);
            table.indexes().forEach(i -> removes.add(Thing.index(name, i.name())));
            table.columns().stream().map(Column::type).map(SqlType::userType).flatMap(Optional::stream)
                    .forEach(e -> frees.add(Thing.of(Kind.ENUM, e, "")));
            table.rowSecurity().policies().forEach(p -> policy(name, p, formerMentions));
        });
    }

    private void dropKey(QualifiedName name, String constraint) {
        removes.add(Thing.of(Kind.CONSTRAINT, name, constraint));
        removes.add(Thing.index(name, constraint));
        frees.add(Thing.table(name));
        tableBefore(name).ifPresent(table -> {
            table.primaryKey().filter(k -> k.name().equals(constraint)).map(PrimaryKey::columns).ifPresent(columns -> {
                removes.add(Thing.key(name, columns));
                columns(name, columns, frees);
                columns.forEach(c -> frees.add(Thing.of(Kind.NOT_NULL, name, c)));
            });
            table.uniques().stream().filter(u -> u.name().equals(constraint)).map(UniqueConstraint::columns).forEach(columns -> {
                removes.add(Thing.key(name, columns));
                columns(name, columns, frees);
            });
        });
    }

    private Optional<Table> tableBefore(QualifiedName name) {
        return before.table(name);
    }

    private static boolean isKey(Table table, String constraint) {
        return table.primaryKey().filter(k -> k.name().equals(constraint)).isPresent()
                || table.uniques().stream().anyMatch(u -> u.name().equals(constraint));
    }

    /// A foreign key may refer to a whole, plain unique index.
    private static boolean isKey(Index index) {
        return index.unique() && index.where().isEmpty() && index.expressions().isEmpty();
    }

    private static void key(QualifiedName table, String constraint, List<String> columns, Set<Thing> into) {
        into.add(Thing.of(Kind.CONSTRAINT, table, constraint));
        into.add(Thing.index(table, constraint));
        into.add(Thing.key(table, columns));
    }

    private static void columns(QualifiedName table, List<String> columns, Set<Thing> into) {
        columns.forEach(c -> into.add(Thing.of(Kind.COLUMN, table, c)));
    }

    private static void foreignKey(QualifiedName table, ForeignKey key, Set<Thing> into) {
        into.add(Thing.table(table));
        into.add(Thing.table(key.refTable()));
        columns(table, key.columns(), into);
        columns(key.refTable(), key.refColumns(), into);
        into.add(Thing.key(key.refTable(), key.refColumns()));
    }

    private static void index(QualifiedName table, Index index, Set<Thing> columns, Set<Mention> expressions) {
        columns(table, index.columns(), columns);
        columns(table, index.include(), columns);
        index.expressions().forEach(e -> expressions.add(new Mention(table, e)));
        index.where().ifPresent(w -> expressions.add(new Mention(table, w)));
    }

    private static void policy(QualifiedName table, Policy policy, Set<Mention> into) {
        policy.using().ifPresent(e -> into.add(new Mention(table, e)));
        policy.check().ifPresent(e -> into.add(new Mention(table, e)));
    }
}
