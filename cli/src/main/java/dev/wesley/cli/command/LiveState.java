package dev.wesley.cli.command;

import dev.wesley.engine.ir.Column;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.ir.Table;
import java.util.Optional;

/// Whether a live database can be the one that a plan starts from: its tables, columns, types and nullability, and nothing yet of what
/// the plan would make. Expressions are left out, because a server spells them its own way; tables that no schema knows are left alone.
final class LiveState {
    private LiveState() {}

    /// The first thing that is missing, different or already there in the database.
    ///
    /// @param expected what the plan starts from
    /// @param target what it leads to
    static Optional<String> contradiction(Schema expected, Schema target, Schema live) {
        for (Table table : target.tables()) {
            if (expected.table(table.name()).isEmpty() && live.table(table.name()).isPresent()) {
                return Optional.of("there is already a table " + table.name());
            }
        }
        for (Table table : expected.tables()) {
            Optional<Table> there = live.table(table.name());
            if (there.isEmpty()) {
                return Optional.of("there is no table " + table.name());
            }
            for (Column column : there.get().columns()) {
                if (table.column(column.name()).isEmpty()) {
                    return Optional.of("there is already a column " + table.name() + "." + column.name());
                }
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
