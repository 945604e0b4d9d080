package dev.wesley.engine.diff;

import dev.wesley.engine.ir.CheckConstraint;
import dev.wesley.engine.ir.Column;
import dev.wesley.engine.ir.DefaultName;
import dev.wesley.engine.ir.EnumType;
import dev.wesley.engine.ir.Expression;
import dev.wesley.engine.ir.ForeignKey;
import dev.wesley.engine.ir.GeneratedColumn;
import dev.wesley.engine.ir.IdentityColumn;
import dev.wesley.engine.ir.Index;
import dev.wesley.engine.ir.Partitioning;
import dev.wesley.engine.ir.Policy;
import dev.wesley.engine.ir.PrimaryKey;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.ir.SqlType;
import dev.wesley.engine.ir.Table;
import dev.wesley.engine.ir.UniqueConstraint;
import java.util.Optional;

/// One difference between two schemas, in the past tense, without a remedy. `table` is always the name *after* the change, except
/// in removals. Columns, key, unique and check constraints of an added table are part of [TableAdded]; its foreign keys, indexes,
/// row security, policies and comments are changes of their own, because they are steps of their own. The comment of an added
/// column is a change of its own, too. Everything of a removed table is part of [TableRemoved] but its foreign keys.
public sealed interface Change {

    /// The table, or the enum type, that changed.
    QualifiedName table();

    /// What changed, in the user's words: `orders.total`, `orders`, `order_status`.
    default String subject() {
        return element().isEmpty() ? table().toString() : table() + "." + element();
    }

    /// The column, constraint, index, policy or label inside [#table]; empty for the table or type itself.
    String element();

    /// The kind of change, as `plan --map` and rules name it.
    default String kind() {
        return getClass().getSimpleName();
    }

