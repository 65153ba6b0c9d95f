package dev.haywire.internal.junit;

import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.platform.commons.support.AnnotationSupport;

/** The resources that test classes and methods declare, read while JUnit plans its run. */
public final class DeclaredLocks {

    private DeclaredLocks() {}

    /**
     * Returns what the endpoints need that live as long as a class or longer.
     *
     * @param testClass a test class
     * @return names of resources
     */
    public static Set<String> ofClass(Class<?> testClass) {
        try {
            return resources(Elements.ofClass(testClass), one -> lasts(one, testClass));
        } catch (RuntimeException declaredWrongly) {
            // told when it runs
            return Set.of();
        }
    }

    /**
     * Returns what the endpoints need that each run of a test method starts anew.
     *
     * @param enclosing the classes around the test class
     * @param testClass the method's class
     * @param method a test method
     * @return names of resources
     */
    public static Set<String> ofMethod(List<Class<?>> enclosing, Class<?> testClass, Method method) {
        Set<String> all = new LinkedHashSet<>();
        try {
            all.addAll(resources(Elements.ofMethod(testClass, method), one -> !one.isSession()));
            for (Class<?> type :
                    Stream.concat(enclosing.stream(), Stream.of(testClass)).toList()) {
                all.addAll(resources(Elements.ofClass(type), one -> !lasts(one, type)));
            }
        } catch (RuntimeException declaredWrongly) {
            // told when it runs
            return Set.of();
        }
        return all;
    }

    private static boolean lasts(Declaration endpoint, Class<?> declaring) {
        return switch (endpoint.lifetime()) {
            case TEST -> false;
            case INSTANCE ->
                AnnotationSupport.findAnnotation(declaring, TestInstance.class)
                        .filter(instance -> instance.value() == TestInstance.Lifecycle.PER_CLASS)
                        .isPresent();
            case CLASS, SESSION -> true;
        };
    }

    private static Set<String> resources(List<Element> elements, Predicate<Declaration> which) {
        List<Declaration> all = elements.stream()
                .flatMap(element -> element.endpoints().stream())
                .toList();
        Set<String> resources = new LinkedHashSet<>();
        all.stream().filter(which).forEach(one -> resources.addAll(one.resources(all)));
        return resources;
    }
}
