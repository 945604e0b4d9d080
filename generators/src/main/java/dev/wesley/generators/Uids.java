package dev.wesley.generators;

import dev.wesley.engine.ir.Column;
import dev.wesley.engine.ir.Table;

/// The identities under which generated text is filed as evidence. A table or column that was read from a database has none of its
/// own and gets one from its name.
public final class Uids {
    private Uids() {}

    /// `tbl:Order`, or `tbl:orders` when the schema declares none.
    public static String table(Table table) {
        return table.uid().orElseGet(() -> "tbl:" + table.name());
    }

    /// `col:Order.total`, or `col:orders.total` when the schema declares none.
    public static String column(Table table, Column column) {
        return column.uid().orElseGet(() -> "col:" + table.name() + "." + column.name());
    }
}
