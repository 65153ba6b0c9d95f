package dev.haywire.internal.junit;

import dev.haywire.internal.junit.Declaration.Lifetime;
import java.lang.annotation.Annotation;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Warns of endpoints whose property comes too late: some frameworks make the application once, before the first test instance is injected. They
 * are known by the simple names of their annotations. A property may be read later than that, so this is no error.
 */
final class LateProperties {
    private static final Set<String> FRAMEWORKS = Set.of("SpringBootTest", "QuarkusTest", "MicronautTest");

    private LateProperties() {}

    static void warn(ClassRun run) {
        for (Element element : run.elements()) {
            for (Declaration endpoint : element.endpoints()) {
                if (isLate(endpoint)) {
                    framework(run.testClass())
                            .ifPresent(name ->
                                    Warnings.warn(run.context(), "haywire.late-property", sentence(endpoint, name)));
                }
            }
        }
    }

    private static boolean isLate(Declaration endpoint) {
        Lifetime lifetime = endpoint.lifetime();
        return !endpoint.attributes().property().isEmpty()
                && (lifetime == Lifetime.TEST || lifetime == Lifetime.INSTANCE);
    }

    private static String sentence(Declaration endpoint, String framework) {
        return endpoint + ": property = \"" + endpoint.attributes().property()
                + "\" is set for each test, which may be after @" + framework + " has made the application; "
                + (endpoint.place() instanceof Place.OfField
                        ? "make the field static"
                        : "set scope = Scope.CLASS on it");
    }

    private static Optional<String> framework(Class<?> testClass) {
        for (Class<?> around = testClass; around != null; around = around.getEnclosingClass()) {
            for (Class<?> type = around; type != null; type = type.getSuperclass()) {
                Optional<String> found = among(type.getDeclaredAnnotations(), new HashSet<>());
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** Among annotations and those that they are composed of. */
    private static Optional<String> among(Annotation[] annotations, Set<Class<?>> seen) {
        for (Annotation annotation : annotations) {
            Class<? extends Annotation> type = annotation.annotationType();
            if (FRAMEWORKS.contains(type.getSimpleName())) {
                return Optional.of(type.getSimpleName());
            }
            if (seen.add(type)) {
                Optional<String> deeper = among(type.getDeclaredAnnotations(), seen);
                if (deeper.isPresent()) {
                    return deeper;
                }
            }
        }
        return Optional.empty();
    }
}
