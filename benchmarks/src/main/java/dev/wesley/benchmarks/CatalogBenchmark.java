package dev.wesley.benchmarks;

import dev.wesley.rehearsal.catalog.Catalog;
import dev.wesley.rehearsal.catalog.CatalogReader;
import dev.wesley.rehearsal.catalog.CatalogStamp;
import dev.wesley.rehearsal.connect.Database;
import dev.wesley.rehearsal.shadow.EmbeddedShadow;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/// What it costs to look at a live database, by the number of its tables. Each has ten columns, three defaults, a check, a key, two plain
/// indexes and a partial one on an expression, and all but the first a foreign key. Wall time of client and server together.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 5)
@Measurement(iterations = 5, time = 5)
@Fork(value = 1, jvmArgsAppend = {"-XX:+UseSerialGC", "-Xmx3g", "--enable-native-access=ALL-UNNAMED"})
public class CatalogBenchmark {
    private static final int BATCH = 50;

    /// Tables in the database.
    @Param({"1000", "10000"})
    public int tables = 1000;

    private EmbeddedShadow server = EmbeddedShadow.start(18);
    private Database database = server.createDatabase("catalogue");
    private Connection connection = open();

    private Connection open() {
        return database.open("wesley-benchmark");
    }

    @Setup(Level.Trial)
    public void build() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (int first = 0; first < tables; first += BATCH) {
                StringBuilder sql = new StringBuilder();
                for (int i = first; i < Math.min(tables, first + BATCH); i++) {
                    sql.append("""
                            CREATE TABLE t%1$d (id bigint PRIMARY KEY, parent bigint%2$s, name text NOT NULL, code varchar(40), total numeric(12,2) DEFAULT 0,
                              at timestamptz DEFAULT now(), tags text[], data jsonb, active boolean NOT NULL DEFAULT true, note text, CHECK (total >= 0));
                            CREATE INDEX ON t%1$d (parent); CREATE INDEX ON t%1$d (code, at);
                            CREATE INDEX ON t%1$d (lower(name)) WHERE active AND note IS NOT NULL;
                            """.formatted(i, i == 0 ? "" : " REFERENCES t" + (i - 1)));
                }
                statement.execute(sql.toString());
            }
            statement.execute("VACUUM ANALYZE");
        }
    }

    @TearDown(Level.Trial)
    public void stop() throws SQLException {
        connection.close();
        server.close();
    }

    /// Everything, into the IR: what a plan from a database, an import and a drift check after a change ask.
    @Benchmark
    public Catalog read() throws SQLException {
        return CatalogReader.read(connection);
    }

    /// Did anything change? All that a drift check asks where nothing did.
    @Benchmark
    public CatalogStamp stamp() throws SQLException {
        return CatalogStamp.read(connection);
    }

    /// The same with the connection that a new process needs.
    @Benchmark
    public void connectAndStamp(Blackhole hole) throws SQLException {
        try (Connection fresh = open()) {
            hole.consume(CatalogStamp.read(fresh));
        }
    }
}
