package dev.wesley.engine.drift;

import dev.wesley.engine.diff.Change;
import dev.wesley.engine.ir.CheckConstraint;
import dev.wesley.engine.ir.Column;
import dev.wesley.engine.ir.Index;
import dev.wesley.engine.ir.Policy;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.ir.RowSecurity;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.ir.Table;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The same schema in two spellings: as somebody wrote it, and as a server of one major prints it after it was built there. What a live
/// database of that major prints equally is equal, whatever it looks like: no text is ever taken apart here, and so no meaning can change.
///
/// @param written with the expressions of the SDL
/// @param read the same, built on a server and read back
public record Spelling(Schema written, Schema read) {

    /// A live schema in the words of the written one: wherever it equals what the server made of the written schema, it gets the written
    /// form; everything else stays as the server prints it, and differs.
    public Schema inWrittenWords(Schema live) {
        Map<QualifiedName, Table> writtenTables = byName(written.tables(), Table::name);
        Map<QualifiedName, Table> readTables = byName(read.tables(), Table::name);
        return new Schema(live.tables().stream().map(table -> {
            Table there = writtenTables.get(table.name());
            Table back = readTables.get(table.name());
            return there == null || back == null ? table : table(table, there, back);
        }).toList(), live.enums());
    }

    private static Table table(Table live, Table written, Table read) {
        Map<String, Column> writtenColumns = byName(written.columns(), Column::name);
        Map<String, Column> readColumns = byName(read.columns(), Column::name);
        List<Column> columns = live.columns().stream().map(column -> {
            Column there = writtenColumns.get(column.name());
            Column back = readColumns.get(column.name());
            return there == null || back == null ? column : column(column, there, back);
        }).toList();
        RowSecurity security = new RowSecurity(live.rowSecurity().enabled(), live.rowSecurity().forced(),
                worded(live.rowSecurity().policies(), written.rowSecurity().policies(), read.rowSecurity().policies(), Policy::name,
                        p -> List.of(p.using(), p.check()),
                        (p, w) -> new Policy(p.name(), p.command(), p.permissive(), p.roles(), w.using(), w.check())));
        return new Table(live.name(), live.uid(), columns, live.primaryKey(), live.uniques(),
                worded(live.checks(), written.checks(), read.checks(), CheckConstraint::name, CheckConstraint::expression,
                        (c, w) -> new CheckConstraint(c.name(), w.expression(), c.valid())),
                live.foreignKeys(),
                worded(live.indexes(), written.indexes(), read.indexes(), Index::name, i -> List.of(i.columns(), i.expressions(), i.where(), i.opclass()),
                        (i, w) -> new Index(i.name(), i.columns(), w.expressions(), i.unique(), i.method(), w.where(), i.include(), w.opclass(), i.nullsNotDistinct(), i.valid())),
                live.partitioning(), security, live.tenantBy(), live.comment(), live.renamedFrom(), live.directives());
    }

    private static Column column(Column live, Column written, Column read) {
        return new Column(live.name(), live.uid(), same(live, written, read, Column::type), same(live, written, read, Column::nullable), live.itemsNullable(),
                same(live, written, read, Column::defaultValue), same(live, written, read, Column::generated), same(live, written, read, Column::identity),
                live.comment(), live.renamedFrom(), live.directives());
    }

    private static <E, V> V same(E live, E written, E read, Function<E, V> part) {
        return part.apply(live).equals(part.apply(read)) ? part.apply(written) : part.apply(live);
    }

