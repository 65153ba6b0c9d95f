package dev.haywire.internal.junit;

import dev.haywire.EachProtocol;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestTemplate;
import org.junit.platform.commons.annotation.Testable;

/** What makes runs of a test of its own: next to {@code @EachProtocol} it would make more of them, which have no protocol. */
final class OtherTemplates {
    private static final Set<Class<?>> OF_JUNIT = Set.of(TestTemplate.class, TestFactory.class, Testable.class);

    private OtherTemplates() {}

    /** The simple name of one on the method, also one that another annotation is composed of. */
    static Optional<String> on(Method method) {
        return Arrays.stream(method.getDeclaredAnnotations())
                .map(annotation -> in(annotation, new HashSet<>()))
                .flatMap(Optional::stream)
                .findFirst()
                .map(type -> "@" + type.getSimpleName());
    }

    private static Optional<Class<?>> in(Annotation annotation, Set<Class<?>> seen) {
        Class<?> type = annotation.annotationType();
        boolean makesNone = type == EachProtocol.class
                || type == Test.class
                || type.getName().startsWith("java.");
        if (makesNone || !seen.add(type)) {
            return Optional.empty();
        }
        if (OF_JUNIT.contains(type) || isMadeOfOne(type)) {
            return Optional.of(type);
        }
        return Arrays.stream(type.getDeclaredAnnotations())
                .map(meta -> in(meta, seen))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static boolean isMadeOfOne(Class<?> type) {
        return Arrays.stream(type.getDeclaredAnnotations()).anyMatch(meta -> OF_JUNIT.contains(meta.annotationType()));
    }
}
