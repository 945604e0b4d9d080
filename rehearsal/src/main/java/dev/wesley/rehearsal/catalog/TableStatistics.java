package dev.wesley.rehearsal.catalog;

import dev.wesley.engine.fact.Fact;
import dev.wesley.engine.fact.TableSize;
import dev.wesley.engine.fact.TableSize.Certainty;
import dev.wesley.engine.fact.Traffic;
import dev.wesley.engine.ir.QualifiedName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// How large and how busy the tables of a live database are, from what its statistics collector keeps (manual section 27.2). Reads no
/// table. A partitioned table has the rows and the traffic of its partitions together, which are listed, too.
public final class TableStatistics {
    /// Sequential and index scans are counted when they begin; rows inserted, updated and deleted one by one.
    private static final String QUERY = """
            WITH RECURSIVE part(root, member) AS (
                SELECT c.oid, c.oid FROM pg_class c WHERE c.relkind IN ('r', 'p')
                UNION ALL
                SELECT p.root, h.inhrelid FROM part p JOIN pg_inherits h ON h.inhparent = p.member
                    JOIN pg_class c ON c.oid = h.inhrelid AND c.relispartition),
            clock AS (
                SELECT greatest(extract(epoch FROM now() - coalesce(stats_reset, pg_postmaster_start_time())), 1) AS seconds
                FROM pg_stat_database WHERE datname = current_database())
            SELECT n.nspname, c.relname,
                   bool_and(m.relkind = 'p' OR m.reltuples > 0) AS known,
                   sum(CASE WHEN m.relkind = 'r' THEN greatest(m.reltuples, 0) ELSE 0 END)::bigint AS rows,
                   ceil(sum(coalesce(s.seq_scan, 0) + coalesce(s.idx_scan, 0)) / max(clock.seconds))::bigint AS reads,
                   ceil(sum(coalesce(s.n_tup_ins, 0) + coalesce(s.n_tup_upd, 0) + coalesce(s.n_tup_del, 0)) / max(clock.seconds))::bigint AS writes
            FROM part p JOIN pg_class c ON c.oid = p.root JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_class m ON m.oid = p.member
                LEFT JOIN pg_stat_all_tables s ON s.relid = m.oid CROSS JOIN clock
            WHERE n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'wesley', 'tap')
            GROUP BY n.nspname, c.relname ORDER BY n.nspname, c.relname
            """;

    private TableStatistics() {}

    /// A [TableSize] for each table that was ever analysed, and a [Traffic] for each, a second on average since the statistics began.
    public static List<Fact> read(Connection connection) throws SQLException {
        List<Fact> facts = new ArrayList<>();
        try (Statement statement = connection.createStatement(); ResultSet r = statement.executeQuery(QUERY)) {
            while (r.next()) {
                QualifiedName table = new QualifiedName(r.getString("nspname"), r.getString("relname"));
                if (r.getBoolean("known")) {
                    facts.add(new TableSize(table, r.getLong("rows"), Certainty.ESTIMATED));
                }
                facts.add(new Traffic(table, r.getLong("reads"), r.getLong("writes")));
            }
        }
        return facts;
    }
}