    /// Elements whose text is as it was read back get the written text; by their text and not by their name, so that a mere rename shows as one.
    ///
    /// @param text all of an element that a server may spell its own way
    /// @param take a live element with the text of a written one
    private static <E> List<E> worded(List<E> live, List<E> written, List<E> read, Function<E, String> name, Function<E, Object> text, BinaryOperator<E> take) {
        Map<String, E> writtenByName = byName(written, name);
        Map<String, E> readByName = byName(read, name);
        Map<Object, E> writtenByText = new HashMap<>();
        for (E back : read) {
            E there = writtenByName.get(name.apply(back));
            if (there != null) {
                writtenByText.putIfAbsent(text.apply(back), there);
            }
        }
        return live.stream().map(e -> {
            E back = readByName.get(name.apply(e));
            boolean sameName = back != null && text.apply(back).equals(text.apply(e));
            E there = sameName ? writtenByName.get(name.apply(e)) : writtenByText.get(text.apply(e));
            return there == null ? e : take.apply(e, there);
        }).toList();
    }

    private static <K, E> Map<K, E> byName(List<E> elements, Function<E, K> name) {
        return elements.stream().collect(Collectors.toMap(name, e -> e, (a, b) -> a));
    }

    /// Whether another spelling could be all that some of these changes are about, so that a server has to be asked. Changes without an
    /// expression on both sides are what they are.
    public static boolean couldExplain(List<Change> changes) {
        Set<QualifiedName> checksAdded = new HashSet<>();
        Set<QualifiedName> checksRemoved = new HashSet<>();
        Set<QualifiedName> indexesAdded = new HashSet<>();
        Set<QualifiedName> indexesRemoved = new HashSet<>();
        for (Change change : changes) {
            boolean expression = switch (change) {
                case Change.ColumnDefaultChanged c -> c.before().isPresent() && c.after().isPresent();
                case Change.ColumnGenerationChanged c -> c.before().isPresent() && c.after().isPresent();
                case Change.CheckChanged c -> !c.before().expression().equals(c.after().expression());
                case Change.PolicyChanged c -> !c.before().using().equals(c.after().using()) || !c.before().check().equals(c.after().check());
                case Change.IndexChanged c -> !c.before().expressions().equals(c.after().expressions()) || !c.before().where().equals(c.after().where())
                        || !c.before().opclass().equals(c.after().opclass());
                case Change.ColumnTypeChanged c -> c.before().type().name().equals(c.after().type().name());
                case Change.CheckAdded c -> {
                    checksAdded.add(c.table());
                    yield false;
                }
                case Change.CheckRemoved c -> {
                    checksRemoved.add(c.table());
                    yield false;
                }
                case Change.IndexAdded c -> {
                    if (!c.index().expressions().isEmpty() || c.index().where().isPresent()) {
                        indexesAdded.add(c.table());
                    }
                    yield false;
                }
                case Change.IndexRemoved c -> {
                    if (!c.index().expressions().isEmpty() || c.index().where().isPresent()) {
                        indexesRemoved.add(c.table());
                    }
                    yield false;
                }
                case Change.TableAdded _, Change.TableRemoved _, Change.TableRenamed _, Change.TableCommentChanged _, Change.PartitioningChanged _,
                        Change.ColumnAdded _, Change.ColumnRemoved _, Change.ColumnRenamed _, Change.ColumnMadeRequired _,
                        Change.ColumnMadeNullable _, Change.ColumnIdentityChanged _, Change.ColumnCommentChanged _, Change.PrimaryKeyAdded _,
                        Change.PrimaryKeyRemoved _, Change.PrimaryKeyChanged _, Change.UniqueAdded _, Change.UniqueRemoved _, Change.UniqueChanged _,
                        Change.ForeignKeyAdded _, Change.ForeignKeyRemoved _, Change.ForeignKeyChanged _, Change.ConstraintRenamed _,
                        Change.IndexRenamed _, Change.RowSecurityChanged _, Change.PolicyAdded _, Change.PolicyRemoved _, Change.EnumAdded _,
                        Change.EnumRemoved _, Change.EnumLabelAdded _, Change.EnumLabelsReplaced _, Change.EnumCommentChanged _ -> false;
            };
            if (expression) {
                return true;
            }
        }
        checksAdded.retainAll(checksRemoved);
        indexesAdded.retainAll(indexesRemoved);
        return !checksAdded.isEmpty() || !indexesAdded.isEmpty();
    }
}
