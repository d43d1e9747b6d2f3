package io.tarn.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Files and methods stay small enough to be read, and names say what a thing is. */
final class TidyTest {
    private static final int FILE_LINES_MAX = 500;
    private static final int METHOD_LINES_MAX = 70;
    private static final Pattern EMPTY_NAME = Pattern.compile(".*(Manager|Helper|Helpers|Util|Utils|Impl|Processor)");
    private static final Pattern LAZY_TEST = Pattern.compile("Thread\\s*\\.sleep\\(|(?m)^\\s*@Disabled\\b");
    private static final List<String> WORDS_OF_S3 = List.of("bucket", "multipart", "upload", "s3", "amazon", "aws");

    private final Tree tree = Tree.here();

    @Test
    void file_anyModule_isAtMost500Lines() {
        List<String> tooLong = new ArrayList<>();
        for (Path file : tree.javaSources("main", "test")) {
            long lines = Tree.read(file).lines().count();
            if (lines > FILE_LINES_MAX) {
                tooLong.add(tree.shown(file) + ": " + lines + " lines");
            }
        }
        assertThat(tooLong).as("files above %d lines", FILE_LINES_MAX).isEmpty();
    }

    @Test
    void method_anyModule_isAtMost70Lines() {
        List<String> tooLong = new ArrayList<>();
        SourceTrees sources = SourceTrees.parse(tree.javaSources("main", "test"));
        SourcePositions positions = Trees.instance(sources.task()).getSourcePositions();
        for (CompilationUnitTree unit : sources.units()) {
            new LengthScanner(unit, positions, tooLong).scan(unit, null);
        }
        assertThat(tooLong).as("methods above %d lines", METHOD_LINES_MAX).isEmpty();
    }

    @Test
    void className_anyModule_saysWhatItIs() {
        List<String> empty = new ArrayList<>();
        for (CompilationUnitTree unit :
                SourceTrees.parse(tree.javaSources("main", "test")).units()) {
            new TreeScanner<@Nullable Void, @Nullable Void>() {
                @Override
                public @Nullable Void visitClass(ClassTree type, @Nullable Void unused) {
                    if (EMPTY_NAME.matcher(type.getSimpleName()).matches()) {
                        empty.add(type.getSimpleName().toString());
                    }
                    return super.visitClass(type, null);
                }
            }.scan(unit, null);
        }
        assertThat(empty).as("names that say nothing").isEmpty();
    }

    @Test
    void publicType_anyModule_saysWhatItIs() {
        List<String> silent = new ArrayList<>();
        SourceTrees sources = SourceTrees.parse(tree.javaSources("main"));
        DocTrees comments = DocTrees.instance(sources.task());
        for (CompilationUnitTree unit : sources.units()) {
            new TreePathScanner<@Nullable Void, @Nullable Void>() {
                @Override
                public @Nullable Void visitClass(ClassTree type, @Nullable Void unused) {
                    boolean shown = type.getModifiers().getFlags().contains(Modifier.PUBLIC);
                    if (shown && comments.getDocComment(getCurrentPath()) == null) {
                        silent.add(unit.getSourceFile().getName() + ": " + type.getSimpleName());
                    }
                    return super.visitClass(type, null);
                }
            }.scan(unit, null);
        }
        assertThat(silent).as("public types without a sentence").isEmpty();
    }

    @Test
    void tests_anyModule_doNotSleepOrHide() {
        List<String> found = new ArrayList<>();
        for (Path file : tree.javaSources("test")) {
            Tree.matches(LAZY_TEST, file).forEach(match -> found.add(tree.shown(file) + ": " + match.group()));
        }
        assertThat(found).isEmpty();
    }

    @Test
    void storage_names_areNotOfS3() {
        List<String> leaked = new ArrayList<>();
        List<Path> engines = tree.javaSources("main").stream()
                .filter(file -> tree.shown(file).startsWith("storage"))
                .toList();
        for (CompilationUnitTree unit : SourceTrees.parse(engines).units()) {
            new TreeScanner<@Nullable Void, @Nullable Void>() {
                @Override
                public @Nullable Void visitClass(ClassTree type, @Nullable Void unused) {
                    look(type.getSimpleName().toString());
                    return super.visitClass(type, null);
                }

                @Override
                public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
                    look(method.getName().toString());
                    return super.visitMethod(method, null);
                }

                @Override
                public @Nullable Void visitVariable(VariableTree variable, @Nullable Void unused) {
                    look(variable.getName().toString());
                    return super.visitVariable(variable, null);
                }

                private void look(String name) {
                    String lower = name.toLowerCase(Locale.ROOT);
                    if (WORDS_OF_S3.stream().anyMatch(lower::contains)) {
                        leaked.add(unit.getSourceFile().getName() + ": " + name);
                    }
                }
            }.scan(unit, null);
        }
        assertThat(leaked).as("words of S3 in storage").isEmpty();
    }

    /** Collects methods, constructors and initializers that are too long. */
    private static final class LengthScanner extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<String> tooLong;

        LengthScanner(CompilationUnitTree unit, SourcePositions positions, List<String> tooLong) {
            this.unit = unit;
            this.positions = positions;
            this.tooLong = tooLong;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
            BlockTree body = method.getBody();
            if (body != null) {
                measure(method, method.getName().toString());
            }
            return super.visitMethod(method, null);
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void unused) {
            type.getMembers().stream()
                    .filter(member -> member instanceof BlockTree)
                    .forEach(block -> measure(block, "initializer of " + type.getSimpleName()));
            return super.visitClass(type, null);
        }

        private void measure(com.sun.source.tree.Tree node, String name) {
            LineMap lines = unit.getLineMap();
            long first = lines.getLineNumber(positions.getStartPosition(unit, node));
            long last = lines.getLineNumber(positions.getEndPosition(unit, node));
            long length = last - first + 1;
            if (length > METHOD_LINES_MAX) {
                tooLong.add("%s:%d %s: %d lines".formatted(unit.getSourceFile().getName(), first, name, length));
            }
        }
    }
}