    private static String replacement(String name) {
        return DefaultName.of(name, "", "new");
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    // ---- tables

    /// Without its foreign keys, indexes and row security (see [Table#core]).
    record TableAdded(Table added) implements Change {
        @Override public QualifiedName table() { return added.name(); }
        @Override public String element() { return ""; }
    }

    record TableRemoved(Table removed) implements Change {
        @Override public QualifiedName table() { return removed.name(); }
        @Override public String element() { return ""; }
    }

    record TableRenamed(QualifiedName before, QualifiedName table) implements Change {
        @Override public String element() { return ""; }
    }

    record TableCommentChanged(QualifiedName table, Optional<String> before, Optional<String> after) implements Change {
        @Override public String element() { return ""; }
    }

    record PartitioningChanged(QualifiedName table, Optional<Partitioning> before, Optional<Partitioning> after) implements Change {
        @Override public String element() { return ""; }
    }

    // ---- columns

    record ColumnAdded(QualifiedName table, Column column) implements Change {
        @Override public String element() { return column.name(); }

        /// The name that Postgres gives to the NOT NULL constraint of the column (18+).
        public String notNullName() { return DefaultName.of(table.name(), column.name(), "not_null"); }
    }

    record ColumnRemoved(QualifiedName table, Column column) implements Change {
        @Override public String element() { return column.name(); }
    }

    record ColumnRenamed(QualifiedName table, String before, String after) implements Change {
        @Override public String element() { return after; }
    }

    record ColumnTypeChanged(QualifiedName table, Column before, Column after) implements Change {
        @Override public String element() { return after.name(); }

        public SqlType from() { return before.type(); }

        public SqlType to() { return after.type(); }

        /// The column that is filled beside the old one and takes its place: of the new type, nullable, without a default.
        public Column shadow() { return Column.of(DefaultName.of(after.name(), "", "new"), after.type(), true); }

        /// The name that the old column has after its place was taken.
        public String formerName() { return DefaultName.of(after.name(), "", "old"); }

        /// The old column as it is called after its place was taken.
        public Column former() { return before.bare().withName(formerName()); }

        /// The name of the constraint that proves that the shadow column is filled.
        public String notNullName() { return DefaultName.of(table.name(), shadow().name(), "not_null"); }

        /// An old value as one of the new type.
        public Expression cast() { return cast(quoted(before.name()), after.type()); }

        /// [#cast], as a step takes it.
        public Optional<Expression> using() { return Optional.of(cast()); }

        /// An index of the column as the shadow column gets it.
        public Index onShadow(Index index) { return index.moved(before.name(), shadow().name(), shadowName(index)); }

        /// An index of the column after its place was taken.
        public Index onFormer(Index index) { return index.moved(before.name(), formerName(), formerName(index)); }

        public String shadowName(Index index) { return DefaultName.of(index.name(), "", "new"); }

        public String formerName(Index index) { return DefaultName.of(index.name(), "", "old"); }

        private static Expression cast(String value, SqlType type) {
            String element = type.userType().map(t -> quoted(t.schema()) + "." + quoted(t.name())).orElseGet(() -> type.element().text());
            return Expression.of("CAST(" + value + " AS " + element + (type.list() ? "[]" : "") + ")");
        }
    }

    record ColumnMadeRequired(QualifiedName table, Column column) implements Change {
        @Override public String element() { return column.name(); }

        /// The name that Postgres gives to the NOT NULL constraint of the column (18+).
        public String notNullName() { return DefaultName.of(table.name(), column.name(), "not_null"); }
    }

    record ColumnMadeNullable(QualifiedName table, Column column) implements Change {
        @Override public String element() { return column.name(); }
    }

    record ColumnDefaultChanged(QualifiedName table, Column column, Optional<Expression> before, Optional<Expression> after)
            implements Change {
        @Override public String element() { return column.name(); }
    }

    record ColumnGenerationChanged(QualifiedName table, Column column, Optional<GeneratedColumn> before, Optional<GeneratedColumn> after)
            implements Change {
        @Override public String element() { return column.name(); }

        /// Whether the column was generated and STORED.
        public boolean storedBefore() { return before.filter(GeneratedColumn::stored).isPresent(); }

        /// Whether the column was generated and VIRTUAL.
        public boolean virtualBefore() { return before.filter(g -> !g.stored()).isPresent(); }
    }

    record ColumnIdentityChanged(QualifiedName table, Column column, Optional<IdentityColumn> before, Optional<IdentityColumn> after)
            implements Change {
        @Override public String element() { return column.name(); }

        /// Whether writers may give no value of their own from now on.
        public boolean always() { return after.filter(IdentityColumn::always).isPresent(); }
    }

    record ColumnCommentChanged(QualifiedName table, String column, Optional<String> before, Optional<String> after) implements Change {
        @Override public String element() { return column; }
    }

    // ---- constraints

    record PrimaryKeyAdded(QualifiedName table, PrimaryKey key) implements Change {
        @Override public String element() { return key.name(); }
    }

    record PrimaryKeyRemoved(QualifiedName table, PrimaryKey key) implements Change {
        @Override public String element() { return key.name(); }
    }

    /// Other columns. A mere other name is a [ConstraintRenamed].
    record PrimaryKeyChanged(QualifiedName table, PrimaryKey before, PrimaryKey after) implements Change {
        @Override public String element() { return after.name(); }

        /// Whether no two rows can be equal in the new key, because they are not in a part of it.
        public boolean widened() { return after.columns().containsAll(before.columns()); }

        /// Whether no two rows can be equal in the old columns from now on, because they are not in a part of them.
        public boolean narrowed() { return before.columns().containsAll(after.columns()); }

        /// The index of the new key under the name that it has while the old key is there.
        public Index index() {
            return after.index().withName(Change.replacement(after.name()));
        }
    }

    record UniqueAdded(QualifiedName table, UniqueConstraint unique) implements Change {
        @Override public String element() { return unique.name(); }
    }

    record UniqueRemoved(QualifiedName table, UniqueConstraint unique) implements Change {
        @Override public String element() { return unique.name(); }
    }

    /// The same name with other columns.
    record UniqueChanged(QualifiedName table, UniqueConstraint before, UniqueConstraint after) implements Change {
        @Override public String element() { return after.name(); }

        /// The new constraint under the name that it has while the old one is there.
        public UniqueConstraint replacement() {
            return new UniqueConstraint(Change.replacement(after.name()), after.columns(), after.nullsNotDistinct());
        }
    }

    record CheckAdded(QualifiedName table, CheckConstraint check) implements Change {
        @Override public String element() { return check.name(); }
    }

    record CheckRemoved(QualifiedName table, CheckConstraint check) implements Change {
        @Override public String element() { return check.name(); }
    }

    /// The same name with another expression, or not valid in the old schema.
    record CheckChanged(QualifiedName table, CheckConstraint before, CheckConstraint after) implements Change {
        @Override public String element() { return after.name(); }

        /// Whether nothing is missing but the proof of old rows.
        public boolean unproved() {
            return !before.valid() && after.valid() && before.expression().equals(after.expression());
        }

        /// The new constraint under the name that it has while the old one is there.
        public CheckConstraint replacement() {
            return new CheckConstraint(Change.replacement(after.name()), after.expression(), after.valid());
        }
    }

    record ForeignKeyAdded(QualifiedName table, ForeignKey foreignKey) implements Change {
        @Override public String element() { return foreignKey.name(); }
    }

    record ForeignKeyRemoved(QualifiedName table, ForeignKey foreignKey) implements Change {
        @Override public String element() { return foreignKey.name(); }
    }

    /// The same name with another target, other columns, actions or deferrability.
    record ForeignKeyChanged(QualifiedName table, ForeignKey before, ForeignKey after) implements Change {
        @Override public String element() { return after.name(); }

        /// Whether nothing is missing but the proof of old rows.
        public boolean unproved() {
            return !before.valid() && after.valid() && before.withValid(true).equals(after);
        }

        /// The new constraint under the name that it has while the old one is there.
        public ForeignKey replacement() {
            return after.withName(Change.replacement(after.name()));
        }
    }

    /// A key, unique, check or foreign key that is equal but for its name.
    record ConstraintRenamed(QualifiedName table, String before, String after) implements Change {
        @Override public String element() { return after; }
    }

    // ---- indexes

    record IndexAdded(QualifiedName table, Index index) implements Change {
        @Override public String element() { return index.name(); }
    }

    record IndexRemoved(QualifiedName table, Index index) implements Change {
        @Override public String element() { return index.name(); }
    }

    /// The same name with another definition.
    record IndexChanged(QualifiedName table, Index before, Index after) implements Change {
        @Override public String element() { return after.name(); }

        /// The new index under the name that it has while the old one is there.
        public Index replacement() {
            return after.withName(Change.replacement(after.name()));
        }
    }

    /// An index that is equal but for its name.
    record IndexRenamed(QualifiedName table, String before, String after) implements Change {
        @Override public String element() { return after; }
    }

    // ---- row security

    /// ENABLE or FORCE was switched.
    record RowSecurityChanged(QualifiedName table, boolean enabledBefore, boolean enabledAfter, boolean forcedBefore, boolean forcedAfter)
            implements Change {
        @Override public String element() { return ""; }
    }

    record PolicyAdded(QualifiedName table, Policy policy) implements Change {
        @Override public String element() { return policy.name(); }
    }

    record PolicyRemoved(QualifiedName table, Policy policy) implements Change {
        @Override public String element() { return policy.name(); }
    }

    record PolicyChanged(QualifiedName table, Policy before, Policy after) implements Change {
        @Override public String element() { return after.name(); }
    }

    // ---- enum types: table() is the type

    record EnumAdded(EnumType added) implements Change {
        @Override public QualifiedName table() { return added.name(); }
        @Override public String element() { return ""; }
    }

    record EnumRemoved(EnumType removed) implements Change {
        @Override public QualifiedName table() { return removed.name(); }
        @Override public String element() { return ""; }
    }

    /// @param before the label that the new one precedes; empty when it comes last
    record EnumLabelAdded(QualifiedName table, String label, Optional<String> before) implements Change {
        @Override public String element() { return label; }
    }

    /// Labels were removed or put in another order, for which Postgres has no statement.
    record EnumLabelsReplaced(EnumType before, EnumType after) implements Change {
        @Override public QualifiedName table() { return after.name(); }
        @Override public String element() { return ""; }

        /// The type that takes the place of the old one, under the name that it has until then.
        public EnumType successor() {
            return new EnumType(table().sibling(DefaultName.of(table().name(), "", "new")), after.labels(), Optional.empty());
        }

        /// The type of a column of the successor.
        public SqlType type() { return SqlType.userDefined(successor().name()); }

        /// The default of a column as one of the successor: its label, without the type behind it.
        public Optional<Expression> restored(Column column) { return Optional.of(Expression.literal(column.defaultLabel())); }

        /// A column's label as one of the successor: by its text.
        public Optional<Expression> using(Column column) {
            QualifiedName to = successor().name();
            return Optional.of(Expression.of("CAST(CAST(" + quoted(column.name()) + " AS text) AS " + quoted(to.schema()) + "." + quoted(to.name()) + ")"));
        }
    }

    record EnumCommentChanged(QualifiedName table, Optional<String> before, Optional<String> after) implements Change {
        @Override public String element() { return ""; }
    }
}
