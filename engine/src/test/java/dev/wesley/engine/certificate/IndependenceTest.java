package dev.wesley.engine.certificate;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// Verifying needs the file, the trust file and the artifacts, and nothing else.
class IndependenceTest {
    private static final JavaClasses ENGINE =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.wesley.engine.certificate", "dev.wesley.engine.evidence", "dev.wesley.engine.json");

    @Test
    void knowsOnlyWhatItCertifies() {
        classes().that().resideInAPackage("dev.wesley.engine.certificate..")
                .should().onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.bouncycastle..", "org.jspecify.annotations..", "dev.wesley.engine.certificate..", "dev.wesley.engine.json..",
                        "dev.wesley.engine.evidence..", "dev.wesley.engine.plan..", "dev.wesley.engine.ir..", "dev.wesley.engine.diagnostic..")
                .check(ENGINE);
    }

    @Test
    void loadsBouncyCastleOnlyWhereKeysAreRead() {
        noClasses().that().doNotHaveFullyQualifiedName(Keys.class.getName())
                .should().dependOnClassesThat().resideInAPackage("org.bouncycastle..")
                .check(ENGINE);
    }

    @Test
    void evidenceKnowsNoJson() {
        noClasses().that().resideInAPackage("dev.wesley.engine.evidence..")
                .should().dependOnClassesThat().resideInAnyPackage("dev.wesley.engine.json..", "dev.wesley.engine.certificate..", "tools.jackson..")
                .check(ENGINE);
    }
}
