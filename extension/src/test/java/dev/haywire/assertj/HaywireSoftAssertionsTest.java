package dev.haywire.assertj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.CloseReason;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.junit.jupiter.InjectSoftAssertions;
import org.assertj.core.api.junit.jupiter.SoftAssertionsExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SoftAssertionsExtension.class)
class HaywireSoftAssertionsTest {
    private final FakeEndpoint endpoint = new FakeEndpoint().with(new FakeConnection(0, 0), new FakeConnection(1, 100));

    @InjectSoftAssertions
    private HaywireSoftAssertions injected;

    @Test
    void collectsTheFailuresOfAll() {
        HaywireSoftAssertions softly = new HaywireSoftAssertions();
        softly.assertThat(endpoint)
                .hasAccepted(7)
                .hasNoOpenConnections()
                .hasOpenConnections(2)
                .reconnectsWithin(Duration.ZERO);
        softly.assertThat(endpoint).as("gaps").connectionGaps().hasSize(5).isEmpty();
        softly.assertThat(endpoint).connection(1).isOpen().hasReceivedText("x").hasCloseReason(CloseReason.UNKNOWN);
        softly.assertThat(new FakeConnection(9, 0)).hasReceivedText("y");
        softly.assertThat(new FakeFault(0, 0, true)).hasFired();
        softly.assertThat("beside").isEqualTo("AssertJ's own");
        List<String> messages =
                softly.errorsCollected().stream().map(Throwable::getMessage).toList();
        assertThat(messages).hasSize(10);
        assertThat(messages.get(0))
                .startsWith("Expected TCP endpoint \"db\" at 127.0.0.1:5432 to have accepted 7 connections, but");
        assertThat(messages.get(1)).contains("to have no open connections, but");
        assertThat(messages.get(2)).contains("later than the last one ended, within 0 s, but");
        assertThat(messages.get(3))
                .startsWith("Connection gaps of TCP endpoint \"db\" at 127.0.0.1:5432: [gaps] ")
                .contains("Expected size: 5 but was: 1")
                .contains("\n\nThe journal:\n  +0.1 ms  the last line");
        assertThat(messages.get(4)).contains("Expecting empty");
        assertThat(messages.get(5)).startsWith("Expected connection #1").contains("to have received exactly \"x\"");
        assertThat(messages.get(6)).contains("to have the close reason UNKNOWN").contains("+0.1 ms  the last line");
        assertThat(messages.get(7)).startsWith("Expected connection #9");
        assertThat(messages.get(8)).startsWith("Expected fault");
    }

    @Test
    void aMissingConnectionIsSaidOnce() {
        HaywireSoftAssertions softly = new HaywireSoftAssertions();
        softly.assertThat(endpoint)
                .connection(5)
                .hasReceivedText("x")
                .hasReceived(new byte[0])
                .receivesWithin("x", Duration.ZERO)
                .hasCloseReason(CloseReason.OPEN)
                .isOpen();
        assertThat(softly.errorsCollected())
                .singleElement(InstanceOfAssertFactories.THROWABLE)
                .hasMessageStartingWith(
                        "Expected TCP endpoint \"db\" at 127.0.0.1:5432 to have a connection #5, but it has 2 connections");
    }

    @Test
    void reportsThemTogether() {
        assertThatThrownBy(() -> HaywireSoftAssertions.assertSoftly(softly -> {
                    softly.assertThat(endpoint).hasAccepted(7);
                    softly.assertThat(endpoint).hasAccepted(8);
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("to have accepted 7 connections")
                .hasMessageContaining("to have accepted 8 connections");
        HaywireSoftAssertions.assertSoftly(softly -> softly.assertThat(endpoint).hasAccepted(2));
    }

    @Test
    void isInjectedByAssertJ() {
        injected.assertThat(endpoint).hasAccepted(2).connection(0).isOpen();
        injected.assertThat("beside").isNotEmpty();
    }
}
