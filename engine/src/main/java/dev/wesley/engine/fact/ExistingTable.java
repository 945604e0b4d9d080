package dev.wesley.engine.fact;

import dev.wesley.engine.ir.Index;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.ir.Table;
import java.util.ArrayList;
import java.util.List;

/// A table of the schema that the plan starts from.
public record ExistingTable(QualifiedName table, boolean partitioned) implements Fact {
    /// A table with everything in it.
    public static List<Fact> factsOf(Table table) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new ExistingTable(table.name(), table.partitioning().isPresent()));
        table.columns().forEach(c -> facts.add(new ExistingColumn(table.name(), c)));
        table.indexes().forEach(i -> facts.add(new ExistingIndex(table.name(), i)));
        table.foreignKeys().forEach(f -> facts.add(new ExistingForeignKey(table.name(), f)));
        table.checks().forEach(c -> facts.add(new ExistingCheck(table.name(), c)));
        table.primaryKey().ifPresent(k -> {
            facts.add(new ExistingKey(table.name(), k.name(), k.columns(), true));
            facts.add(new ExistingIndex(table.name(), Index.of(k.name(), k.columns(), true)));
        });
        table.uniques().forEach(u -> {
            facts.add(new ExistingKey(table.name(), u.name(), u.columns(), false));
            facts.add(new ExistingIndex(table.name(), Index.of(u.name(), u.columns(), true)));
        });
        return facts;
    }
}
