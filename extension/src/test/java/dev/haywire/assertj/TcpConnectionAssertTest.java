package dev.haywire.assertj;

import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.CloseReason;
import dev.haywire.TcpConnection;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TcpConnectionAssertTest {
    private static final String CONNECTION = "Expected connection #3 from 127.0.0.1:40003 ";
    private static final Duration SHORT = Duration.ofMillis(50);

    private final FakeConnection connection = new FakeConnection.Told(3, () -> List.of("+0.1 ms  the last line"));

    @Test
    void hasReceivedExactlyThatText() {
        connection.received("günther\n");
        assertThat(connection).hasReceivedText("günther\n");
        failing(
                () -> assertThat(connection).hasReceivedText("günther"),
                CONNECTION + "to have received exactly \"günther\", but it received \"günther\\n\"");
        connection.received("a\"\\\t\r\0");
        failing(
                () -> assertThat(connection).hasReceivedText(""),
                CONNECTION + "to have received exactly \"\", but it received \"a\\\"\\\\\\t\\r\\u0000\"");
    }

    @Test
    void cutsLongTextsAndTellsWhereTheyPart() {
        connection.received("x".repeat(300));
        failing(
                () -> assertThat(connection).hasReceivedText("x".repeat(250)),
                CONNECTION + "to have received exactly \"" + "x".repeat(200)
                        + "\"... (250 characters), but it received \"" + "x".repeat(200)
                        + "\"... (300 characters) (they differ from character 250 on)");
    }

    @Test
    void hasReceivedExactlyThoseBytes() {
        connection.received("abc");
        assertThat(connection).hasReceived(new byte[] {'a', 'b', 'c'});
        failing(
                () -> assertThat(connection).hasReceived(new byte[] {(byte) 0xff}),
                CONNECTION + "to have received exactly 1 byte ff, but it received 3 bytes 61 62 63");
        failing(
                () -> assertThat(connection).hasReceived(new byte[0]),
                CONNECTION + "to have received exactly no bytes, but it received 3 bytes 61 62 63");
    }

    @Test
    void cutsManyBytesAndTellsWhereTheyPart() {
        connection.received = new byte[65];
        byte[] expected = new byte[66];
        failing(
                () -> assertThat(connection).hasReceived(expected),
                CONNECTION + "to have received exactly 66 bytes" + " 00".repeat(64) + " ..., but it received 65 bytes"
                        + " 00".repeat(64) + " ... (they differ from byte 65 on)");
    }

    @Test
    void whatWasNotKeptIsMissed() {
        connection.received("abc").unkept = 2;
        failing(
                () -> assertThat(connection).hasReceivedText("abc"),
                CONNECTION
                        + "to have received exactly \"abc\", but it received \"abc\" and 2 bytes that were not kept");
        failing(
                () -> assertThat(connection).hasReceived(new byte[] {'a', 'b', 'c'}),
                CONNECTION
                        + "to have received exactly 3 bytes 61 62 63, but it received 3 bytes 61 62 63 and 2 bytes that were not kept");
    }

    @Test
    void whatWasNotKeptMayHoldTheText() {
        connection.received("abc").unkept = 2;
        failing(
                () -> assertThat(connection).doesNotReceive("x"),
                CONNECTION
                        + "not to have received \"x\", but that cannot be known: it received 3 bytes without it and 2 bytes that were not kept");
    }

    @Test
    void receivesWithinATime() {
        connection.received("one two");
        assertThat(connection).receivesWithin("two", SHORT);
        failing(
                () -> assertThat(connection).receivesWithin("three", SHORT),
                "Expected #3 to receive \"three\" within 50 ms, but it received nothing");
    }

    @Test
    void hasACloseReason() {
        assertThat(connection).hasCloseReason(CloseReason.OPEN);
        connection.closed(CloseReason.APPLICATION_FIN, 5);
        assertThat(connection).hasCloseReason(CloseReason.APPLICATION_FIN);
        failing(
                () -> assertThat(connection).hasCloseReason(CloseReason.FAULT_RST),
                CONNECTION + "to have the close reason FAULT_RST, but it has APPLICATION_FIN");
    }

    @Test
    void isOpen() {
        assertThat(connection).isOpen();
        connection.closed(CloseReason.FAULT_RST, 5);
        failing(() -> assertThat(connection).isOpen(), CONNECTION + "to be open, but it was closed: FAULT_RST");
    }

    @ParameterizedTest
    @CsvSource({
        "::1, ::1",
        "1:0:0:2:0:0:0:3, 1:0:0:2::3",
        "2001:db8:0:1:2:3:4:5, 2001:db8:0:1:2:3:4:5",
        "2001:db8:0:0:0:0:0:0, 2001:db8::",
        "10:0:0:0:0:0:0:10, 10::10"
    })
    void whereItComesFromIsSpelledAsEndpointsSpellAddresses(String remote, String spelled) {
        FakeConnection six = new FakeConnection(3, 0) {
            @Override
            public InetSocketAddress remoteAddress() {
                return new InetSocketAddress(remote, 40_003);
            }
        };
        assertThatThrownBy(() -> assertThat(six).hasReceivedText("x"))
                .hasMessage("Expected connection #3 from [" + spelled
                        + "]:40003 to have received exactly \"x\", but it received \"\"");
    }

    @Test
    void oneOfSomebodyElsesMakingHasNoJournalToEndWith() {
        assertThatThrownBy(() -> assertThat(new FakeConnection(3, 0)).hasReceivedText("x"))
                .hasMessage(CONNECTION + "to have received exactly \"x\", but it received \"\"");
    }

    @Test
    void keepsDescriptionsAndMessagesOfTheTest() {
        assertThatThrownBy(() -> assertThat(connection).as("first").hasReceivedText("x"))
                .hasMessageStartingWith("[first] " + CONNECTION);
        assertThatThrownBy(() -> assertThat(connection).withFailMessage("own").receivesWithin("x", SHORT))
                .hasMessage("own");
    }

    @Test
    void nullIsAFailure() {
        assertThatThrownBy(() -> assertThat((TcpConnection) null).isOpen())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expecting actual not to be null");
    }

    private static void failing(ThrowingCallable assertion, String message) {
        assertThatThrownBy(assertion)
                .isInstanceOf(AssertionError.class)
                .hasMessage(message + "\n\nThe journal:\n  +0.1 ms  the last line");
    }
}
