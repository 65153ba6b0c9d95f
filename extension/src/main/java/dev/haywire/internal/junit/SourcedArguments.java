package dev.haywire.internal.junit;

import java.lang.annotation.Annotation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Whether a parameter is an argument of a parameterized test or class, by reflection: junit-jupiter-params need not be there. */
final class SourcedArguments {
    private static final String PARAMS = "org.junit.jupiter.params.";

    /** What is known of a parameter. */
    enum Kind {
        ARGUMENT,
        OTHER,
        UNKNOWN
    }

    private SourcedArguments() {}

    static Kind of(ParameterContext parameter, ExtensionContext context) {
        Class<?> info = type("ParameterInfo");
        if (info == null) {
            info = type("support.ParameterInfo");
        }
        if (info != null) {
            return isDeclared(info, parameter, context) ? Kind.ARGUMENT : Kind.OTHER;
        }
        Class<?> parameterized = type("ParameterizedTest");
        return parameterized != null
                        && AnnotationSupport.isAnnotated(
                                parameter.getDeclaringExecutable(), parameterized.asSubclass(Annotation.class))
                ? Kind.UNKNOWN
                : Kind.OTHER;
    }

    private static @Nullable Class<?> type(String name) {
        try {
            return Class.forName(PARAMS + name, false, ExtensionContext.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError none) {
            return null;
        }
    }

    private static boolean isDeclared(Class<?> info, ParameterContext parameter, ExtensionContext context) {
        try {
            Object found = info.getMethod("get", ExtensionContext.class).invoke(null, context);
            if (found == null) {
                return false;
            }
            int arguments = (int) call(call(found, "getArguments"), "size");
            for (Object declaration : (List<?>) call(call(found, "getDeclarations"), "getAll")) {
                if (call(declaration, "getAnnotatedElement").equals(parameter.getParameter())) {
                    return (int) call(declaration, "getParameterIndex") < arguments;
                }
            }
            return false;
        } catch (ReflectiveOperationException | RuntimeException otherVersion) {
            return false;
        }
    }

    private static Object call(Object on, String method) throws ReflectiveOperationException {
        // by the public interface: what implements it is JUnit's own
        for (Class<?> type = on.getClass(); type != null; type = type.getSuperclass()) {
            for (Class<?> contract : type.getInterfaces()) {
                try {
                    return contract.getMethod(method).invoke(on);
                } catch (NoSuchMethodException ofAnotherInterface) {
                    // looked for in the next one
                }
            }
        }
        throw new NoSuchMethodException(method);
    }
}
