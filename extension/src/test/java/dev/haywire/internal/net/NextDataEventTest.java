package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.close;
import static dev.haywire.fault.Faults.halfClose;
import static dev.haywire.fault.Faults.reset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.haywire.CloseReason;
import dev.haywire.fault.ActiveFault;
import org.junit.jupiter.api.Test;

/** Events at the next byte of a direction. */
class NextDataEventTest {

    @Test
    void theServerHasDoneTheWorkAndItsWholeAnswerIsLost() throws Exception {
        try (LiveTcpEndpoint script = Started.script("", "DONE\n", "\n", false);
                Client open = Client.connect(script.address())) {
            open.send("first\n");
            assertThat(open.read(5)).isEqualTo("DONE\n");
            ActiveFault fault = script.apply(reset().downstream().onNextData());
            try (Client later = Client.connect(script.address())) {
                for (Client client : new Client[] {open, later}) {
                    client.send("COMMIT\n");
                    assertThat(client.readUntilReset()).isEmpty();
                }
            }
            assertThat(script.connection(0).receivedText()).isEqualTo("first\nCOMMIT\n");
            assertThat(script.connection(1).receivedText()).isEqualTo("COMMIT\n");
            assertThat(script.connection(1).closeReason()).isEqualTo(CloseReason.FAULT_RST);
            assertThat(fault.fired()).isEqualTo(2);
            assertThat(fault.isActive()).isTrue();
        }
    }

    @Test
    void theConnectionEndsBeforeTheRequestArrives() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client client = Client.connect(echo.address())) {
            assertThat(client.echo("before")).isEqualTo("before");
            ActiveFault fault = echo.apply(close().upstream().onNextData());
            assertThat(fault.fired()).isZero();
            client.send("COMMIT\n");
            assertThat(client.read()).isEqualTo(-1);
            assertThat(fault.fired()).isOne();
            assertThat(echo.connection(0).receivedText()).isEqualTo("before");
        }
    }

    @Test
    void aFinIsNoData() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client client = Client.connect(echo.address())) {
            ActiveFault fault = echo.apply(reset().upstream().onNextData());
            client.finish();
            assertThat(client.read()).isEqualTo(-1);
            assertThat(fault.fired()).isZero();
        }
    }

    @Test
    void halfCloseAtTheNextByteLeavesTheOtherDirection() throws Exception {
        try (LiveTcpEndpoint sink = Started.sink();
                Client client = Client.connect(sink.address())) {
            sink.apply(halfClose().downstream().onNextData());
            sink.takeConnection().send("lost");
            assertThat(client.read()).isEqualTo(-1);
            client.send("still heard");
            sink.connection(0).awaitReceived("still heard", Started.TIMEOUT);
        }
    }

    @Test
    void needsADirection() {
        try (LiveTcpEndpoint echo = Started.echo()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> echo.apply(reset().onNextData()))
                    .withMessage(
                            "reset().onNextData() needs a direction: use upstream() or downstream(), as an annotation"
                                    + " direction = Direction.UPSTREAM or direction = Direction.DOWNSTREAM");
        }
    }
}
