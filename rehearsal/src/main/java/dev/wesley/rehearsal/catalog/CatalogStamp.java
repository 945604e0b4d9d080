package dev.wesley.rehearsal.catalog;

import dev.wesley.engine.json.Json;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/// Whether anything in the catalogues changed since one looked, in a fraction of the time that reading them takes. Only to be compared with
/// a stamp of the same database.
///
/// Of each catalogue it is the number of rows and the sum of their `xmin`. Every change inserts a row version whose `xmin` is newer
/// than all before it, or deletes one: so two different states have another count, or with equal counts a greater sum. VACUUM, also with
/// FREEZE, and ANALYZE keep it; a REINDEX or a temporary table changes it although no definition did, which costs one full read and
/// nothing else.
///
/// @param versionNum `server_version_num`
public record CatalogStamp(String value, int versionNum) {
    /// Catalogue and the rows of it that count.
    private static final List<String> COUNTED = List.of(
            "pg_class WHERE oid >= 16384", "pg_attribute WHERE attrelid >= 16384 AND attnum > 0", "pg_attrdef", "pg_constraint WHERE oid >= 16384",
            "pg_index WHERE indexrelid >= 16384", "pg_type WHERE oid >= 16384 AND typtype IN ('e', 'd', 'r')", "pg_enum", "pg_policy", "pg_trigger WHERE NOT tgisinternal",
            "pg_rewrite WHERE oid >= 16384", "pg_proc WHERE oid >= 16384", "pg_description WHERE objoid >= 16384", "pg_namespace WHERE nspname !~ '^pg_'", "pg_extension", "pg_statistic_ext",
            "pg_sequence", "pg_partitioned_table", "pg_inherits", "pg_publication", "pg_publication_rel", "pg_event_trigger", "pg_foreign_server", "pg_default_acl");

    /// Reads the stamp in one statement, inside the session's transaction or in one of its own.
    public static CatalogStamp read(Connection connection) throws SQLException {
        String sql = "SELECT current_setting('server_version_num')::int, (SELECT oid FROM pg_database WHERE datname = current_database())::text"
                + COUNTED.stream().map(c -> ", (SELECT count(*) || '.' || coalesce(sum(xmin::text::int8), 0) FROM pg_catalog." + c + ")").collect(Collectors.joining());
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
            row.next();
            StringBuilder text = new StringBuilder();
            for (int i = 1; i <= COUNTED.size() + 2; i++) {
                text.append(row.getString(i)).append('\n');
            }
            return new CatalogStamp(Json.sha256(text.toString()), row.getInt(1));
        }
    }
}
