package dev.haywire.assertj;

import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.CloseReason;
import dev.haywire.TcpEndpoint;
import java.time.Duration;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class TcpEndpointAssertTest {
    private static final String ENDPOINT = "Expected TCP endpoint \"db\" at 127.0.0.1:5432 ";
    private static final Duration SHORT = Duration.ofMillis(50);

    private final FakeEndpoint endpoint = new FakeEndpoint();

    @Test
    void standsBesideAssertJsOwn() {
        assertThat("beside AssertJ's own").isNotEmpty();
        assertThat(endpoint).isNotNull().hasAccepted(0);
    }

    @Test
    void hasAcceptedExactly() {
        endpoint.with(open(0), closed(1, 5));
        assertThat(endpoint).hasAccepted(2);
        failing(
                () -> assertThat(endpoint).hasAccepted(1),
                ENDPOINT + "to have accepted 1 connection, but it accepted 2");
        failing(
                () -> assertThat(endpoint).hasAccepted(3),
                ENDPOINT + "to have accepted 3 connections, but it accepted 2");
    }

    @Test
    void hasOpenConnectionsExactly() {
        failing(
                () -> assertThat(endpoint).hasOpenConnections(1),
                ENDPOINT + "to have 1 open connection, but it has none");
        endpoint.with(open(0), closed(1, 5), open(2));
        assertThat(endpoint).hasOpenConnections(2);
        failing(
                () -> assertThat(endpoint).hasOpenConnections(3),
                ENDPOINT + "to have 3 open connections, but it has 2: #0, #2");
    }

    @Test
    void hasNoOpenConnections() {
        assertThat(endpoint).hasNoOpenConnections().hasOpenConnections(0);
        endpoint.with(closed(0, 5), open(1));
        failing(
                () -> assertThat(endpoint).hasNoOpenConnections(),
                ENDPOINT + "to have no open connections, but it has 1: #1");
    }

    @Test
    void listsTheLastOfManyConnections() {
        IntStream.range(0, 13).forEach(i -> endpoint.with(open(i)));
        failing(
                () -> assertThat(endpoint).hasNoOpenConnections(),
                ENDPOINT
                        + "to have no open connections, but it has 13: 3 others, #3, #4, #5, #6, #7, #8, #9, #10, #11, #12");
    }

    @Test
    void acceptsAtLeastSoManyWithinATime() {
        endpoint.with(open(0), open(1));
        assertThat(endpoint).acceptsWithin(1, SHORT).acceptsWithin(2, SHORT);
        failing(
                () -> assertThat(endpoint).acceptsWithin(3, SHORT),
                "Expected at least 3 accepted connections within 50 ms, but there were 2");
    }

    @Test
    void someConnectionReceivedExactlyThatText() {
        failing(
                () -> assertThat(endpoint).hasReceivedText("two"),
                ENDPOINT + "to have a connection that received exactly \"two\", but it has no connections");
        endpoint.with(new FakeConnection(0, 0).received("one\n"), new FakeConnection(1, 0).received("two"));
        assertThat(endpoint).hasReceivedText("two").hasReceivedText("one\n");
        failing(
                () -> assertThat(endpoint).hasReceivedText("one"),
                ENDPOINT
                        + "to have a connection that received exactly \"one\", but its connections received: #0 \"one\\n\", #1 \"two\"");
    }

    @Test
    void whatWasNotKeptIsNotExactlyThatText() {
        FakeConnection connection = new FakeConnection(0, 0).received("one");
        connection.unkept = 1;
        endpoint.with(connection);
        assertThatThrownBy(() -> assertThat(endpoint).hasReceivedText("one")).isInstanceOf(AssertionError.class);
    }

    @Test
    void goesOnWithAConnection() {
        failing(() -> assertThat(endpoint).connection(0), ENDPOINT + "to have a connection #0, but it has none");
        endpoint.with(new FakeConnection(0, 0).received("one"));
        assertThat(endpoint).connection(0).hasReceivedText("one").isOpen();
        failing(
                () -> assertThat(endpoint).connection(1),
                ENDPOINT + "to have a connection #1, but it has 1 connection");
        failing(
                () -> assertThat(endpoint).connection(-1),
                ENDPOINT + "to have a connection #-1, but it has 1 connection");
        failing(
                () -> assertThat(endpoint).connection(0).hasCloseReason(CloseReason.TEST_RST),
                "Expected connection #0 from 127.0.0.1:40000 to have the close reason TEST_RST, but it has OPEN");
        assertThatThrownBy(
                        () -> assertThat(endpoint).as("the pool").connection(0).hasReceivedText("two"))
                .hasMessageStartingWith("[the pool] Expected connection #0");
    }

    @Test
    void gapsAreTheTimesBetweenAcceptedConnections() {
        assertThat(endpoint).connectionGaps().isEmpty();
        endpoint.with(new FakeConnection(0, 0));
        assertThat(endpoint).connectionGaps().isEmpty();
        endpoint.with(new FakeConnection(1, 100), new FakeConnection(2, 300));
        assertThat(endpoint)
                .connectionGaps()
                .hasSize(2)
                .containsExactly(Duration.ofMillis(100), Duration.ofMillis(200));
        assertThat(endpoint).connectionGaps().isSorted().first().isEqualTo(Duration.ofMillis(100));
        endpoint.carriedOver = 1;
        assertThat(endpoint).connectionGaps().containsExactly(Duration.ofMillis(200));
    }

    @Test
    void failuresOfGapsEndWithTheJournalToo() {
        endpoint.with(new FakeConnection(0, 0), new FakeConnection(1, 100));
        assertThatThrownBy(() ->
                        assertThat(endpoint).as("backoff").connectionGaps().hasSize(2))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("Connection gaps of TCP endpoint \"db\" at 127.0.0.1:5432: [backoff] ")
                .hasMessageContaining("Expected size: 2 but was: 1")
                .hasMessageEndingWith("\n\nThe journal:\n  +0.1 ms  the last line");
        assertThatThrownBy(() -> assertThat(endpoint).connectionGaps().first().isEqualTo(Duration.ofMillis(7)))
                .hasMessageEndingWith("\n\nThe journal:\n  +0.1 ms  the last line");
    }

    @Test
    void endsWithTheLast20LinesOfTheJournal() {
        endpoint.lines.clear();
        assertThatThrownBy(() -> assertThat(endpoint).hasAccepted(1))
                .hasMessage(ENDPOINT + "to have accepted 1 connection, but it accepted 0\n\nThe journal is empty.");
        IntStream.range(0, 25).forEach(i -> endpoint.lines.add("line " + i));
        StringBuilder last = new StringBuilder();
        IntStream.range(5, 25).forEach(i -> last.append("\n  line ").append(i));
        assertThatThrownBy(() -> assertThat(endpoint).hasAccepted(1))
                .hasMessage(ENDPOINT
                        + "to have accepted 1 connection, but it accepted 0\n\nThe journal's last 20 of 25 lines:"
                        + last);
    }

    @Test
    void keepsDescriptionsAndMessagesOfTheTest() {
        assertThatThrownBy(() -> assertThat(endpoint).as("the %s", "database").hasAccepted(1))
                .hasMessage("[the database] " + ENDPOINT
                        + "to have accepted 1 connection, but it accepted 0\n\nThe journal:\n  +0.1 ms  the last line");
        assertThatThrownBy(() -> assertThat(endpoint)
                        .overridingErrorMessage("my own 100%")
                        .hasAccepted(1))
                .hasMessage("my own 100%");
        assertThatThrownBy(() -> assertThat(endpoint).withFailMessage("my own").acceptsWithin(1, SHORT))
                .hasMessage("my own");
        assertThatThrownBy(() -> assertThat(endpoint).as("late").acceptsWithin(1, SHORT))
                .hasMessageStartingWith("[late] Expected at least 1 accepted connections within 50 ms");
    }

    @Test
    void percentSignsInWhatWasReceivedAreNoFormat() {
        endpoint.with(new FakeConnection(0, 0).received("100%d"));
        failing(
                () -> assertThat(endpoint).hasReceivedText("%s"),
                ENDPOINT
                        + "to have a connection that received exactly \"%s\", but its connections received: #0 \"100%d\"");
    }

    @Test
    void nullIsAFailure() {
        assertThatThrownBy(() -> assertThat((TcpEndpoint) null).hasAccepted(0))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expecting actual not to be null");
    }

    private static void failing(ThrowingCallable assertion, String message) {
        assertThatThrownBy(assertion)
                .isInstanceOf(AssertionError.class)
                .hasMessage(message + "\n\nThe journal:\n  +0.1 ms  the last line");
    }

    private static FakeConnection open(int index) {
        return new FakeConnection(index, index * 100);
    }

    private static FakeConnection closed(int index, int after) {
        return open(index).closed(CloseReason.TEST_RST, index * 100 + after);
    }
}
