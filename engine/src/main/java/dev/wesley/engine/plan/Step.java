package dev.wesley.engine.plan;

import dev.wesley.engine.ir.CheckConstraint;
import dev.wesley.engine.ir.Column;
import dev.wesley.engine.ir.EnumType;
import dev.wesley.engine.ir.Expression;
import dev.wesley.engine.ir.ForeignKey;
import dev.wesley.engine.ir.GeneratedColumn;
import dev.wesley.engine.ir.IdentityColumn;
import dev.wesley.engine.ir.Index;
import dev.wesley.engine.ir.Policy;
import dev.wesley.engine.ir.PrimaryKey;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.ir.SqlType;
import dev.wesley.engine.ir.Table;
import dev.wesley.engine.ir.UniqueConstraint;
import java.util.List;
import java.util.Optional;

/// One order to Postgres: one statement, or one batched loop. Says *what*, in IR words; the generators spell it, rules say what it
/// locks and costs. A step never hides a choice: concurrent or not, valid or not, is part of the step.
public sealed interface Step {

    /// The table (or enum type) that the step works on.
    QualifiedName table();

    /// The column, constraint, index, policy or label inside [#table]; empty for the table or type itself.
    String element();

    /// The kind of step: `CreateIndex`, `ValidateConstraint`, …
    default String op() {
        return getClass().getSimpleName();
    }

    /// Whether a constraint checks existing rows at once.
    enum Validity {
        VALID,
        NOT_VALID
    }

    /// How an index is built.
    enum Build {
        /// CREATE INDEX: writes wait.
        PLAIN,
        /// CREATE INDEX CONCURRENTLY: outside any transaction.
        CONCURRENTLY,
        /// CREATE INDEX … ON ONLY a partitioned parent: catalogue only, invalid until the last partition's index is attached.
        ON_ONLY
    }

    // ---- schemas, tables

    record CreateSchema(String schema) implements Step {
        @Override public QualifiedName table() { return new QualifiedName(schema, ""); }
        @Override public String element() { return ""; }
    }

    /// With columns, key, unique and check constraints; never with foreign keys, indexes or policies.
    record CreateTable(Table created) implements Step {
        @Override public QualifiedName table() { return created.name(); }
        @Override public String element() { return ""; }
    }

    record DropTable(QualifiedName table) implements Step {
        @Override public String element() { return ""; }
    }

    record RenameTable(QualifiedName table, QualifiedName to) implements Step {
        @Override public String element() { return ""; }
    }

    record CommentOnTable(QualifiedName table, Optional<String> comment) implements Step {
        @Override public String element() { return ""; }
    }

    record Analyze(QualifiedName table) implements Step {
        @Override public String element() { return ""; }
    }

    // ---- columns

    record AddColumn(QualifiedName table, Column column) implements Step {
        @Override public String element() { return column.name(); }
    }

    record DropColumn(QualifiedName table, Column column) implements Step {
        @Override public String element() { return column.name(); }
    }

    record RenameColumn(QualifiedName table, String column, String to) implements Step {
        @Override public String element() { return column; }
    }

    /// @param using the USING expression; empty for the assignment cast
    /// @param restored the default, which goes before the type changes and is set again after it, in one statement; empty to leave it to the server
    record ChangeColumnType(QualifiedName table, String column, SqlType from, SqlType to, Optional<Expression> using, Optional<Expression> restored)
            implements Step {
        /// By the assignment cast.
        public ChangeColumnType(QualifiedName table, String column, SqlType from, SqlType to) {
            this(table, column, from, to, Optional.empty());
        }

        public ChangeColumnType(QualifiedName table, String column, SqlType from, SqlType to, Optional<Expression> using) {
            this(table, column, from, to, using, Optional.empty());
        }

        @Override public String element() { return column; }
    }

    record SetDefault(QualifiedName table, String column, Expression value) implements Step {
        /// To the default that the column declares.
        ///
        /// @throws java.util.NoSuchElementException if it declares none
        public SetDefault(QualifiedName table, Column column) {
            this(table, column.name(), column.defaultValue().orElseThrow());
        }

        @Override public String element() { return column; }
    }

    record DropDefault(QualifiedName table, String column) implements Step {
        @Override public String element() { return column; }
    }

    record SetNotNull(QualifiedName table, String column) implements Step {
        @Override public String element() { return column; }
    }

    record DropNotNull(QualifiedName table, String column) implements Step {
        @Override public String element() { return column; }
    }

    record AddIdentity(QualifiedName table, String column, IdentityColumn identity) implements Step {
        @Override public String element() { return column; }
    }

