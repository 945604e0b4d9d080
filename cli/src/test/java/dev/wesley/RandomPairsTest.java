package dev.wesley;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wesley.engine.diagnostic.Code;
import dev.wesley.engine.ir.Partitioning;
import dev.wesley.engine.ir.Table;
import dev.wesley.engine.plan.Statement;
import dev.wesley.engine.testing.RandomPairs;
import dev.wesley.generators.postgres.SchemaSql;
import dev.wesley.rehearsal.execute.Pace;
import dev.wesley.rehearsal.law.Judgement;
import dev.wesley.rehearsal.law.Laws;
import dev.wesley.rehearsal.law.SchemaPair;
import dev.wesley.rehearsal.law.Stage;
import dev.wesley.rehearsal.shadow.Durability;
import dev.wesley.rehearsal.shadow.Shadow;
import dev.wesley.rehearsal.shadow.ShadowSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Random pairs of schemas on real servers: every plan obeys the laws, or is refused with a reason and a remedy.
///
/// `-Dlaws.pairs=10000` tries more (of all majors together), `-Dlaws.majors=11,12` others, `-Dlaws.seed=42` replays one seed,
/// `-Dlaws.first=1000` starts at another seed. Whatever breaks a law is made smaller first. Figures are kept in `target/laws.txt`.
class RandomPairsTest {
    private static final int PAIRS = Integer.getInteger("laws.pairs", 200);
    private static final long FIRST = Long.getLong("laws.first", 0);
    private static final List<Integer> MAJORS = Arrays.stream(System.getProperty("laws.majors", "13,15,17,18").split(",")).map(Integer::valueOf).toList();
    /// How often a pair that breaks a law is tried again smaller.
    private static final int SHRINKS = Integer.getInteger("laws.shrinks", 150);

    /// Refusals that say that rules are missing, contradict each other or fail: no pair may meet them.
    private static final Set<Code> OUR_FAULT = Set.of(Code.UNANSWERED_CHANGE, Code.INCOMPLETE_STEP, Code.RULES_DISAGREE, Code.INVALID_PACK, Code.CIRCULAR_DEPENDENCY);

    @TestFactory
    Stream<DynamicTest> everyPairConvergesOrIsRefused() {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        List<Map.Entry<Integer, Future<List<String>>>> running = MAJORS.stream().map(major -> Map.entry(major, pool.submit(() -> onServer(major)))).toList();
        pool.shutdown();
        return running.stream().map(one -> DynamicTest.dynamicTest("Postgres " + one.getKey(), () -> assertThat(one.getValue().get()).isEmpty()));
    }

