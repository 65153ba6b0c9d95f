package dev.haywire.assertj;

import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static dev.haywire.fault.Direction.DOWNSTREAM;
import static dev.haywire.fault.Direction.UPSTREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.UdpEndpoint;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class UdpEndpointAssertTest {
    private static final String ENDPOINT = "Expected UDP endpoint \"dns\" at 127.0.0.1:53 ";
    private static final Duration SHORT = Duration.ofMillis(50);

    private final FakeUdpEndpoint endpoint = new FakeUdpEndpoint();

    @Test
    void standsBesideAssertJsOwn() {
        assertThat("beside AssertJ's own").isNotEmpty();
        assertThat(endpoint).isNotNull().hasReceivedDatagrams(0).hasDropped(0);
    }

    @Test
    void hasReceivedExactlySoManyDatagrams() {
        endpoint.delivered("a", "b");
        assertThat(endpoint).hasReceivedDatagrams(2);
        failing(
                () -> assertThat(endpoint).hasReceivedDatagrams(1),
                ENDPOINT + "to have received 1 datagram, but it received 2");
        failing(
                () -> assertThat(endpoint).hasReceivedDatagrams(3),
                ENDPOINT + "to have received 3 datagrams, but it received 2");
    }

    @Test
    void tellsWhatBecameOfTheOthers() {
        endpoint.delivered("a", "b").dropped(UPSTREAM, "mtu").dropped(UPSTREAM, "loss");
        endpoint.dropped(UPSTREAM, "loss").dropped(DOWNSTREAM, "loss");
        endpoint.counts.copied(UPSTREAM);
        endpoint.heldUp = 1;
        endpoint.kernelDrops = 7;
        failing(
                () -> assertThat(endpoint).hasReceivedDatagrams(5),
                ENDPOINT
                        + "to have received 5 datagrams, but it received 2 (5 came; 1 duplicated; 3 dropped: loss 2, mtu 1; 1 held; 7 more lost in the kernel, whose buffer was full)");
    }

    @Test
    void hasReceivedExactlyTheseTexts() {
        assertThat(endpoint).hasReceivedTexts();
        failing(
                () -> assertThat(endpoint).hasReceivedTexts("a"),
                ENDPOINT + "to have received exactly 1 datagram: \"a\", but it received 0 datagrams: none");
        endpoint.delivered("a", "b\n").dropped(UPSTREAM, "loss");
        assertThat(endpoint).hasReceivedTexts("a", "b\n");
        failing(
                () -> assertThat(endpoint).hasReceivedTexts("b\n", "a"),
                ENDPOINT
                        + "to have received exactly 2 datagrams: \"b\\n\", \"a\", but it received 2 datagrams: \"a\", \"b\\n\" (3 came; 1 dropped: loss 1)");
        failing(
                () -> assertThat(endpoint).hasReceivedTexts(),
                ENDPOINT
                        + "to have received exactly 0 datagrams: none, but it received 2 datagrams: \"a\", \"b\\n\" (3 came; 1 dropped: loss 1)");
    }

    @Test
    void tellsWhereLongListsPart() {
        String[] twelve = IntStream.range(0, 12).mapToObj(i -> "" + i).toArray(String[]::new);
        endpoint.delivered(twelve);
        assertThat(endpoint).hasReceivedTexts(twelve);
        String ten = "\"0\", \"1\", \"2\", \"3\", \"4\", \"5\", \"6\", \"7\", \"8\", \"9\"";
        String[] other = twelve.clone();
        other[11] = "x";
        failing(
                () -> assertThat(endpoint).hasReceivedTexts(other),
                ENDPOINT + "to have received exactly 12 datagrams: " + ten
                        + " and 2 others, but it received 12 datagrams: " + ten
                        + " and 2 others (they differ from text 12 on)");
        String[] eleven = Arrays.copyOf(twelve, 11);
        failing(
                () -> assertThat(endpoint).hasReceivedTexts(eleven),
                ENDPOINT + "to have received exactly 11 datagrams: " + ten
                        + " and 1 other, but it received 12 datagrams: " + ten
                        + " and 2 others (they differ from text 12 on)");
    }

    @Test
    void tellsWhichOfLongTextsDiffers() {
        String end = "x".repeat(300);
        endpoint.delivered("a", end + "1");
        assertThatThrownBy(() -> assertThat(endpoint).hasReceivedTexts("a", end + "2"))
                .hasMessageContaining("... (301 characters) (they differ from text 2 on)\n");
    }

    @Test
    void whatWasNotKeptIsNotAmongTheTexts() {
        String[] all = IntStream.range(0, 10_000).mapToObj(i -> "x").toArray(String[]::new);
        endpoint.delivered(all);
        assertThat(endpoint).hasReceivedTexts(all);
        endpoint.delivered("y");
        assertThatThrownBy(() -> assertThat(endpoint).hasReceivedTexts(all))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(" and 9990 others and 1 datagram that were not kept\n");
        assertThat(endpoint).hasReceivedDatagrams(10_001);
    }

    @Test
    void receivesAtLeastSoManyWithinATime() {
        endpoint.delivered("a", "b").dropped(UPSTREAM, "drop");
        assertThat(endpoint).receivesWithin(1, SHORT).receivesWithin(2, SHORT);
        failing(
                () -> assertThat(endpoint).receivesWithin(3, SHORT),
                "Expected 3 datagrams to be delivered by \"dns\" within 50 ms, but 2 were (3 came; 1 dropped: drop 1)");
    }

    @Test
    void hasDroppedExactlySoManyInBothDirections() {
        failing(() -> assertThat(endpoint).hasDropped(1), ENDPOINT + "to have dropped 1 datagram, but none came");
        endpoint.delivered("a");
        failing(
                () -> assertThat(endpoint).hasDropped(1),
                ENDPOINT + "to have dropped 1 datagram, but it dropped none of 1");
        endpoint.dropped(UPSTREAM, "mtu").dropped(UPSTREAM, "loss").dropped(DOWNSTREAM, "loss");
        assertThat(endpoint).hasDropped(3);
        failing(
                () -> assertThat(endpoint).hasDropped(2),
                ENDPOINT + "to have dropped 2 datagrams, but it dropped 3 of 4 (loss 2, mtu 1)");
        endpoint.kernelDrops = 2;
        failing(
                () -> assertThat(endpoint).hasDropped(2),
                ENDPOINT
                        + "to have dropped 2 datagrams, but it dropped 3 of 4 (loss 2, mtu 1); 2 more lost in the kernel, whose buffer was full");
    }

    @Test
    void hasLostAFractionOfWhatCame() {
        failing(
                () -> assertThat(endpoint).hasLossBetween(0, 0.5),
                ENDPOINT + "to have lost between 0 and 0.5 of its datagrams, but none came");
        endpoint.delivered("a", "b").dropped(DOWNSTREAM, "loss");
        assertThat(endpoint).hasLossBetween(0.3, 0.4).hasLossBetween(0, 1).hasLossBetween(1.0 / 3, 1.0 / 3);
        failing(
                () -> assertThat(endpoint).hasLossBetween(0.4, 0.75),
                ENDPOINT + "to have lost between 0.4 and 0.75 of its datagrams, but it lost 0.3333: 1 of 3 (loss 1)");
        failing(
                () -> assertThat(endpoint).hasLossBetween(0, 0),
                ENDPOINT + "to have lost between 0 and 0 of its datagrams, but it lost 0.3333: 1 of 3 (loss 1)");
    }

    @Test
    void fractionsAreFractions() {
        String allowed = "hasLossBetween takes two fractions in [0, 1], the smaller first, but was given ";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThat(endpoint).hasLossBetween(20, 40))
                .withMessage(allowed + "20 and 40; did you mean 0.2 and 0.4?");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThat(endpoint).hasLossBetween(0.4, 0.2))
                .withMessage(allowed + "0.4 and 0.2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThat(endpoint).hasLossBetween(-0.1, 0.2))
                .withMessage(allowed + "-0.1 and 0.2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThat(endpoint).hasLossBetween(0, Double.NaN))
                .withMessage(allowed + "0 and NaN");
    }

    @Test
    void endsWithTheLast20LinesOfTheJournal() {
        endpoint.lines.clear();
        assertThatThrownBy(() -> assertThat(endpoint).hasReceivedDatagrams(1))
                .hasMessage(ENDPOINT + "to have received 1 datagram, but it received 0\n\nThe journal is empty.");
        IntStream.range(0, 25).forEach(i -> endpoint.lines.add("line " + i));
        StringBuilder last = new StringBuilder();
        IntStream.range(5, 25).forEach(i -> last.append("\n  line ").append(i));
        assertThatThrownBy(() -> assertThat(endpoint).hasReceivedDatagrams(1))
                .hasMessage(ENDPOINT
                        + "to have received 1 datagram, but it received 0\n\nThe journal's last 20 of 25 lines:"
                        + last);
    }

    @Test
    void keepsDescriptionsAndMessagesOfTheTest() {
        assertThatThrownBy(() -> assertThat(endpoint).as("the %s", "resolver").hasReceivedDatagrams(1))
                .hasMessageStartingWith("[the resolver] " + ENDPOINT);
        assertThatThrownBy(() -> assertThat(endpoint)
                        .overridingErrorMessage("my own 100%")
                        .hasDropped(1))
                .hasMessage("my own 100%");
        assertThatThrownBy(() -> assertThat(endpoint).as("late").receivesWithin(1, SHORT))
                .hasMessageStartingWith("[late] Expected 1 datagrams to be delivered by \"dns\" within 50 ms");
    }

    @Test
    void percentSignsInWhatWasReceivedAreNoFormat() {
        endpoint.delivered("100%d");
        failing(
                () -> assertThat(endpoint).hasReceivedTexts("%s"),
                ENDPOINT + "to have received exactly 1 datagram: \"%s\", but it received 1 datagram: \"100%d\"");
    }

    @Test
    void nullIsAFailure() {
        assertThatThrownBy(() -> assertThat((UdpEndpoint) null).hasReceivedDatagrams(0))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expecting actual not to be null");
        assertThatThrownBy(() -> assertThat((UdpEndpoint) null).hasLossBetween(0, 1))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expecting actual not to be null");
    }

    @Test
    void failuresAreCollectedSoftly() {
        HaywireSoftAssertions softly = new HaywireSoftAssertions();
        softly.assertThat(endpoint)
                .hasReceivedDatagrams(1)
                .hasDropped(0)
                .hasReceivedTexts("a")
                .hasDropped(2)
                .receivesWithin(1, SHORT)
                .hasLossBetween(0, 1);
        assertThat(softly.errorsCollected()).hasSize(5).allSatisfy(error -> assertThat(error)
                .hasMessageContaining("dns")
                .hasMessageContaining("+0.1 ms  the last line"));
    }

    private static void failing(ThrowingCallable assertion, String message) {
        assertThatThrownBy(assertion)
                .isInstanceOf(AssertionError.class)
                .hasMessage(message + "\n\nThe journal:\n  +0.1 ms  the last line");
    }
}
