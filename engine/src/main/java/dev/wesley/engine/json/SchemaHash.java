package dev.wesley.engine.json;

import dev.wesley.engine.ir.Column;
import dev.wesley.engine.ir.Directives;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.ir.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The fingerprint of what a schema is in a database: SHA-256 over the canonical JSON of its tables, columns, constraints, indexes, policies,
/// enums and comments. Left out is what a database cannot know: uids, directives, renames, the tenant mark, and the order of columns.
public final class SchemaHash {
    private SchemaHash() {}

    /// 64 lower-case hex digits.
    public static String of(Schema schema) {
        return Json.sha256(IrJson.write(new Schema(schema.tables().stream().map(SchemaHash::bare).toList(), schema.enums())));
    }

    private static Table bare(Table t) {
        List<Column> columns = t.columns().stream().map(SchemaHash::bare).sorted(Comparator.comparing(Column::name)).toList();
        return new Table(t.name(), Optional.empty(), columns, t.primaryKey(), t.uniques(), t.checks(), t.foreignKeys(), t.indexes(), t.partitioning(), t.rowSecurity(),
                Optional.empty(), t.comment(), Optional.empty(), Directives.NONE);
    }

    /// Whether items may be null is a check constraint in a database, which counts there.
    private static Column bare(Column c) {
        return new Column(c.name(), Optional.empty(), c.type(), c.nullable(), true, c.defaultValue(), c.generated(), c.identity(), c.comment(), Optional.empty(), Directives.NONE);
    }
}
