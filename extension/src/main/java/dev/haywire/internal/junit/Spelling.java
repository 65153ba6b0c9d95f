package dev.haywire.internal.junit;

import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.util.Arrays;
import java.util.stream.Collectors;

/** How messages and derived names spell what stands in source code. */
final class Spelling {

    private Spelling() {}

    /** Without the package, as it is written where the outermost class is imported. */
    static String of(Class<?> type) {
        if (type.isArray()) {
            return of(type.getComponentType()) + "[]";
        }
        String name = type.getName();
        return name.substring(name.lastIndexOf('.') + 1).replace('$', '.');
    }

    static String of(Annotation annotation) {
        return "@" + annotation.annotationType().getSimpleName();
    }

    static String of(Class<?> seenIn, Executable executable) {
        String parameters = Arrays.stream(executable.getParameterTypes())
                .map(Spelling::of)
                .collect(Collectors.joining(", ", "(", ")"));
        return of(seenIn) + (executable instanceof Constructor<?> ? "" : "." + executable.getName()) + parameters;
    }
}
