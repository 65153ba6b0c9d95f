package dev.haywire.samples.guide;

import static dev.haywire.CloseReason.APPLICATION_FIN;
import static dev.haywire.CloseReason.TEST_RST;
import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static dev.haywire.fault.Faults.slice;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.TcpConnection;
import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.assertj.HaywireSoftAssertions;
import dev.haywire.fault.ActiveFault;
import dev.haywire.samples.orders.OrderClient;
import org.junit.jupiter.api.Test;

/** What can be asserted. */
class AssertionsGuideTest {

    @Test
    void endpointsConnectionsAndFaults(@TcpEchoServer TcpEndpoint server) {
        // tag::all
        ActiveFault slices = server.apply(slice(1));
        OrderClient client = new OrderClient(server.address());
        client.send("one");
        assertThat(server).hasAccepted(1).hasOpenConnections(1).hasReceivedText("one\n");

        server.resetConnections();
        client.send("two");
        assertThat(server).acceptsWithin(2, ofSeconds(5)).reconnectsWithin(ofSeconds(5));
        assertThat(server).connectionGaps().hasSize(1);

        assertThat(server).connection(0).hasReceivedText("one\n").hasCloseReason(TEST_RST);
        assertThat(server).connection(1).receivesWithin("two", ofSeconds(5)).isOpen();
        assertThat(slices).hasFired(2);

        client.close();
        server.awaitOpen(0, ofSeconds(5));
        assertThat(server).hasNoOpenConnections();
        // end::all
    }

    @Test
    void records(@TcpEchoServer TcpEndpoint server) {
        // tag::records
        new OrderClient(server.address()).send("one");

        TcpConnection connection = server.connection(0); // indices count from 0
        assertThat(connection.receivedText()).isEqualTo("one\n"); // what passed the wire towards the server
        assertThat(connection.sentText()).isEqualTo("one\n"); // what the server wrote
        assertThat(connection.bytesReceived()).isEqualTo(4);
        assertThat(connection.remoteAddress().getAddress().isLoopbackAddress()).isTrue();
        assertThat(server.journal().lines()).anyMatch(line -> line.contains("#0 accepted from 127.0.0.1:"));
        // end::records
    }

    @Test
    void softly(@TcpEchoServer TcpEndpoint server) {
        OrderClient client = new OrderClient(server.address());
        client.send("one");
        client.close();
        server.awaitOpen(0);
        // tag::softly
        HaywireSoftAssertions softly = new HaywireSoftAssertions();
        softly.assertThat(server).hasAccepted(1);
        softly.assertThat(server.connection(0)).hasCloseReason(APPLICATION_FIN);
        softly.assertAll();
        // end::softly
    }
}