    /// @return the story of every pair that broke a law
    private static List<String> onServer(int major) throws IOException {
        Map<String, Integer> figures = new TreeMap<>();
        List<String> broken = new ArrayList<>();
        try (Shadow server = new ShadowSource.Embedded(major, Durability.NONE).open(); Stage.Swept stage = new Stage.Swept(server)) {
            for (long seed : seeds()) {
                RandomPairs.Pair pair = RandomPairs.pair(seed, major);
                Judgement judgement = judge(stage, pair);
                count(figures, judgement.word());
                count(figures, judgement.word() + (unsafe(pair) ? " of those that may drop" : " of those that may not drop"));
                switch (judgement) {
                    case Judgement.Converged converged -> {
                        count(figures, "way back " + converged.back().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '));
                        converged.notes().stream().filter(n -> n.startsWith("the generated rows refute")).forEach(n -> count(figures, "converged without rows"));
                    }
                    case Judgement.Refused refused -> {
                        refused.reasons().forEach(r -> assertThat(r.help()).as(pair + ": " + r.message()).isNotBlank());
                        if (refused.reasons().stream().allMatch(r -> OUR_FAULT.contains(r.code()))) {
                            broken.add(story(stage, pair, judgement));
                        }
                        refused.reasons().stream().map(r -> r.code().value()).distinct().forEach(c -> count(figures, "refused " + c));
                    }
                    case Judgement.Differs differs -> broken.add(story(stage, pair, judgement));
                    case Judgement.Failed failed -> broken.add(story(stage, pair, judgement));
                }
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add("Postgres " + major + ": " + seeds().length + " pairs from seed " + seeds()[0]);
        figures.forEach((what, n) -> lines.add("  " + what + " " + n));
        broken.forEach(b -> lines.add(b.indent(2)));
        synchronized (RandomPairsTest.class) {
            Files.write(Files.createDirectories(Path.of("target")).resolve("laws.txt"), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        // A replayed pair may be one that is refused.
        if (Long.getLong("laws.seed") == null) {
            assertThat(figures.getOrDefault("converged", 0)).as("pairs that were proved").isPositive();
        }
        return broken;
    }

    private static long[] seeds() {
        Long one = Long.getLong("laws.seed");
        return one != null ? new long[] {one} : LongStream.range(FIRST, FIRST + Math.max(1, PAIRS / MAJORS.size())).toArray();
    }

    private static void count(Map<String, Integer> figures, String what) {
        figures.merge(what, 1, Integer::sum);
    }

    private static Judgement judge(Stage stage, RandomPairs.Pair pair) {
        return new Laws(stage, unsafe(pair) ? Road::planUnsafely : Road::plan, Pace.real()).prove(statements(pair));
    }

    /// Half of the pairs may drop and rename.
    private static boolean unsafe(RandomPairs.Pair pair) {
        return pair.seed() % 2 != 0;
    }

    private static SchemaPair statements(RandomPairs.Pair pair) {
        List<Statement> before = new ArrayList<>(SchemaSql.prelude(pair.after()));
        before.addAll(SchemaSql.statements(pair.before()));
        List<Statement> after = new ArrayList<>(SchemaSql.prelude(pair.before()));
        after.addAll(SchemaSql.statements(pair.after()));
        for (Table table : pair.before().tables()) {
            Optional<Table> now = pair.after().tables().stream().filter(a -> a.name().equals(table.name()) || a.renamedFrom().equals(Optional.of(table.name().name()))).findFirst();
            table.partitioning().ifPresent(p -> before.addAll(partitions(table, table, p)));
            if (now.isPresent() && table.partitioning().isPresent() && now.get().partitioning().isPresent()) {
                after.addAll(partitions(table, now.get(), now.get().partitioning().get()));
            }
        }
        return new SchemaPair(pair.toString(), before, after, read -> Road.declared(read, pair.before(), pair.after()));
    }

    /// Two partitions, called as in the schema before, because no plan of ours renames partitions.
    private static List<Statement> partitions(Table called, Table parent, Partitioning partitioning) {
        String head = "CREATE TABLE \"" + called.name().schema() + "\".\"" + called.name().name() + "_p%d\" PARTITION OF \"" + parent.name().schema() + "\".\"" + parent.name().name() + "\" ";
        return switch (partitioning.strategy()) {
            case HASH -> List.of(new Statement(head.formatted(1) + "FOR VALUES WITH (MODULUS 2, REMAINDER 0)"), new Statement(head.formatted(2) + "FOR VALUES WITH (MODULUS 2, REMAINDER 1)"));
            case LIST -> List.of(new Statement(head.formatted(1) + "FOR VALUES IN ('7', '8')"), new Statement(head.formatted(2) + "DEFAULT"));
            case RANGE -> List.of(new Statement(head.formatted(1) + "FOR VALUES FROM ('10') TO ('20')"), new Statement(head.formatted(2) + "DEFAULT"));
        };
    }

    // ---- what broke a law

    private static String story(Stage stage, RandomPairs.Pair pair, Judgement judgement) {
        RandomPairs.Pair smallest = pair;
        Judgement why = judgement;
        int tries = SHRINKS;
        boolean progress = true;
        while (progress && tries > 0) {
            progress = false;
            for (RandomPairs.Pair smaller : RandomPairs.smaller(smallest).toList()) {
                if (tries-- <= 0) {
                    break;
                }
                Judgement same;
                try {
                    same = judge(stage, smaller);
                } catch (RuntimeException e) {
                    continue;
                }
                if (sign(same).equals(sign(why))) {
                    smallest = smaller;
                    why = same;
                    progress = true;
                    break;
                }
            }
        }
        StringBuilder story = new StringBuilder(pair + (unsafe(pair) ? " unsafely" : "") + ", replay with -Dlaws.majors=" + pair.major() + " -Dlaws.seed=" + pair.seed() + "\n");
        story.append(switch (why) {
            case Judgement.Differs d -> d.breaches().toString();
            case Judgement.Failed f -> f.error();
            case Judgement.Converged c -> c.word();
            case Judgement.Refused r -> Road.text(r.reasons());
        }).append('\n');
        SchemaPair statements = statements(smallest);
        story.append("before:\n");
        statements.before().forEach(s -> story.append("  ").append(s.sql()).append(";\n"));
        story.append("after:\n");
        statements.after().stream().filter(s -> !statements.before().contains(s)).forEach(s -> story.append("  ").append(s.sql()).append(";\n"));
        return story.toString();
    }

    /// What two failures have in common if they are the same: the first law, or the message without names.
    private static String sign(Judgement judgement) {
        return switch (judgement) {
            case Judgement.Differs d -> d.breaches().getFirst().law() + " " + d.breaches().getFirst().what().replaceAll("\"[^\"]*\"|[0-9]+|\\[.*", "").split(" ")[0];
            case Judgement.Failed f -> f.error().replaceAll("\"[^\"]*\"|step [a-z]+-[0-9]+|[0-9]+", "");
            case Judgement.Converged c -> c.word();
            case Judgement.Refused r -> r.reasons().stream().filter(x -> OUR_FAULT.contains(x.code())).map(x -> x.code() + x.message().replaceAll("[^ ]*[._\"0-9][^ ]*", "")).findFirst()
                    .orElse(r.word());
        };
    }
}
