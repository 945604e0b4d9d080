package dev.wesley.engine.inference;

import static dev.wesley.engine.inference.Packs.file;
import static dev.wesley.engine.inference.Packs.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.diagnostic.Outcome;
import dev.wesley.engine.diagnostic.Span;
import dev.wesley.engine.json.Json;
import dev.wesley.engine.json.PackJson;
import dev.wesley.engine.plan.PackManifest;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PackCompilerTest {
    private static final String CLASSIFY = "proposals.classify( $c, ChangeClass.ADDITIVE );";

    private static List<Diagnostic> problems(String stage, String... rules) {
        return problems(Packs.of("t", stage + "/x/rule.drl", file("t", stage, rules)));
    }

    private static List<Diagnostic> problems(PackSource... packs) {
        Outcome<List<CompiledPack>> outcome = PackCompiler.compile(List.of(packs));
        assertThat(outcome.isDone()).isFalse();
        return outcome.diagnostics();
    }

    private static String line(Diagnostic diagnostic) {
        return diagnostic.span().map(Span::text).orElse("").strip();
    }

    // ---- what comes out

    @Test
    void listsTheRulesOfAPackWithTheirPlaces() {
        PackManifest manifest = PackCompiler.compile(Packs.small()).value().manifest();
        assertThat(manifest.rules()).hasSize(27);
        assertThat(manifest.rules()).filteredOn(r -> r.code().equals("SML-RW-005")).singleElement().satisfies(r -> {
            assertThat(r.place()).isEqualTo("rewrite/rewrites.drl:56");
            assertThat(r.name()).isEqualTo("add a foreign key as NOT VALID, then validate it");
            assertThat(r.stage()).isEqualTo("rewrite");
        });
        assertThat(PackJson.read(Json.pretty(PackJson.write(manifest)))).isEqualTo(manifest);
    }

    @Test
    void makesEqualBytesFromEqualSources(@TempDir Path folder) throws IOException, InterruptedException {
        Path resources = copySmall(folder);
        // Many rules of one package that share a condition: built in parallel, they would race for its list of users.
        String[] rules = IntStream.range(0, 40).mapToObj(i -> rule("warning " + i, "SML-MANY-" + i, "gate", "$s : AddColumn() StepRun( step == $s )",
                "proposals.warn( $s, \"" + i + "\" );")).toArray(String[]::new);
        Files.writeString(resources.resolve("dev/wesley/rules/small/gate/many.drl"),
                file("t", "gate", rules).replace("package test.t.gate", "package dev.wesley.rules.small.gate"));
        Map<String, String> first = compiledElsewhere(resources, folder.resolve("first/classes"));
        assertThat(compiledElsewhere(resources, folder.resolve("second/classes"))).isEqualTo(first);
        assertThat(first).hasSizeGreaterThan(20);
    }

    /// Compiled by a JVM of its own, as the build does it: file → digest.
    private static Map<String, String> compiledElsewhere(Path resources, Path classes) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC"));
        command.addAll(PackCompiler.JVM_OPTIONS);
        command.addAll(List.of("-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                PackCompiler.class.getName(), resources.toString(), classes.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        Map<String, String> digests = new TreeMap<>();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                digests.put(classes.relativize(file).toString(), Json.sha256(Files.readAllBytes(file)));
            }
        }
        return digests;
    }

    @Test
    void isRunByTheBuildWithTheOptionsThatMakeItReproducible() throws IOException {
        String pom = Files.readString(Path.of(System.getProperty("wesley.root", ".."), "rules/pom.xml"));
        assertThat(PackCompiler.JVM_OPTIONS).isNotEmpty().allSatisfy(o -> assertThat(pom).contains("<argument>" + o + "</argument>"));
    }

    @Test
    void namesAPackByItsManifestAndAllItsRules() {
        PackSource one = Packs.of("t", "gate/a.drl", file("t", "gate"));
        assertThat(Packs.of("t", "gate/a.drl", file("t", "gate")).sha256()).isEqualTo(one.sha256());
        assertThat(Packs.of("t", "gate/a.drl", file("t", "gate") + "\n").sha256()).isNotEqualTo(one.sha256());
        assertThat(Packs.of("t", "gate/b.drl", file("t", "gate")).sha256()).isNotEqualTo(one.sha256());
        assertThat(Packs.of("u", "gate/a.drl", file("t", "gate")).sha256()).isNotEqualTo(one.sha256());
    }

    @Test
    void compilesAFolderThatIsThenLoadedByName(@TempDir Path folder) throws IOException {
        Path resources = copySmall(folder);
        Path classes = folder.resolve("target/classes");
        PackCompiler.main(new String[] {resources.toString(), classes.toString()});
        try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
            RulePack pack = RulePack.load(loader, "small");
            assertThat(pack.id().name()).isEqualTo("small");
            assertThat(pack.id().sha256()).isEqualTo(Packs.small().sha256());
        }
    }

    @Test
    void compilesAgainOnlyWhatHasChanged(@TempDir Path folder) throws IOException {
        Path resources = copySmall(folder);
        Path classes = folder.resolve("target/classes");
        String[] args = {resources.toString(), classes.toString()};
        Path manifest = classes.resolve("META-INF/wesley/small/pack.json");
        FileTime marked = FileTime.fromMillis(1_000_000);
        PackCompiler.main(args);
        Files.setLastModifiedTime(manifest, marked);

        PackCompiler.main(args);
        assertThat(Files.getLastModifiedTime(manifest)).isEqualTo(marked);

        Path rules = resources.resolve("dev/wesley/rules/small/gate/gates.drl");
        Files.writeString(rules, Files.readString(rules).replace("run it when", "wait until"));
        PackCompiler.main(args);
        assertThat(Files.getLastModifiedTime(manifest)).isNotEqualTo(marked);
    }

    private static Path copySmall(Path folder) throws IOException {
        Path resources = folder.resolve("resources");
        Path from = Path.of("src/test/resources/packs/small");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = resources.resolve("dev/wesley/rules/small").resolve(from.relativize(file));
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
        return resources;
    }

    @Test
    void findsTheRulesOfATeamBelowItsPrefix(@TempDir Path folder) throws IOException {
        Path rules = folder.resolve("com/acme/policy/gate/quiet");
        Files.createDirectories(rules);
        Files.writeString(folder.resolve("pack.json"), """
                {"id": "acme", "version": "1.3.0", "engine": ">=0.1.0", "prefix": "com.acme.policy", "codes": ["ACME"], "kind": "tighten", "owners": ["dba"]}
                """);
        Files.writeString(rules.resolve("rule.drl"), file("t", "gate", rule("be quiet", "ACME-1", "gate", "$c : Change()",
                "proposals.warn( $c, \"not at noon\" );")).replace("package test.t.gate", "package com.acme.policy.gate"));
        CompiledPack pack = PackCompiler.compile(PackSource.read(folder.resolve("pack.json"))).value();
        assertThat(pack.manifest().rules()).singleElement().satisfies(r -> assertThat(r.place()).isEqualTo("gate/quiet/rule.drl:36"));
    }

    // ---- names, codes, folders

    @Test
    void refusesARuleWithoutACode() {
        assertThat(problems("gate", rule("x", "T-1", "gate", "$c : Change()", "proposals.warn( $c, \"\" );").replace("@code(\"T-1\")", "")))
                .singleElement().satisfies(p -> {
                    assertThat(p.message()).isEqualTo("the rule \"x\" lacks @code");
                    assertThat(line(p)).isEqualTo("rule \"x\"");
                });
    }

    @Test
    void refusesARuleWithoutSince() {
        assertThat(problems("gate", rule("x", "T-1", "gate", "$c : Change()", "proposals.warn( $c, \"\" );").replace("@since(\"1.0\")", "")))
                .singleElement().satisfies(p -> assertThat(p.message()).isEqualTo("the rule \"x\" lacks @since"));
    }

    @Test
    void refusesARuleWithoutAStage() {
        assertThat(problems("gate", rule("x", "T-1", "gate", "$c : Change()", "proposals.warn( $c, \"\" );").replace("ruleflow-group \"gate\"", "")))
                .singleElement().satisfies(p -> assertThat(p.message()).contains("would fire in whichever stage comes first"));
    }

    @Test
    void refusesARuleOfAnotherStageThanItsFolder() {
        assertThat(problems("gate", rule("x", "T-1", "risk", "$c : Change()", "proposals.warn( $c, \"\" );")))
                .singleElement().satisfies(p -> assertThat(p.message()).contains("ruleflow-group \"risk\", but its folder is \"gate\""));
    }

    @Test
    void refusesAFolderThatIsNoStage() {
        assertThat(problems(Packs.of("t", "soon/x.drl", file("t", "soon")))).singleElement()
                .satisfies(p -> assertThat(p.message()).contains("the folder \"soon\" is not a stage"));
    }

    @Test
    void refusesAPackageOutsideThePrefix() {
        assertThat(problems(Packs.of("t", "gate/x.drl", file("other", "gate")))).singleElement().satisfies(p -> {
            assertThat(p.message()).contains("package test.other.gate does not fit");
            assertThat(p.help()).isEqualTo("write: package test.t.gate");
            assertThat(line(p)).isEqualTo("package test.other.gate;");
        });
    }

    @Test
    void refusesACodeOfAnotherPack() {
        assertThat(problems("gate", rule("x", "WES-1", "gate", "$c : Change()", "proposals.warn( $c, \"\" );"))).singleElement()
                .satisfies(p -> assertThat(p.message()).contains("WES-1 does not begin with letters of pack t"));
    }

    @Test
    void refusesTwoRulesOfOneNameBecauseDroolsWouldOverride() {
        String rule = rule("same name", "T-1", "gate", "$c : Change()", "proposals.warn( $c, \"\" );");
        assertThat(problems(Packs.of("t", "gate/a.drl", file("t", "gate", rule), "gate/b.drl", file("t", "gate", rule.replace("T-1", "T-2")))))
                .singleElement().satisfies(p -> assertThat(p.message()).contains("gate/a.drl:").contains("gate/b.drl:").contains("without a word"));
    }

    @Test
    void refusesTwoRulesOfOneCodeInTwoPacks() {
        PackSource a = Packs.of("t", "gate/a.drl", file("t", "gate", rule("a", "T-1", "gate", "$c : Change()", "proposals.warn( $c, \"\" );")));
        PackSource b = Packs.of("u", "gate/b.drl", file("u", "gate", rule("b", "T-1", "gate", "$c : Change()", "proposals.warn( $c, \"\" );")));
        assertThat(problems(a, b)).anySatisfy(p -> assertThat(p.message()).contains("the code T-1").contains("gate/a.drl").contains("gate/b.drl"));
    }

    // ---- what does not compile, with its place

    @Test
    void saysWhereAFileIsNotDrl() {
        assertThat(problems("gate", "rule \"x\" whenever")).isNotEmpty().allSatisfy(p -> {
            assertThat(p.message()).startsWith("this file is not DRL");
            assertThat(p.span()).isPresent();
        });
    }

    @Test
    void saysWhichConstraintNamesNoComponent() {
        assertThat(problems("classify", rule("x", "T-1", "classify", "$c : ColumnAdded( colour == \"red\" )", CLASSIFY))).isNotEmpty().anySatisfy(p -> {
            assertThat(line(p)).startsWith("$c : ColumnAdded( colour");
            assertThat(p.message()).contains("colour");
        });
    }

    @Test
    void saysWhichEnumConstantDoesNotExist() {
        assertThat(problems("phase", rule("x", "T-1", "phase", "StepLock( $s : step, mode == LockMode.EXCLUSIF )",
                "proposals.run( $s, Phase.EXPAND, StepClass.SHORT, Boundary.OWN, Reversibility.LOSSY );"))).isNotEmpty().anySatisfy(p -> {
                    assertThat(line(p)).startsWith("StepLock( $s");
                    assertThat(p.message()).contains("EXCLUSIF");
                });
    }

    @Test
    void saysWhichActionDoesNotFitTheFacade() {
        assertThat(problems("classify", rule("x", "T-1", "classify", "$c : ColumnAdded()", "proposals.classify( $c, $c );"))).isNotEmpty().anySatisfy(p -> {
            assertThat(p.span()).isPresent();
            assertThat(p.message()).contains("\"x\"").contains("classify");
        });
    }

    // ---- the fence

    static Stream<Arguments> forbidden() {
        return Stream.of(
                Arguments.of("$c : Change() eval( 1 == 1 )", CLASSIFY, "may not use eval"),
                Arguments.of("$c : ColumnAdded() String() from $c.kind()", CLASSIFY, "may not use from"),
                Arguments.of("$c : Change() Object() from collect( Change() )", CLASSIFY, "may not use collect"),
                Arguments.of("$c : Change() from entry-point \"x\"", CLASSIFY, "may not use an entry point"),
                Arguments.of("$c : Change() Number() from accumulate( Change(), count() )", CLASSIFY, "may not use from accumulate"),
                Arguments.of("$c : Change( java.lang.System.getProperty( \"x\" ) == \"y\" )", CLASSIFY, "names System"),
                Arguments.of("$c : Change( System.setProperty( \"x\", \"y\" ) == null )", CLASSIFY, "names System"),
                Arguments.of("$c : Change( kind.getClass() != null )", CLASSIFY, "calls getClass()"),
                Arguments.of("$c : Change( kind.repeat( 9 ) == \"x\" )", CLASSIFY, "calls repeat()"),
                Arguments.of("$c : Change( new String() == kind )", CLASSIFY, "makes an object"),
                Arguments.of("$c : Change( this#ColumnAdded.column.name == \"x\" )", CLASSIFY, "more than a comparison"),
                Arguments.of("$c : Change()", "System.exit( 0 );", "is not one call of the façade"),
                Arguments.of("$c : Change()", CLASSIFY + " " + CLASSIFY, "is not one call of the façade"),
                Arguments.of("$c : Change()", "insert( $c );", "is not one call of the façade"),
                Arguments.of("$c : Change()", "if ( true ) proposals.classify( $c, ChangeClass.ADDITIVE );", "is not one call of the façade"),
                Arguments.of("$c : Change()", "proposals.classify( (Change) drools.getMatch().getObjects().get( 0 ), ChangeClass.ADDITIVE );", "calls getMatch"),
                Arguments.of("$c : Change()", "proposals.classify( $c, ChangeClass.valueOf( \"ADDITIVE\" ) );", "calls valueOf"),
                Arguments.of("$c : Change()", "proposals.warn( $c, java.lang.System.getProperty( \"x\" ) );", "java"),
                Arguments.of("$c : Change()", "proposals.warn( $c, new String( \"x\" ) );", "makes a String"),
                Arguments.of("$c : Change()", "proposals.warn( $c, $c.getClass().getName() );", "calls getClass"),
                Arguments.of("$c : Change()", "proposals.shout( $c );", "the façade has no verb shout"),
                Arguments.of("$c : Change()", "proposals.locksNothing( new Analyze( $c.table() ) );", "belongs in stage physics, not in classify"),
                Arguments.of("Change() Change() Change() Change() Change() Change() $c : Change()", CLASSIFY, "has 7 patterns"));
    }

    @ParameterizedTest
    @MethodSource("forbidden")
    void refusesWhatAPackMayNotDo(String when, String then, String complaint) {
        assertThat(problems("classify", rule("x", "T-1", "classify", when, then)))
                .isNotEmpty()
                .allSatisfy(p -> assertThat(p.span()).isPresent())
                .anySatisfy(p -> assertThat(p.message()).contains(complaint));
    }

    static Stream<Arguments> forbiddenInFiles() {
        return Stream.of(
                Arguments.of("function int one() { return 1; }", "holds no functions"),
                Arguments.of("declare Foo bar : String end", "declares no types"),
                Arguments.of("query \"q\" Change() end", "holds no queries"),
                Arguments.of("import java.lang.Runtime;", "the import java.lang.Runtime is not permitted"),
                Arguments.of("import dev.wesley.engine.fact.*;", "the import dev.wesley.engine.fact.* is not permitted"),
                Arguments.of("import dev.wesley.engine.inference.RuleBase;", "the import dev.wesley.engine.inference.RuleBase is not permitted"),
                Arguments.of("import static java.lang.Math.max;", "imports no functions"),
                Arguments.of("global java.util.List list;", "the global list is not permitted"),
                Arguments.of("rule \"s\" @code(\"T-9\") @since(\"1\") ruleflow-group \"classify\" salience 5 when $c : Change() then " + CLASSIFY + " end",
                        "the attribute salience is not permitted"),
                Arguments.of("rule \"s\" @code(\"T-9\") @since(\"1\") @owner(\"me\") ruleflow-group \"classify\" when $c : Change() then " + CLASSIFY + " end",
                        "the metadata @owner is not permitted"));
    }

    @ParameterizedTest
    @MethodSource("forbiddenInFiles")
    void refusesFilesThatHoldMoreThanRules(String text, String complaint) {
        String whole = text.startsWith("import") ? file("t", "classify").replaceFirst("import", java.util.regex.Matcher.quoteReplacement(text) + "\nimport")
                : file("t", "classify", text);
        assertThat(problems(Packs.of("t", "classify/x.drl", whole))).anySatisfy(p -> assertThat(p.message()).contains(complaint));
    }

    // ---- stages

    @Test
    void refusesToDependOnTheAbsenceOfWhatTheSameStageMakes() {
        String maker = rule("maker", "T-1", "rewrite", "$c : ColumnAdded( $t : table, $n : column )", "proposals.propose( $c, new AddColumn( $t, $n ) );");
        String reader = rule("reader", "T-2", "rewrite", "$c : TableAdded( $t : added ) not AddColumn()", "proposals.propose( $c, new CreateTable( $t ) );");
        assertThat(problems(Packs.of("t", "rewrite/a.drl", file("t", "rewrite", maker), "rewrite/b.drl", file("t", "rewrite", reader)))).singleElement()
                .satisfies(p -> assertThat(p.message()).contains("\"reader\" (rewrite/b.drl:36)").contains("\"maker\" (rewrite/a.drl:36)")
                        .contains("depends on AddColumn not being there"));
    }

    @Test
    void refusesToCountWhatALaterPackStillMakes() {
        PackSource counting = Packs.of("t", "phase/a.drl", file("t", "phase", rule("counter", "T-1", "phase",
                "$s : SetNotNull() accumulate( StepRisk( $p : points ); $n : sum( $p ); $n > 3 )",
                "proposals.run( $s, Phase.EXPAND, StepClass.SHORT, Boundary.OWN, Reversibility.LOSSY );")));
        PackSource making = Packs.of("u", "risk/b.drl", file("u", "risk", rule("maker", "U-1", "risk", "$s : Step()",
                "proposals.risk( $s, RiskLevel.LOW, 1, \"it is there\" );")));
        assertThat(problems(counting, making)).singleElement().satisfies(p -> assertThat(p.message())
                .contains("\"counter\" (phase/a.drl:36) of stage phase").contains("\"maker\" (risk/b.drl:36) of stage risk"));
    }

    @Test
    void refusesARuleThatWaitsForALaterStage() {
        assertThat(problems("rewrite", rule("x", "T-1", "rewrite", "StepRun( $s : step ) $c : TableAdded( $t : added )",
                "proposals.propose( $c, new CreateTable( $t ) );"))).singleElement()
                .satisfies(p -> assertThat(p.message()).contains("can never fire: StepRun is made only in stage phase"));
    }

    @Test
    void refusesARuleThatReadsWhatIsNoFact() {
        assertThat(problems("rewrite", rule("x", "T-1", "rewrite", "LockMode() $c : TableAdded( $t : added )",
                "proposals.propose( $c, new CreateTable( $t ) );"))).singleElement()
                .satisfies(p -> assertThat(p.message()).contains("reads LockMode, but that is never a fact"));
    }

    @Test
    void refusesARuleThatReadsATypeItDoesNotImport() {
        assertThat(problems("rewrite", rule("x", "T-1", "rewrite", "ColumnRemoved() $c : TableAdded( $t : added )",
                "proposals.propose( $c, new CreateTable( $t ) );"))).singleElement()
                .satisfies(p -> assertThat(p.message()).contains("reads ColumnRemoved, which is no type that it imports"));
    }

    // ---- loading

    private static Map<String, byte[]> smallFiles() {
        return new TreeMap<>(PackCompiler.compile(Packs.small()).value().files());
    }

    private static void loadEdited(String from, String to) {
        SortedMap<String, byte[]> files = new TreeMap<>(smallFiles());
        files.compute("META-INF/wesley/small/pack.json", (k, v) -> new String(v, StandardCharsets.UTF_8).replaceFirst(from, to).getBytes(StandardCharsets.UTF_8));
        new CompiledPack(PackCompiler.compile(Packs.small()).value().manifest(), files).load(PackCompilerTest.class.getClassLoader());
    }

    @Test
    void refusesAPackThatIsNotThere() {
        assertThatThrownBy(() -> RulePack.load(getClass().getClassLoader(), "nowhere")).isInstanceOf(PackException.class)
                .hasMessageContaining("there is no rule pack nowhere");
    }

    @Test
    void refusesARuleThatTheManifestDoesNotList() {
        assertThatThrownBy(() -> loadEdited("\"name\" : \"create a new table\"", "\"name\" : \"create another\""))
                .hasMessageContaining("holds the rule \"create a new table\"").hasMessageContaining("lacks the rule SML-RW-001 \"create another\"");
    }

    @Test
    void refusesACodeThatTheManifestDoesNotGive() {
        assertThatThrownBy(() -> loadEdited("SML-RW-001", "SML-RW-999")).hasMessageContaining("has code SML-RW-001, but the manifest says SML-RW-999");
    }

    @Test
    void refusesPackagesOutsideThePrefixOfTheManifest() {
        assertThatThrownBy(() -> loadEdited("\"prefix\" : \"dev.wesley.rules.small\"", "\"prefix\" : \"dev.wesley.rules.large\""))
                .hasMessageContaining("is outside the prefix dev.wesley.rules.large");
    }

    @Test
    void refusesAPackOfAnotherDrools() {
        SortedMap<String, byte[]> files = new TreeMap<>(smallFiles());
        files.compute("META-INF/wesley/small/models", (k, v) -> new String(v, StandardCharsets.UTF_8).replaceFirst("Version:.*", "Version:9.44.0")
                .getBytes(StandardCharsets.UTF_8));
        CompiledPack pack = new CompiledPack(PackCompiler.compile(Packs.small()).value().manifest(), files);
        assertThatThrownBy(() -> pack.load(getClass().getClassLoader())).hasMessageContaining("was compiled by Drools 9.44.0");
    }

    @Test
    void stripsTheQuotesThatDroolsLeavesAroundMetadata() {
        RulePack pack = Packs.load(Packs.small()).getFirst();
        Object raw = pack.models().getFirst().getRules().getFirst().getMetaData("code");
        assertThat(String.valueOf(raw)).startsWith("\"").endsWith("\"");
        assertThat(RulePack.unquoted(raw)).startsWith("SML-").doesNotContain("\"");
    }

    @Test
    void refusesPacksThatClaimTheSamePackagesOrLetters() {
        PackSource base = Packs.of("t", "gate/a.drl", file("t", "gate", rule("a", "T-1", "gate", "$c : Change()", "proposals.warn( $c, \"\" );")));
        List<RulePack> packs = Packs.load(base);
        assertThatThrownBy(() -> new RuleBase(List.of(packs.getFirst(), packs.getFirst()))).isInstanceOf(PackException.class)
                .hasMessageContaining("two packs are named t").hasMessageContaining("overlapping packages").hasMessageContaining("same code letters")
                .hasMessageContaining("two rules have the code T-1");
    }
}
