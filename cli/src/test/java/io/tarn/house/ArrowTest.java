package io.tarn.house;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Imports point down, foreign things stay in their rooms, and only the program touches its surroundings. */
final class ArrowTest {
    /** What a module's classes may name, by package; a module may always name itself. */
    private static final Map<String, Set<String>> BELOW = Map.of(
            "codegen", Set.of(),
            "api", Set.of(),
            "storage", Set.of(),
            "storage.local", Set.of("storage"),
            "core", Set.of("api", "storage"),
            "server", Set.of("core", "api", "storage"),
            "testkit", Set.of("server", "core", "api", "storage"),
            "cli", Set.of("server", "storage.local", "core", "api", "storage"));

    private static final Map<String, String> ROOM_OF_FOREIGN = Map.of(
            "io.netty.", "server",
            "org.rocksdb.", "storage.local",
            "com.dynatrace.hash4j.", "core",
            "picocli.", "cli",
            "org.snakeyaml.", "cli",
            "ch.qos.logback.", "cli",
            "com.palantir.javapoet.", "codegen");

    private static final Set<String> READERS_OF_HEADERS = Set.of(
            "io.tarn.api.codec.",
            "io.tarn.api.s3.",
            "io.tarn.core.auth.",
            "io.tarn.core.gate.",
            "io.tarn.core.body.BodyHeaders",
            "io.tarn.server.");

    /** What makes values of a request's raw form, and who may. */
    private static final Map<String, Set<String>> DOORS_OF_RAW = Map.of(
            "io.tarn.api.http.QueryParameters.parse",
                    Set.of("io.tarn.core.gate.Gate", "io.tarn.core.gate.QueryDoor", "io.tarn.api.query.QueryForm"),
            "io.tarn.api.http.RequestHead.rawQuery",
                    Set.of("io.tarn.core.gate.Gate", "io.tarn.core.gate.QueryDoor", "io.tarn.core.auth."),
            "io.tarn.api.http.Headers.first", READERS_OF_HEADERS,
            "io.tarn.api.http.Headers.all", READERS_OF_HEADERS,
            "io.tarn.api.http.Headers.has", READERS_OF_HEADERS);

    private static final Set<String> SURROUNDINGS = Set.of(
            "java.lang.System.getenv",
            "java.lang.System.exit",
            "java.lang.System.out",
            "java.lang.System.err",
            "java.lang.System.in",
            "java.lang.Runtime.exit",
            "java.lang.Runtime.halt",
            "java.lang.Runtime.addShutdownHook");

    private static final Set<String> REFLECTION = Set.of(
            "java.lang.reflect.Method",
            "java.lang.reflect.Field",
            "java.lang.reflect.Constructor",
            "java.lang.reflect.Proxy",
            "java.lang.ThreadLocal",
            "java.lang.InheritableThreadLocal",
            "java.lang.ScopedValue",
            "sun.misc.Unsafe");

    private static final List<JavaClass> OURS = new ArrayList<>();
    private static JavaClasses classes = new ClassFileImporter().importClasses();

    @BeforeAll
    static void readClasses() {
        classes = new ClassFileImporter().importPaths(Tree.here().mainClasses());
        OURS.addAll(classes);
    }

    @Test
    void tree_allModules_wereRead() {
        Set<String> rooms = new TreeSet<>();
        OURS.forEach(type -> rooms.add(room(type.getName())));
        assertThat(rooms).containsExactlyInAnyOrderElementsOf(BELOW.keySet());
    }

    @Test
    void imports_betweenModules_pointDown() {
        List<String> up = new ArrayList<>();
        for (Dependency arrow : arrows()) {
            String target = arrow.getTargetClass().getBaseComponentType().getName();
            if (target.startsWith("io.tarn.")) {
                String from = room(arrow.getOriginClass().getName());
                String to = room(target);
                if (!from.equals(to) && !BELOW.getOrDefault(from, Set.of()).contains(to)) {
                    up.add(arrow.getDescription());
                }
            }
        }
        assertThat(up).isEmpty();
    }

    @Test
    void packages_allModules_haveNoCycles() {
        slices().matching("io.tarn.(**)").should().beFreeOfCycles().check(classes);
    }

    @Test
    void foreignThings_stayInTheirRoom() {
        List<String> strays = new ArrayList<>();
        for (Dependency arrow : arrows()) {
            String target = arrow.getTargetClass().getBaseComponentType().getName();
            ROOM_OF_FOREIGN.forEach((prefix, room) -> {
                if (target.startsWith(prefix)
                        && !room(arrow.getOriginClass().getName()).equals(room)) {
                    strays.add(arrow.getDescription());
                }
            });
        }
        assertThat(strays).isEmpty();
    }

    @Test
    void surroundings_onlyTheProgram_touchesThem() {
        Set<String> free = Set.of("cli", "codegen");
        List<String> touched = new ArrayList<>();
        for (JavaClass type : OURS) {
            for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                String target = access.getTargetOwner().getName() + "." + access.getName();
                if (SURROUNDINGS.contains(target) && !free.contains(room(type.getName()))) {
                    touched.add(access.getDescription());
                }
            }
        }
        assertThat(touched).isEmpty();
    }

    @Test
    void reflectionAndHiddenContext_areNotUsed() {
        List<String> used = new ArrayList<>();
        for (Dependency arrow : arrows()) {
            String from = room(arrow.getOriginClass().getName());
            if (!from.equals("codegen")
                    && REFLECTION.contains(arrow.getTargetClass().getName())) {
                used.add(arrow.getDescription());
            }
        }
        for (JavaClass type : OURS) {
            for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                if (access.getTargetOwner().getName().equals("java.lang.Class")
                        && access.getName().equals("forName")) {
                    used.add(access.getDescription());
                }
            }
        }
        assertThat(used).isEmpty();
    }

    @Test
    void rawForms_ofARequest_areReadAtItsDoorOnly() {
        List<String> strays = new ArrayList<>();
        for (JavaClass type : OURS) {
            for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                Set<String> doors = DOORS_OF_RAW.get(access.getTargetOwner().getName() + "." + access.getName());
                boolean own = access.getTargetOwner().getPackageName().equals(type.getPackageName());
                if (doors != null && !own && doors.stream().noneMatch(type.getName()::startsWith)) {
                    strays.add(access.getDescription());
                }
            }
        }
        assertThat(strays).isEmpty();
    }

    private static List<Dependency> arrows() {
        return OURS.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .toList();
    }

    /** The module a class of ours belongs to, told by its package. */
    private static String room(String name) {
        String[] words = name.split("\\.", -1);
        return name.startsWith("io.tarn.storage.local.") ? "storage.local" : words.length > 2 ? words[2] : name;
    }
}
