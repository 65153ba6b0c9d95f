package dev.haywire.internal.junit;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** What came of the tests of a class and its nested classes, and of the faults that are judged over all of them. */
final class Outcome {
    private final ClassRun run;
    private final Map<FaultDeclaration, Tally> tallies = new LinkedHashMap<>();
    private final Map<TestMethod, Boolean> passed = new HashMap<>();

    private record TestMethod(Class<?> testClass, Method method) {}

    Outcome(ClassRun run) {
        this.run = run;
    }

    synchronized Tally tally(FaultDeclaration declaration) {
        return tallies.computeIfAbsent(declaration, Tally::new);
    }

    /** One test has ended; a method with several invocations passes if each of them does, and none was left out. */
    synchronized void ended(Class<?> testClass, Method method, boolean hasPassed) {
        passed.merge(new TestMethod(testClass, method), hasPassed, Boolean::logicalAnd);
    }

    /** Throws what fails the class. */
    synchronized void judge() {
        for (Element element : run.elements()) {
            element.faults().stream().filter(FaultDeclaration::isOnType).forEach(this::tally);
        }
        boolean complete = everyTestPassed(run.testClass());
        UnfiredCheck.judge(run, List.copyOf(tallies.values()), complete).ifPresent(failure -> {
            run.tellSeed(failure);
            throw failure;
        });
    }

    private boolean everyTestPassed(Class<?> testClass) {
        List<Method> tests = ReflectionSupport.findMethods(
                testClass,
                method -> AnnotationSupport.isAnnotated(method, Testable.class),
                HierarchyTraversalMode.TOP_DOWN);
        return tests.stream().allMatch(test -> passed.getOrDefault(new TestMethod(testClass, test), false))
                && ReflectionSupport.findNestedClasses(testClass, Outcome::isNestedTestClass).stream()
                        .allMatch(this::everyTestPassed);
    }

    private static boolean isNestedTestClass(Class<?> type) {
        return !Modifier.isStatic(type.getModifiers()) && AnnotationSupport.isAnnotated(type, Nested.class);
    }
}