    /// Makes a column that has values an identity: in one transaction it gets its sequence, which goes on above the greatest value.
    record AddIdentityAbove(QualifiedName table, String column, IdentityColumn identity) implements Step {
        @Override public String element() { return column; }
    }

    /// SET GENERATED ALWAYS or BY DEFAULT: whether writers may give a value of their own.
    record SetIdentity(QualifiedName table, String column, IdentityColumn from, IdentityColumn to) implements Step {
        @Override public String element() { return column; }
    }

    record DropIdentity(QualifiedName table, String column) implements Step {
        @Override public String element() { return column; }
    }

    /// SET EXPRESSION: another way to compute a column (17+; VIRTUAL 18+).
    record SetExpression(QualifiedName table, String column, GeneratedColumn from, GeneratedColumn to) implements Step {
        @Override public String element() { return column; }
    }

    /// DROP EXPRESSION: a stored column keeps its values and is computed no more (13+).
    record DropExpression(QualifiedName table, String column) implements Step {
        @Override public String element() { return column; }
    }

    record CommentOnColumn(QualifiedName table, String column, Optional<String> comment) implements Step {
        @Override public String element() { return column; }
    }

    /// Fills NULLs of a column with a value, in batches by key, each in its own transaction; running it twice changes nothing.
    ///
    /// @param key the columns of a unique, NOT NULL key to walk along
    record Backfill(QualifiedName table, String column, Expression value, List<String> key) implements Step {
        public Backfill {
            key = List.copyOf(key);
        }

        /// With the default that the column declares.
        ///
        /// @throws java.util.NoSuchElementException if it declares none
        public Backfill(QualifiedName table, Column column, List<String> key) {
            this(table, column.name(), column.defaultValue().orElseThrow(), key);
        }

        @Override public String element() { return column; }
    }

    /// A trigger that writes every new value of a column into another one, too, as a value of that column's type.
    record KeepInSync(QualifiedName table, String column, Column shadow) implements Step {
        @Override public String element() { return shadow.name(); }
    }

    /// One column takes the place of another under its name, with its default and comment; what kept it in sync ends. The other one lives on,
    /// nullable and without a default, so that writers may forget it.
    ///
    /// @param before the column that gives up its name
    /// @param after the column that has the name in the end
    /// @param shadow what that one is called until then
    /// @param former what the old one is called from then on
    record SwapColumns(QualifiedName table, Column before, Column after, Column shadow, String former) implements Step {
        @Override public String element() { return after.name(); }
    }

    /// One index takes the name of another.
    ///
    /// @param shadow what it is called until then
    /// @param former what the other one is called from then on
    record SwapIndexes(QualifiedName table, String index, String shadow, String former) implements Step {
        @Override public String element() { return index; }

        /// The index that gives up its name.
        public QualifiedName relation() { return table.sibling(index); }

        /// The index that gets it.
        public QualifiedName shadowRelation() { return table.sibling(shadow); }
    }

    /// Drops a column whose values live on in the one that took its place.
    record DropFormerColumn(QualifiedName table, Column column) implements Step {
        @Override public String element() { return column.name(); }
    }

    /// A catalogue-only type change of a column that checks read: in one statement the checks go, the type changes, and the checks come back
    /// NOT VALID, so that no rows are read.
    record ChangeTypeUnderChecks(QualifiedName table, String column, SqlType from, SqlType to, List<CheckConstraint> checks) implements Step {
        public ChangeTypeUnderChecks {
            checks = checks.stream().sorted().toList();
        }

        @Override public String element() { return column; }
    }

    // ---- constraints

    record AddCheck(QualifiedName table, CheckConstraint check, Validity validity) implements Step {
        @Override public String element() { return check.name(); }
    }

    /// A CHECK (column IS NOT NULL) NOT VALID that lets SET NOT NULL skip its scan (12–17); dropped again in the same recipe.
    record AddNotNullCheck(QualifiedName table, String column, String constraint) implements Step {
        @Override public String element() { return constraint; }
    }

    /// ADD CONSTRAINT … NOT NULL column NOT VALID (18+).
    record AddNotNullConstraint(QualifiedName table, String column, String constraint) implements Step {
        @Override public String element() { return constraint; }
    }

    record AddForeignKey(QualifiedName table, ForeignKey foreignKey, Validity validity) implements Step {
        @Override public String element() { return foreignKey.name(); }

        public QualifiedName refTable() { return foreignKey.refTable(); }
    }

