package dev.wesley;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Who may know whom. The sentences of `docs/architecture.md`, as tests.
class ArchitectureTest {
    private static final JavaClasses WESLEY = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/test-classes/") && !location.contains("-tests.jar"))
            .importPackages("dev.wesley");

    private static void holds(ArchRule rule) {
        rule.check(WESLEY);
    }

    @Test
    void everyModuleIsLookedAt() {
        assertThat(List.of("dev.wesley.engine.Planner", "dev.wesley.generators.postgres.PostgresSpelling", "dev.wesley.rehearsal.Rehearsal",
                "dev.wesley.cli.Main")).allMatch(WESLEY::contain);
    }

    @Test
    void theEngineSeesNoDatabaseNoSqlBuilderAndNoTerminal() {
        holds(noClasses().that().resideInAPackage("dev.wesley.engine..").should().dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.jooq..", "org.postgresql..", "picocli..", "io.zonky.."));
    }

    @Test
    void theEngineHasNoClockAndNoRandomness() {
        holds(noClasses().that().resideInAPackage("dev.wesley.engine..").should().callMethod(java.time.Instant.class, "now")
                .orShould().callMethod(java.time.LocalDateTime.class, "now").orShould().callMethod(System.class, "currentTimeMillis")
                .orShould().callMethod(java.time.Clock.class, "systemUTC").orShould().callMethod(java.util.UUID.class, "randomUUID")
                .orShould().callMethod(Math.class, "random"));
    }

    @Test
    void onlyTheReaderKnowsGraphqlJava() {
        holds(onlyIn("dev.wesley.engine.sdl..", "graphql.."));
    }

    @Test
    void onlyInferenceKnowsDrools() {
        holds(noClasses().that(are(not(resideInAPackage("dev.wesley.engine.inference.."))).and(are(not(resideInAPackage("dev.wesley.rules..")))))
                .should().dependOnClassesThat().resideInAnyPackage("org.drools..", "org.kie.."));
    }

    @Test
    void onlySpellingKnowsJooq() {
        holds(onlyIn("dev.wesley.generators.postgres..", "org.jooq.."));
    }

    @Test
    void onlyRehearsalTalksToPostgres() {
        holds(onlyIn("dev.wesley.rehearsal..", "org.postgresql.."));
        holds(onlyIn("dev.wesley.rehearsal..", "io.zonky.."));
    }

    @Test
    void onlyTheCommandLineKnowsPicocli() {
        holds(onlyIn("dev.wesley.cli..", "picocli.."));
    }

    private static ArchRule onlyIn(String here, String what) {
        return noClasses().that().resideOutsideOfPackage(here).should().dependOnClassesThat().resideInAPackage(what);
    }

    @Test
    void whatSpellsDoesNotDecide() {
        holds(noClasses().that().resideInAPackage("dev.wesley.generators..").should().dependOnClassesThat()
                .resideInAnyPackage("dev.wesley.engine.inference..", "dev.wesley.engine.diff..", "dev.wesley.engine.fact..", "dev.wesley.rehearsal..", "dev.wesley.cli..", "java.sql.."));
    }

    @Test
    void whatPlaysDoesNotDecide() {
        holds(noClasses().that().resideInAPackage("dev.wesley.rehearsal..").should().dependOnClassesThat()
                .resideInAnyPackage("dev.wesley.engine.inference..", "dev.wesley.engine.diff..", "dev.wesley.engine.sdl..", "dev.wesley.generators..", "dev.wesley.cli.."));
    }

    @Test
    void verifyingLoadsNeitherADriverNorDrools() {
        holds(noClasses().that().resideInAPackage("dev.wesley.engine.certificate..").should().dependOnClassesThat()
                .resideInAnyPackage("dev.wesley.engine.inference..", "dev.wesley.engine.sdl..", "dev.wesley.engine.diff..", "java.sql..", "org.kie..", "graphql.."));
    }

    @Test
    void onlyReportsPrintAndOnlyMainExits() {
        holds(noClasses().that().resideOutsideOfPackages("dev.wesley.cli.report..", "dev.wesley.engine.inference..").and().doNotHaveFullyQualifiedName("dev.wesley.cli.Main")
                .should().accessField(System.class, "out").orShould().accessField(System.class, "err"));
        holds(noClasses().that().doNotHaveFullyQualifiedName("dev.wesley.cli.Main").and().doNotHaveFullyQualifiedName("dev.wesley.engine.inference.PackCompiler")
                .should().callMethod(System.class, "exit", int.class));
    }

    @Test
    void packagesFormNoCycle() {
        holds(slices().matching("dev.wesley.(*).(*)..").should().beFreeOfCycles());
    }

    @Test
    void namesSayWhatAThingIs() {
        holds(noClasses().that().resideInAPackage("dev.wesley..").should().haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)"));
    }

    @Test
    void everyPackageIsNullMarked() {
        holds(classes().that().haveSimpleName("package-info").and().resideOutsideOfPackage("dev.wesley.rules..")
                .should().beAnnotatedWith(org.jspecify.annotations.NullMarked.class));
    }
}
