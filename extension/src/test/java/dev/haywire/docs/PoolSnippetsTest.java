package dev.haywire.docs;

import static dev.haywire.fault.Faults.reset;
import static dev.haywire.fault.Faults.slice;
import static dev.haywire.fault.Faults.stall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.Direction;
import dev.haywire.fault.Reset;
import java.net.SocketException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What docs/faults.md shows of connections in a pool. */
class PoolSnippetsTest {

    // tag::annotated
    @TcpEchoServer
    static TcpEndpoint server;

    static TextClient pooled;

    @BeforeAll
    static void fillThePool() throws Exception {
        pooled = TextClient.of(server);
    }

    @Test
    @Reset(openConnections = true, onNextData = true, direction = Direction.DOWNSTREAM)
    void thePoolLosesAnAnswer() throws Exception {
        pooled.say("COMMIT");
        assertThatThrownBy(() -> pooled.read(6)).isInstanceOf(SocketException.class);
        try (TextClient fresh = TextClient.of(server)) {
            fresh.say("COMMIT");
            assertThat(fresh.read(6)).isEqualTo("COMMIT");
        }
    }
    // end::annotated

    @AfterAll
    static void closeThePool() throws Exception {
        pooled.close();
    }

    @Test
    void selections(@TcpEchoServer TcpEndpoint server) throws Exception {
        try (TextClient zero = TextClient.of(server)) {
            // tag::selected
            ActiveFault silence = server.apply(stall().onOpenConnections());
            try (TextClient later = TextClient.of(server)) {
                zero.say("pooled");
                later.say("fresh");
                assertThat(later.read(5)).isEqualTo("fresh");
            }
            silence.close();
            assertThat(zero.read(6)).isEqualTo("pooled");

            // the server did the work, and the next answer is lost, on whatever connection it comes
            server.apply(reset().downstream().nextConnections(1));
            zero.say("COMMIT");
            assertThatThrownBy(() -> zero.read(6)).isInstanceOf(SocketException.class);

            server.apply(slice(1).onConnectionsWhere(connection -> connection.index() % 2 == 0));
            // end::selected
        }
    }
}
