package io.tarn.codegen.write;

import com.palantir.javapoet.ClassName;
import io.tarn.codegen.model.Operation;
import io.tarn.codegen.model.Service;

/** What the generated classes of a service are called. */
record CodecNames(Service service, JavaTypes types, String codecPackage, String prefix) {
    ClassName operations() {
        return types.shape(prefix + "Operation");
    }

    ClassName codec(Operation operation) {
        return ClassName.get(codecPackage, operation.name() + "Codec");
    }

    ClassName codecInterface() {
        return ClassName.get(codecPackage, prefix + "Codec");
    }

    ClassName codecs() {
        return ClassName.get(codecPackage, prefix + "Codecs");
    }

    ClassName readers() {
        return ClassName.get(codecPackage, prefix + "XmlReaders");
    }

    ClassName writers() {
        return ClassName.get(codecPackage, prefix + "XmlWriters");
    }

    ClassName queryReaders() {
        return ClassName.get(codecPackage, prefix + "QueryReaders");
    }

    /** The root element of a document that is a structure. */
    String root(String shape) {
        return service.structure(shape).xml();
    }
}
