package dev.wesley.cli.command;

import dev.wesley.cli.project.TextFile;
import dev.wesley.cli.report.ExitCode;
import dev.wesley.cli.report.Failure;
import dev.wesley.engine.fact.ExistingPartition;
import dev.wesley.engine.fact.Fact;
import dev.wesley.engine.fact.TableSize;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.json.StatisticsJson;
import dev.wesley.rehearsal.catalog.TableStatistics;
import dev.wesley.rehearsal.connect.Database;
import dev.wesley.rehearsal.connect.Dsn;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Sizes and traffic of tables, as a plan gets to know them.
final class Statistics {
    private Statistics() {}

    /// What `--stats` names: a file as `wesley stats` writes it, or the address of a database.
    static List<Fact> of(Session session, String source) {
        if (source.contains("://")) {
            return live(session, source);
        }
        try {
            return StatisticsJson.read(TextFile.read(session.surroundings().path(source)));
        } catch (IllegalArgumentException e) {
            throw Failure.of(ExitCode.INPUT, "EJSON", source + " holds no statistics: " + e.getMessage(), "a file as wesley stats writes it").causedBy(e);
        }
    }

    static List<Fact> live(Session session, String address) {
        Dsn dsn = Databases.dsn(session, address);
        return Databases.reach(() -> {
            try (Connection connection = new Database(dsn).open("wesley/stats")) {
                return TableStatistics.read(connection);
            } catch (SQLException e) {
                throw Failure.of(ExitCode.UNREACHABLE, "DATABASE_UNREACHABLE",
                        "the statistics of " + dsn + " cannot be read: " + dsn.password().hideIn(String.valueOf(e.getMessage())), "the role's permissions").causedBy(e);
            }
        });
    }

    /// Statistics take the place of sizes that a base says, but not of the size of a partitioned table whose partitions it names: their
    /// rows would count twice.
    static List<Fact> over(List<Fact> base, List<Fact> statistics) {
        Set<QualifiedName> parents = base.stream().filter(ExistingPartition.class::isInstance).map(f -> ((ExistingPartition) f).parent())
                .collect(Collectors.toSet());
        List<Fact> better = statistics.stream().filter(f -> !(f instanceof TableSize size && parents.contains(size.table()))).toList();
        Set<QualifiedName> sized = better.stream().filter(TableSize.class::isInstance).map(f -> ((TableSize) f).table()).collect(Collectors.toSet());
        return Stream.concat(base.stream().filter(f -> !(f instanceof TableSize size && sized.contains(size.table()))), better.stream()).toList();
    }
}
