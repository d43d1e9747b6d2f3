package io.tarn.testkit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test class an S3 of its own. Write {@code @ExtendWith(TarnExtension.class)} on the class and take a
 * {@link TestTarn} as a parameter of a constructor, a test or a set-up method: it starts when first asked for, is the same
 * for all tests of the class, and is closed after the last.
 */
public final class TarnExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(TarnExtension.class);

    /** For JUnit. */
    public TarnExtension() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestTarn.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> test = context.getRequiredTestClass();
        return classContext(context)
                .getStore(NAMESPACE)
                .computeIfAbsent(test, absent -> TestTarn.start(), TestTarn.class);
    }

    /** The context of the outermost class, where a value lives as long as the class. */
    private static ExtensionContext classContext(ExtensionContext context) {
        ExtensionContext outer = context;
        while (outer.getTestMethod().isPresent() && outer.getParent().isPresent()) {
            outer = outer.getParent().get();
        }
        return outer;
    }
}
