package dev.haywire.internal.junit;

import java.lang.reflect.Method;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.engine.UniqueId;

/**
 * Whether all invocations of a template, or all dynamic tests of a factory, run: an IDE can select single ones. JUnit's engine knows and has no
 * API that tells, so it is asked by reflection; where that is not possible, on a module path for instance, some may be left out.
 */
final class Invocations {
    private static final String NONE = "none-of-them";

    private Invocations() {}

    /** Whether all run, of the class's templates too, as far as is known. */
    static boolean areAll(ExtensionContext test) {
        Optional<ExtensionContext> around = Optional.of(test);
        while (around.isPresent()) {
            if (isTemplate(around.get()) && selectsSome(around.get())) {
                return false;
            }
            around = around.get().getParent();
        }
        return true;
    }

    private static boolean isTemplate(ExtensionContext context) {
        return switch (UniqueId.parse(context.getUniqueId()).getLastSegment().getType()) {
            case "test-template", "test-factory", "class-template" -> true;
            default -> false;
        };
    }

    /** Whether a child that there is not would be left out: then others are named. */
    @SuppressWarnings("unchecked")
    private static boolean selectsSome(ExtensionContext context) {
        try {
            Object descriptor = call(context, "getTestDescriptor");
            Object filter = call(descriptor, "getDynamicDescendantFilter");
            UniqueId child = UniqueId.parse(context.getUniqueId()).append(NONE, NONE);
            return !(filter instanceof BiPredicate<?, ?> runs)
                    || !((BiPredicate<UniqueId, Integer>) runs).test(child, Integer.MAX_VALUE);
        } catch (ReflectiveOperationException | RuntimeException unknown) {
            return true;
        }
    }

    private static Object call(Object target, String getter) throws ReflectiveOperationException {
        for (Class<?> type = target.getClass(); type != null; type = type.getSuperclass()) {
            for (Method method : type.getDeclaredMethods()) {
                if (method.getName().equals(getter) && method.getParameterCount() == 0) {
                    method.setAccessible(true);
                    return method.invoke(target);
                }
            }
        }
        throw new NoSuchMethodException(getter);
    }
}
