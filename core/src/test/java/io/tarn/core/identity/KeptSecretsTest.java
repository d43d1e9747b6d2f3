package io.tarn.core.identity;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.tarn.core.auth.Secret;
import io.tarn.core.seal.MasterKey;
import io.tarn.core.seal.Seal;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Sealed secrets and tokens are compared in constant time, and opened by those alone who must. */
final class KeptSecretsTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.tarn.core");

    private static final String REVEALERS =
            "io\\.tarn\\.core\\.(auth\\.SigningKey|identity\\.AccessKeys|sts\\.SessionMaker|admin\\.AdminService"
                    + "|iam\\..*)";

    // ABUSE 14
    @Test
    void sealsAndTokens_areNeverComparedWithEarlyExit() {
        noClasses()
                .that()
                .resideInAnyPackage("io.tarn.core.seal..", "io.tarn.core.identity..")
                .should()
                .callMethodWhere(target(nameMatching("equals|compare|compareUnsigned|mismatch|deepEquals"))
                        .and(target(owner(JavaClass.Predicates.type(Arrays.class)))))
                .check(CLASSES);
        noClasses()
                .that()
                .haveNameMatching(
                        "io\\.tarn\\.core\\.(seal\\..*|identity\\.SessionTokens|identity\\.Identities\\$Session)")
                .should()
                .callMethodWhere(target(nameMatching("equals|equalsIgnoreCase|contentEquals|compareTo"))
                        .and(target(owner(JavaClass.Predicates.belongToAnyOf(String.class, Object.class)))))
                .check(CLASSES);
    }

    // ABUSE 14, 96
    @Test
    void keys_haveNoEqualityAndNoText() {
        for (Class<?> holder : new Class<?>[] {MasterKey.class, Seal.class}) {
            methods()
                    .that()
                    .areDeclaredIn(holder)
                    .should()
                    .haveNameNotMatching("equals|hashCode|compareTo")
                    .check(CLASSES);
        }
    }

    // ABUSE 96
    @Test
    void textOfSecrets_reachesThoseAloneWhoStoreOrHandItOut() {
        noClasses()
                .that()
                .haveNameNotMatching(REVEALERS)
                .should()
                .callMethod(Secret.class, "reveal")
                .check(CLASSES);
        noClasses().should().callMethod(MasterKey.class, "reveal").check(CLASSES);
    }
}
