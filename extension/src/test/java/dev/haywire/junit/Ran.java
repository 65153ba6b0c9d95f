package dev.haywire.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** What came of subjects. */
record Ran(EngineExecutionResults results) {

    /** So many tests passed; nothing else ended in another way, containers neither. */
    Ran passed(int tests) {
        return ended(tests, 0, 0);
    }

    /** Exactly so many tests ended that way, and no container failed. */
    Ran ended(int passed, int failed, int aborted) {
        return ended(passed, failed, aborted, 0);
    }

    Ran ended(int passed, int failed, int aborted, int failedContainers) {
        assertThat(count(results.testEvents(), Status.SUCCESSFUL))
                .as(this::story)
                .isEqualTo(passed);
        assertThat(count(results.testEvents(), Status.FAILED)).as(this::story).isEqualTo(failed);
        assertThat(count(results.testEvents(), Status.ABORTED)).as(this::story).isEqualTo(aborted);
        assertThat(count(results.containerEvents(), Status.FAILED))
                .as(this::story)
                .isEqualTo(failedContainers);
        return this;
    }

    /** The failures of tests and containers, in order. */
    List<Throwable> failures() {
        return failures(results.allEvents(), Status.FAILED);
    }

    /** The only failure. */
    Throwable failure() {
        List<Throwable> failures = failures();
        assertThat(failures).as(this::story).hasSize(1);
        return failures.get(0);
    }

    /** What the only aborted test was aborted with. */
    Throwable abortion() {
        List<Throwable> aborted = failures(results.testEvents(), Status.ABORTED);
        assertThat(aborted).as(this::story).hasSize(1);
        return aborted.get(0);
    }

    List<String> messages() {
        return failures().stream().map(Throwable::getMessage).toList();
    }

    /** The values of report entries of that key. */
    List<String> entries(String key) {
        return results.allEvents().reportingEntryPublished().stream()
                .map(event -> event.getRequiredPayload(org.junit.platform.engine.reporting.ReportEntry.class))
                .filter(entry -> entry.getKeyValuePairs().containsKey(key))
                .map(entry -> entry.getKeyValuePairs().get(key))
                .toList();
    }

    /** As a build prints it. */
    static String printed(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    private static List<Throwable> failures(Events events, Status status) {
        List<Throwable> failures = new ArrayList<>();
        events.finished().stream()
                .map(Ran::result)
                .filter(result -> result.getStatus() == status)
                .forEach(result -> result.getThrowable().ifPresent(failures::add));
        return failures;
    }

    private static long count(Events events, Status status) {
        return events.finished().stream()
                .filter(event -> result(event).getStatus() == status)
                .count();
    }

    private static TestExecutionResult result(Event event) {
        return event.getRequiredPayload(TestExecutionResult.class);
    }

    private String story() {
        StringBuilder story = new StringBuilder("what happened:");
        results.allEvents().finished().stream().forEach(event -> {
            story.append('\n')
                    .append(event.getTestDescriptor().getUniqueId())
                    .append(' ')
                    .append(result(event).getStatus());
            result(event).getThrowable().ifPresent(failure -> story.append('\n').append(printed(failure)));
        });
        return story.append("\n=>").toString();
    }
}
