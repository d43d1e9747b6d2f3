package io.tarn.api.protocol;

import static java.util.Objects.requireNonNull;

import com.palantir.javapoet.JavaFile;
import io.tarn.api.codec.OperationCodec;
import io.tarn.api.query.QueryCodec;
import io.tarn.codegen.model.Service;
import io.tarn.codegen.write.ServiceFiles;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The records and codecs of a model, generated, compiled and loaded. */
final class GeneratedService {
    private static final String PACKAGE = "io.tarn.generated";

    private final Service service;
    private final ClassLoader classes;

    private GeneratedService(Service service, ClassLoader classes) {
        this.service = service;
        this.classes = classes;
    }

    /** Generates and compiles in {@code directory}. */
    static GeneratedService compile(Service service, Path directory) throws IOException {
        List<Path> sources = new ArrayList<>();
        for (JavaFile file : new ServiceFiles(service, PACKAGE, "io.tarn.api.s3", "Test").files()) {
            sources.add(file.writeToPath(directory));
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(
                            messages,
                            files,
                            null,
                            List.of(
                                    "-d",
                                    directory.toString(),
                                    "-proc:none",
                                    "-Xlint:all,-serial,-classfile",
                                    "-Werror"),
                            null,
                            files.getJavaFileObjectsFromPaths(sources))
                    .call();
            if (!compiled) {
                throw new AssertionError(messages.toString());
            }
        }
        URL[] places = {directory.toUri().toURL()};
        return new GeneratedService(service, new URLClassLoader(places, GeneratedService.class.getClassLoader()));
    }

    Service model() {
        return service;
    }

    Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName(PACKAGE + "." + name, true, classes);
    }

    /** The codec of an operation of the Query protocol. */
    QueryCodec<?, ?> queryCodec(String operation) throws ReflectiveOperationException {
        Class<?> operations = type("TestOperation");
        Object constant = operations.getMethod("of", String.class).invoke(null, operation);
        Object codec = Class.forName(PACKAGE + ".codec.TestCodecs", true, classes)
                .getMethod("of", operations)
                .invoke(null, constant);
        return (QueryCodec<?, ?>) requireNonNull(codec);
    }

    OperationCodec<?, ?> codec(String operation) throws ReflectiveOperationException {
        Constructor<?> constructor = Class.forName(PACKAGE + ".codec." + operation + "Codec", true, classes)
                .getDeclaredConstructor();
        constructor.setAccessible(true);
        return (OperationCodec<?, ?>) requireNonNull(constructor.newInstance());
    }
}
