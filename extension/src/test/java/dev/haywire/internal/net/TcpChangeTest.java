package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.blackhole;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.CloseReason;
import dev.haywire.TcpConnection;
import dev.haywire.fault.ActiveFault;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the application has sent before a change meets the state before it, though the loop was busy with other things. */
class TcpChangeTest {

    /** Both happen while the loops do nothing, in this order. */
    private static void whileHeld(Client client, String text, Runnable change) throws Exception {
        Thread changing = new Thread(change, "changes");
        try (LoopThreads.Held held = LoopThreads.hold()) {
            client.send(text);
            changing.start();
            Started.eventually(() -> changing.getState() == Thread.State.TIMED_WAITING);
        }
        changing.join(TimeUnit.SECONDS.toMillis(10));
        assertThat(changing.isAlive()).isFalse();
    }

    @Test
    void isLostInABlackholeThatEndsBehindIt() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client client = Client.connect(echo.address())) {
            ActiveFault fault = echo.apply(blackhole().upstream());
            whileHeld(client, "lost", fault::close);
            assertThat(client.echo("heard")).isEqualTo("heard");
            assertThat(fault.fired()).isEqualTo(1);
        }
    }

    @Test
    void isLostInABlackholeThatIsHealedBehindIt() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client client = Client.connect(echo.address())) {
            echo.apply(blackhole().upstream());
            whileHeld(client, "lost", echo::heal);
            assertThat(client.echo("heard")).isEqualTo("heard");
        }
    }

    @Test
    void passesInFrontOfABlackhole() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client client = Client.connect(echo.address())) {
            whileHeld(client, "heard", () -> echo.apply(blackhole()));
            assertThat(client.read(5)).isEqualTo("heard");
        }
    }

    @Test
    void isOnRecordWhereTheTestEndsTheConnectionBehindIt() throws Exception {
        try (LiveTcpEndpoint sink = Started.sink()) {
            try (Client client = Client.connect(sink.address())) {
                TcpConnection connection = sink.takeConnection();
                whileHeld(client, "closed", connection::close);
                assertThat(connection.receivedText()).isEqualTo("closed");
                assertThat(connection.closeReason()).isEqualTo(CloseReason.TEST_FIN);
            }
            try (Client client = Client.connect(sink.address())) {
                TcpConnection connection = sink.takeConnection();
                whileHeld(client, "reset", sink::resetConnections);
                assertThat(connection.receivedText()).isEqualTo("reset");
                assertThat(connection.closeReason()).isEqualTo(CloseReason.TEST_RST);
            }
        }
    }
}
