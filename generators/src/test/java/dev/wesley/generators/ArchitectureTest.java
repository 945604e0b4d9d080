package dev.wesley.generators;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jooq.QueryPart;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String POSTGRES = "dev.wesley.generators.postgres";
    private static final JavaClasses CLASSES = read();

    /// Our own classes; reading all that they refer to, jOOQ above all, would take many times as long and change nothing.
    private static JavaClasses read() {
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        return new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.wesley");
    }

    @Test
    void onlyThePostgresPackageKnowsJooq() {
        assertThat(CLASSES.containPackage(POSTGRES)).isTrue();
        noClasses().that().resideOutsideOfPackage(POSTGRES).should().dependOnClassesThat().resideInAPackage("org.jooq..").check(CLASSES);
    }

    /// jOOQ prints the text of `sql`, `field`, `table`, `condition` and `keyword` as it is. Those doors are behind one class, whose own
    /// door takes compile-time constants only; everybody else sees finished parts and can do nothing with them but hand them on.
    @Test
    void onlyOneClassOpensJooqsDoorsForRawText() {
        noClasses().that().doNotHaveFullyQualifiedName(POSTGRES + ".Template")
                .should().dependOnClassesThat(resideInAPackage("org.jooq..").and(not(belongToAnyOf(QueryPart.class))))
                .check(CLASSES);
    }

    @Test
    void generatorsKnowNoDatabaseAndPrintNothing() {
        noClasses().that().resideInAPackage("dev.wesley.generators..")
                .should().dependOnClassesThat().resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..")
                .orShould().accessField(System.class, "out").orShould().accessField(System.class, "err")
                .check(CLASSES);
    }
}
