package dev.wesley.cli.command;

import dev.wesley.engine.ir.Column;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.ir.Table;
import java.util.Optional;

/// Whether a live database can be the one that a plan starts from: its tables, columns, types and nullability. Expressions are left
/// out, because a server spells them its own way; objects that the schema does not know are left alone.
final class LiveState {
    private LiveState() {}

    /// The first thing that is missing or different in the database.
    static Optional<String> contradiction(Schema expected, Schema live) {
        for (Table table : expected.tables()) {
            Optional<Table> there = live.table(table.name());
            if (there.isEmpty()) {
                return Optional.of("there is no table " + table.name());
            }
            for (Column column : table.columns()) {
                String name = table.name() + "." + column.name();
                Optional<Column> found = there.get().column(column.name());
                if (found.isEmpty()) {
                    return Optional.of("there is no column " + name);
                }
                if (!found.get().type().equals(column.type())) {
                    return Optional.of(name + " is " + found.get().type() + ", not " + column.type());
                }
                if (found.get().nullable() != column.nullable()) {
                    return Optional.of(name + (column.nullable() ? " refuses NULL" : " accepts NULL"));
                }
            }
        }
        return Optional.empty();
    }
}
