package dev.haywire.samples.guide;

import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static dev.haywire.fault.Direction.UPSTREAM;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.TcpServer;
import dev.haywire.fault.Reset;
import dev.haywire.samples.orders.OrderClient;
import org.junit.jupiter.api.Test;

/** The examples of the README. */
class ReadmeTest {

    // tag::reconnects
    @Test
    void reconnects(@TcpEchoServer TcpEndpoint server) {
        OrderClient client = new OrderClient(server.address());
        client.send("one");
        server.resetConnections();
        client.send("two");
        assertThat(server).acceptsWithin(2, ofSeconds(2));
    }
    // end::reconnects

    // tag::annotated
    @Test
    @Reset(after = "COMMIT\n", direction = UPSTREAM, firstConnections = 1)
    void sendsTheOrderAgainWhenItsAnswerIsLost(@TcpServer(reply = "done\n") TcpEndpoint server) {
        OrderClient client = new OrderClient(server.address());
        assertThat(client.send("COMMIT")).isEqualTo("done");
        assertThat(server).hasAccepted(2).connection(0).hasReceivedText("COMMIT\n");
    }
    // end::annotated
}
