package dev.haywire.samples;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/**
 * What the tests of a class say about an application with bugs: run by JUnit's test kit, so that a red test is a result like any other.
 *
 * @param passed the methods that passed, in order of their names
 * @param failures what the others failed with, by method, in order of their names
 */
public record Verdict(List<String> passed, Map<String, Throwable> failures) {

    /**
     * Runs the tests of a class, all of them at the same time.
     *
     * @param tests a class of Jupiter tests
     * @return what they say
     */
    public static Verdict of(Class<?> tests) {
        return of(tests, Map.of());
    }

    /**
     * Runs the tests of a class, all of them at the same time.
     *
     * @param tests a class of Jupiter tests
     * @param configuration further configuration parameters
     * @return what they say
     */
    public static Verdict of(Class<?> tests, Map<String, String> configuration) {
        Events events = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(tests))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "8")
                .configurationParameter(
                        "junit.jupiter.execution.parallel.config.executor-service", "worker_thread_pool")
                .configurationParameters(configuration)
                .execute()
                .testEvents();
        Map<String, Throwable> failures = new TreeMap<>();
        events.failed().stream().forEach(event -> failures.put(method(event), failure(event)));
        return new Verdict(
                events.succeeded().stream().map(Verdict::method).sorted().toList(), failures);
    }

    private static String method(Event event) {
        return event.getTestDescriptor().getDisplayName().replaceFirst("\\(.*", "");
    }

    private static Throwable failure(Event event) {
        return event.getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow();
    }
}
