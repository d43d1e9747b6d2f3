package io.tarn.core.auth;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Secrets and signatures are compared in constant time, and their text reaches only those who need it. */
final class SecretsTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.tarn.core.auth", "io.tarn.core.body");

    private static final Class<?>[] HOLDERS = {
        Secret.class, Signature.class, SigningKey.class, SigningKeys.class, ChunkChain.class
    };

    // ABUSE 14
    @Test
    void holdersOfSecrets_compareNothingByContent() {
        for (Class<?> holder : HOLDERS) {
            noClasses()
                    .that()
                    .belongToAnyOf(holder)
                    .should()
                    .callMethodWhere(target(nameMatching(
                                    "equals|equalsIgnoreCase|contentEquals|compareTo|compare|mismatch|startsWith"
                                            + "|endsWith|regionMatches|deepEquals|indexOf|contains"))
                            .and(target(owner(JavaClass.Predicates.belongToAnyOf(
                                    String.class, Arrays.class, Objects.class, Object.class)))))
                    .check(CLASSES);
        }
    }

    // ABUSE 14
    @Test
    void package_neverComparesArraysWithEarlyExit() {
        noClasses()
                .that()
                .resideInAPackage("io.tarn.core.auth..")
                .should()
                .callMethodWhere(target(nameMatching("equals|compare|compareUnsigned|mismatch|deepEquals"))
                        .and(target(owner(JavaClass.Predicates.type(Arrays.class)))))
                .check(CLASSES);
    }

    // ABUSE 14
    @Test
    void secretsAndSignatures_haveNoEqualityOfTheirOwn() {
        for (Class<?> holder : new Class<?>[] {Secret.class, Signature.class, SigningKey.class}) {
            methods()
                    .that()
                    .areDeclaredIn(holder)
                    .should()
                    .haveNameNotMatching("equals|hashCode|compareTo")
                    .check(CLASSES);
        }
    }

    // ABUSE 14, 96
    @Test
    void textOfSecrets_reachesTheSigningKeyAlone() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(SigningKey.class.getName())
                .should()
                .callMethod(Secret.class, "reveal")
                .check(CLASSES);
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(AuthErrors.class.getName())
                .should()
                .callMethod(Signature.class, "text")
                .check(CLASSES);
    }
}
