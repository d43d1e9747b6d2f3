package io.tarn.codegen.write;

import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import io.tarn.codegen.model.Member;
import io.tarn.codegen.model.Operation;
import io.tarn.codegen.model.Service;
import io.tarn.codegen.model.Structure;
import io.tarn.codegen.model.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** All files of a service that speaks AWS's Query protocol: of operations that are not served only the names. */
final class QueryFiles {
    private final Service service;
    private final JavaTypes types;
    private final CodecNames names;
    private final String prefix;

    QueryFiles(Service service, JavaTypes types, String prefix) {
        this.service = service;
        this.types = types;
        this.prefix = prefix;
        this.names = new CodecNames(service, types, types.packageName() + ".codec", prefix);
    }

    List<JavaFile> files() {
        List<Operation> served = service.operations().stream()
                .filter(operation -> service.spoken().served().contains(operation.name()))
                .toList();
        Set<String> enums = new HashSet<>();
        List<Structure> inputs = reached(served, Operation::input, enums);
        List<Structure> outputs = reached(served, Operation::output, enums);
        Set<Structure> all = new LinkedHashSet<>(inputs);
        all.addAll(outputs);

        List<TypeSpec> words = new ArrayList<>();
        all.forEach(structure -> words.add(new RecordFile(structure, types).type()));
        service.enums().stream()
                .filter(shape -> enums.contains(shape.name()))
                .forEach(shape -> words.add(EnumFile.type(shape, types)));
        words.add(new QueryOperationsFile(service, names.operations()).type());
        words.add(new ErrorCodesFile(service.spoken().errors(), types.shape(prefix + "ErrorCode")).type());

        List<JavaFile> files = new ArrayList<>();
        words.forEach(spec -> files.add(ServiceFiles.file(types.packageName(), spec)));
        QueryReadersFile readers = new QueryReadersFile(service, types, names.queryReaders());
        for (TypeSpec spec : List.of(
                readers.type(inputs),
                new XmlWritersFile(types, names.writers()).type(outputs),
                new QueryCodecsFile(service, served, names).type())) {
            files.add(ServiceFiles.file(names.codecPackage(), spec));
        }
        return files;
    }

    private List<Structure> reached(List<Operation> operations, Function<Operation, String> root, Set<String> enums) {
        Set<String> seen = new LinkedHashSet<>();
        operations.forEach(operation -> reach(new Type.Shape(root.apply(operation)), seen, enums));
        return seen.stream().map(service::structure).toList();
    }

    private void reach(Type type, Set<String> seen, Set<String> enums) {
        switch (type) {
            case Type.Shape shape -> {
                if (seen.add(shape.name())) {
                    for (Member member : service.structure(shape.name()).members()) {
                        reach(member.type(), seen, enums);
                    }
                }
            }
            case Type.ListOf list -> reach(list.item(), seen, enums);
            case Type.MapOf map -> reach(map.value(), seen, enums);
            case Type.Text text -> {
                if (text.enumName() != null) {
                    enums.add(text.enumName());
                }
            }
            default -> {}
        }
    }
}
