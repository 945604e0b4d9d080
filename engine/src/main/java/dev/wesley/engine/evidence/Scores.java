package dev.wesley.engine.evidence;

import dev.wesley.engine.ir.CheckConstraint;
import dev.wesley.engine.ir.Column;
import dev.wesley.engine.ir.EnumType;
import dev.wesley.engine.ir.ForeignKey;
import dev.wesley.engine.ir.Index;
import dev.wesley.engine.ir.Policy;
import dev.wesley.engine.ir.PrimaryKey;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.ir.Table;
import dev.wesley.engine.ir.UniqueConstraint;
import dev.wesley.engine.plan.PlannedStep;
import dev.wesley.engine.plan.RiskShare;
import dev.wesley.engine.plan.ThresholdSet;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The three scores with everything that they were computed from (SCS, MRI and TCI at the edge). See `docs/certificate.md`, "Scores".
///
/// @param schemaCoverage 0 to 1, four decimals, rounded down
/// @param migrationRisk 0 to 1: the points that the rules gave, never recomputed here
/// @param testCoverage 0 to 1, four decimals, rounded down
/// @param elements what [#schemaCoverage] counts, by uid
/// @param groups what [#testCoverage] counts
/// @param risks what [#migrationRisk] adds up
public record Scores(
        BigDecimal schemaCoverage,
        BigDecimal migrationRisk,
        BigDecimal testCoverage,
        ThresholdSet thresholds,
        List<CoveredElement> elements,
        List<CoveredGroup> groups,
        List<RiskShare> risks) {

    public Scores {
        schemaCoverage = normal(schemaCoverage);
        migrationRisk = normal(migrationRisk);
        testCoverage = normal(testCoverage);
        elements = List.copyOf(elements);
        groups = List.copyOf(groups);
        risks = List.copyOf(risks);
    }

    /// One table or column and the kinds of artifact that realise it.
    public record CoveredElement(String uid, int weight, boolean sql, boolean types, boolean validation) {
        /// 0 to 3.
        public int present() {
            return (sql ? 1 : 0) + (types ? 1 : 0) + (validation ? 1 : 0);
        }
    }

    /// One part of the test coverage.
    ///
    /// @param share percent of the score; an empty group's share goes to the others in proportion
    /// @param covered of `total`, in weights for constraints, else counted
    /// @param missing what no test or observation covers, in the user's words
    public record CoveredGroup(Group group, int share, int covered, int total, List<String> missing) {
        public CoveredGroup {
            missing = List.copyOf(missing);
        }
    }

    public enum Group {
        STRUCTURE(20),
        CONSTRAINTS(45),
        MIGRATION(25),
        INDEXES(10);

        private final int share;

        Group(int share) {
            this.share = share;
        }

        public String key() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /// What the scores say together.
    public enum Readiness {
        ELEMENTARY("ELEMENTARY"),
        REQUIRES_INVESTIGATION("REQUIRES INVESTIGATION"),
        YOU_SHALL_NOT_PASS("YOU SHALL NOT PASS");

        private final String words;

        Readiness(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    public Readiness readiness() {
        return switch (missed().size()) {
            case 0 -> Readiness.ELEMENTARY;
            case 1 -> Readiness.REQUIRES_INVESTIGATION;
            default -> Readiness.YOU_SHALL_NOT_PASS;
        };
    }

    /// Every threshold that is not met, as a sentence; all are inclusive.
    public List<String> missed() {
        List<String> missed = new ArrayList<>();
        if (schemaCoverage.compareTo(BigDecimal.valueOf(thresholds.schemaCoverage())) < 0) {
            missed.add("SCS is " + schemaCoverage.toPlainString() + " and must be at least " + thresholds.schemaCoverage());
        }
        if (migrationRisk.compareTo(BigDecimal.valueOf(thresholds.migrationRisk())) > 0) {
            missed.add("MRI is " + migrationRisk.toPlainString() + " and must be at most " + thresholds.migrationRisk());
        }
        if (testCoverage.compareTo(BigDecimal.valueOf(thresholds.testCoverage())) < 0) {
            missed.add("TCI is " + testCoverage.toPlainString() + " and must be at least " + thresholds.testCoverage());
        }
        return missed;
    }

    /// Computes the scores.
    public static Scores of(ScoreInput input) {
        List<CoveredElement> elements = elements(input);
        List<CoveredGroup> groups = new Tests(input).groups();
        return new Scores(
                coverage(elements),
                BigDecimal.valueOf(input.plan().risk().points(), 2),
                weighted(groups),
                input.plan().thresholds(),
                elements,
                groups,
                input.plan().risk().shares());
    }

    /// Σ weight × present ÷ Σ weight; 0 if nothing has a weight, because then nothing is shown.
    static BigDecimal coverage(List<CoveredElement> elements) {
        long of = elements.stream().mapToLong(e -> 3L * e.weight()).sum();
        long present = elements.stream().mapToLong(e -> (long) e.present() * e.weight()).sum();
        return down(ratio(present, of));
    }

    /// Σ share × covered ÷ total over the groups that have something to cover, over their shares; 0 if none has.
    static BigDecimal weighted(List<CoveredGroup> groups) {
        BigDecimal sum = BigDecimal.ZERO;
        int shares = 0;
        for (CoveredGroup g : groups) {
            if (g.total() > 0) {
                sum = sum.add(ratio(g.covered(), g.total()).multiply(BigDecimal.valueOf(g.share())));
                shares += g.share();
            }
        }
        return shares == 0 ? BigDecimal.ZERO : down(sum.divide(BigDecimal.valueOf(shares), MathContext.DECIMAL128));
    }

    private static BigDecimal ratio(long part, long whole) {
        return whole == 0 ? BigDecimal.ZERO : BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), MathContext.DECIMAL128);
    }

    /// To four decimals, never up; first to twenty, so that thirds that add up to a whole do.
    private static BigDecimal down(BigDecimal value) {
        return value.setScale(20, RoundingMode.HALF_EVEN).setScale(4, RoundingMode.DOWN);
    }

    private static BigDecimal normal(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static List<CoveredElement> elements(ScoreInput input) {
        Set<String> present = new HashSet<>();
        for (Evidence e : input.evidence().entries()) {
            present.add(e.kind() + " " + e.uid());
        }
        List<CoveredElement> elements = new ArrayList<>();
        for (Table table : input.schema().tables()) {
            elements.add(element(uid(table), input.weights().of(table), present));
            for (Column column : table.columns()) {
                elements.add(element(uid(table, column), input.weights().of(table, column), present));
            }
        }
        return elements;
    }

    private static String uid(Table table) {
        return table.uid().orElseGet(() -> "tbl:" + table.name());
    }

    private static String uid(Table table, Column column) {
        return column.uid().orElseGet(() -> "col:" + table.name() + "." + column.name());
    }

    private static CoveredElement element(String uid, int weight, Set<String> present) {
        return new CoveredElement(
                uid,
                weight,
                present.contains(ArtifactKind.SQL + " " + uid),
                present.contains(ArtifactKind.TS + " " + uid),
                present.contains(ArtifactKind.ZOD + " " + uid));
    }

    /// What the schema declares against what the suite asserts and the rehearsal saw.
    private static final class Tests {
        private final ScoreInput input;
        private final Optional<RehearsalReport> rehearsal;
        private final Set<Assertion> assertions = new HashSet<>();
        private final Tally structure = new Tally();
        private final Tally constraints = new Tally();
        private final Tally indexes = new Tally();
        private final Tally migration = new Tally();

        /// What one span of the suite asserts.
        private record Assertion(String uid, String aspect, String element) {}

        Tests(ScoreInput input) {
            this.input = input;
            this.rehearsal = input.rehearsal().filter(r -> r.planSha256().equals(input.planSha256()));
            if (rehearsal.filter(RehearsalReport::suiteIsGreen).isPresent()) {
                for (Evidence e : input.evidence().entries()) {
                    if (e.kind() == ArtifactKind.TESTS) {
                        assertions.add(new Assertion(e.uid(), e.aspect(), e.element()));
                        assertions.add(new Assertion(e.uid(), e.aspect(), ""));
                    }
                }
            }
        }

        List<CoveredGroup> groups() {
            Schema schema = input.schema();
            schema.tables().forEach(this::table);
            for (EnumType type : schema.enums()) {
                boolean tested = assertions.stream()
                        .anyMatch(a -> a.aspect().equals("enum")
                                && (a.element().equals(type.name().name()) || a.element().equals(type.name().toString())));
                structure.count(1, tested, "enum " + type.name());
            }
            for (PlannedStep step : input.plan().steps()) {
                migration.count(1, rehearsal.filter(r -> r.confirms(step.id())).isPresent(), "step " + step.id());
            }
            return List.of(
                    structure.group(Group.STRUCTURE),
                    constraints.group(Group.CONSTRAINTS),
                    migration.group(Group.MIGRATION),
                    indexes.group(Group.INDEXES));
        }

        private void table(Table table) {
            structure.count(1, asserted(List.of(uid(table)), "table", ""), "table " + table.name());
            List<String> any = new ArrayList<>(List.of(uid(table)));
            for (Column column : table.columns()) {
                String name = table.name() + "." + column.name();
                List<String> uid = List.of(uid(table, column));
                any.addAll(uid);
                int weight = input.weights().of(table, column);
                structure.count(1, asserted(uid, "column", ""), "column " + name);
                structure.count(1, asserted(uid, "type", ""), "type of " + name);
                boolean inKey = table.primaryKey().filter(k -> k.columns().contains(column.name())).isPresent();
                if (!column.nullable() && !inKey) {
                    constraints.count(weight, asserted(uid, "nullability", ""), "nullability of " + name);
                }
                if (column.defaultValue().isPresent() || column.generated().isPresent() || column.identity().isPresent()) {
                    constraints.count(weight, asserted(uid, "default", ""), "default of " + name);
                }
            }
            for (PrimaryKey key : table.primaryKey().stream().toList()) {
                constraints.count(heaviest(table, key.columns()), asserted(any, "primary-key", ""), "primary key of " + table.name());
            }
            for (UniqueConstraint u : table.uniques()) {
                constraints.count(heaviest(table, u.columns()), asserted(any, "unique", u.name()), "unique " + table.name() + "." + u.name());
            }
            for (CheckConstraint c : table.checks()) {
                constraints.count(input.weights().of(table), asserted(any, "check", c.name()), "check " + table.name() + "." + c.name());
            }
            for (ForeignKey k : table.foreignKeys()) {
                constraints.count(
                        heaviest(table, k.columns()), asserted(any, "foreign-key", k.name()), "foreign key " + table.name() + "." + k.name());
            }
            if (table.rowSecurity().enabled()) {
                constraints.count(input.weights().of(table), asserted(any, "row-security", ""), "row security of " + table.name());
            }
            for (Policy p : table.rowSecurity().policies()) {
                constraints.count(input.weights().of(table), asserted(any, "policy", p.name()), "policy " + table.name() + "." + p.name());
            }
            for (Index i : table.indexes()) {
                indexes.count(1, asserted(any, "index", i.name()), "index " + table.name() + "." + i.name());
            }
        }

        private boolean asserted(List<String> uids, String aspect, String element) {
            return uids.stream().anyMatch(uid -> assertions.contains(new Assertion(uid, aspect, element)));
        }

        private int heaviest(Table table, List<String> columns) {
            return columns.stream()
                    .flatMap(c -> table.column(c).stream())
                    .mapToInt(c -> input.weights().of(table, c))
                    .max()
                    .orElseGet(() -> input.weights().of(table));
        }
    }

    private static final class Tally {
        private int covered;
        private int total;
        private final List<String> missing = new ArrayList<>();

        void count(int weight, boolean isCovered, String name) {
            total += weight;
            if (isCovered) {
                covered += weight;
            } else {
                missing.add(name);
            }
        }

        CoveredGroup group(Group group) {
            return new CoveredGroup(group, group.share, covered, total, missing);
        }
    }
}