    /// VALIDATE CONSTRAINT of a check or a not-null constraint.
    record ValidateCheck(QualifiedName table, String constraint) implements Step {
        @Override public String element() { return constraint; }
    }

    /// VALIDATE CONSTRAINT of a foreign key, which also reads the referenced table.
    record ValidateForeignKey(QualifiedName table, String constraint, QualifiedName refTable) implements Step {
        @Override public String element() { return constraint; }
    }

    /// ADD UNIQUE, which builds its index at once.
    record AddUnique(QualifiedName table, UniqueConstraint unique) implements Step {
        @Override public String element() { return unique.name(); }
    }

    /// ADD UNIQUE USING INDEX: the index of the same name becomes the constraint's.
    record AddUniqueUsingIndex(QualifiedName table, UniqueConstraint unique) implements Step {
        @Override public String element() { return unique.name(); }
    }

    /// ADD PRIMARY KEY, which builds its index at once.
    record AddPrimaryKey(QualifiedName table, PrimaryKey key) implements Step {
        @Override public String element() { return key.name(); }
    }

    /// ADD PRIMARY KEY USING INDEX: the index of the same name becomes the key's.
    record AddPrimaryKeyUsingIndex(QualifiedName table, PrimaryKey key) implements Step {
        @Override public String element() { return key.name(); }
    }

    /// ALTER TABLE ONLY a partitioned parent ADD UNIQUE: catalogue only, invalid until the last partition's index is attached.
    record AddUniqueOnOnly(QualifiedName table, UniqueConstraint unique) implements Step {
        @Override public String element() { return unique.name(); }
    }

    /// ALTER TABLE ONLY a partitioned parent ADD PRIMARY KEY: catalogue only, invalid until the last partition's index is attached.
    record AddPrimaryKeyOnOnly(QualifiedName table, PrimaryKey key) implements Step {
        @Override public String element() { return key.name(); }
    }

    /// In one statement the old primary key goes, with its index, and the new one comes, from an index that is there.
    ///
    /// @param index what the index of the new key is called until then
    record ReplacePrimaryKey(QualifiedName table, PrimaryKey before, PrimaryKey after, String index) implements Step {
        @Override public String element() { return after.name(); }
    }

    /// DROP CONSTRAINT of a check or a not-null constraint.
    record DropCheck(QualifiedName table, String constraint) implements Step {
        @Override public String element() { return constraint; }
    }

    /// DROP CONSTRAINT of a unique or primary key, with its index.
    record DropKey(QualifiedName table, String constraint) implements Step {
        @Override public String element() { return constraint; }
    }

    record DropForeignKey(QualifiedName table, String constraint, QualifiedName refTable) implements Step {
        @Override public String element() { return constraint; }
    }

    record RenameConstraint(QualifiedName table, String constraint, String to) implements Step {
        @Override public String element() { return constraint; }
    }

    // ---- indexes

    record CreateIndex(QualifiedName table, Index index, Build build) implements Step {
        @Override public String element() { return index.name(); }
    }

    record DropIndex(QualifiedName table, Index index, boolean concurrently) implements Step {
        @Override public String element() { return index.name(); }
    }

    record RenameIndex(QualifiedName table, String index, String to) implements Step {
        @Override public String element() { return index; }
    }

    /// ALTER INDEX … ATTACH PARTITION.
    ///
    /// @param table the partition
    record AttachIndex(QualifiedName table, String index, QualifiedName parentTable, String parentIndex) implements Step {
        @Override public String element() { return index; }
    }

    // ---- row security

    record CreatePolicy(QualifiedName table, Policy policy) implements Step {
        @Override public String element() { return policy.name(); }
    }

    record DropPolicy(QualifiedName table, String policy) implements Step {
        @Override public String element() { return policy; }
    }

    record SetRowSecurity(QualifiedName table, boolean enabled, boolean forced) implements Step {
        @Override public String element() { return ""; }
    }

    // ---- enum types

    record CreateEnum(EnumType created) implements Step {
        @Override public QualifiedName table() { return created.name(); }
        @Override public String element() { return ""; }
    }

    record DropEnum(QualifiedName table) implements Step {
        @Override public String element() { return ""; }
    }

    record RenameEnum(QualifiedName table, QualifiedName to) implements Step {
        @Override public String element() { return ""; }
    }

    record AddEnumLabel(QualifiedName table, String label, Optional<String> before) implements Step {
        @Override public String element() { return label; }
    }

    record CommentOnEnum(QualifiedName table, Optional<String> comment) implements Step {
        @Override public String element() { return ""; }
    }
}
