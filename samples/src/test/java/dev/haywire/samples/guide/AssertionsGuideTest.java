package dev.haywire.samples.guide;

import static dev.haywire.CloseReason.APPLICATION_FIN;
import static dev.haywire.CloseReason.FAULT_RST;
import static dev.haywire.CloseReason.TEST_RST;
import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.reset;
import static dev.haywire.fault.Faults.slice;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.TcpConnection;
import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.assertj.HaywireSoftAssertions;
import dev.haywire.fault.ActiveFault;
import dev.haywire.samples.orders.OrderClient;
import java.util.concurrent.CompletableFuture;
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
        assertThat(server).lastConnection().receivesWithin("two", ofSeconds(5)).isOpen();
        assertThat(server).lastConnection().sendsWithin("two", ofSeconds(5)).doesNotReceive("one");
        assertThat(slices).hasFired(2).hasFiredAtLeast(1);

        client.close();
        assertThat(server).closesWithin(ofSeconds(5)).hasNoOpenConnections();
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

    @Test
    void waits(@TcpEchoServer TcpEndpoint server) {
        // tag::waits
        ActiveFault cut = server.apply(reset().upstream().after("two"));
        OrderClient client = new OrderClient(server.address());
        client.send("one");

        TcpConnection connection = server.takeConnection(ofSeconds(5)); // the next one that was not taken yet
        connection.awaitReceived("one", ofSeconds(5)); // contains; each byte may come alone
        CompletableFuture<String> acknowledged = CompletableFuture.supplyAsync(() -> client.send("two"));

        cut.awaitFired(ofSeconds(5));
        connection.awaitClosed(ofSeconds(5));
        assertThat(connection).hasCloseReason(FAULT_RST);
        cut.close();

        server.awaitAccepted(2, ofSeconds(5)); // at least
        assertThat(acknowledged).succeedsWithin(ofSeconds(5)).isEqualTo("two");
        client.close();
        server.awaitOpen(0, ofSeconds(5)); // exactly
        // end::waits
    }

    @Test
    void fired(@TcpEchoServer TcpEndpoint server) {
        // tag::fired
        ActiveFault slow = server.apply(latency(ofMillis(5)).downstream());
        ActiveFault never = server.apply(reset().upstream().after("QUIT"));
        new OrderClient(server.address()).send("one");
        new OrderClient(server.address()).send("two");

        assertThat(slow).hasFired(2); // once per connection
        assertThat(never).hasNeverFired();
        assertThat(never.matched()).isEqualTo(2); // connections that it may still fire on
        // end::fired
    }

    @Test
    void failure(@TcpEchoServer(name = "server") TcpEndpoint server) {
        // tag::failure
        new OrderClient(server.address()).send("one");

        assertThatThrownBy(() -> assertThat(server).hasAccepted(2))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("Expected TCP endpoint \"server\" at " + server.host() + ":" + server.port()
                        + " to have accepted 2 connections, but it accepted 1\n")
                .hasMessageContaining("The journal:\n")
                .hasMessageContaining("#0 upstream 4 B");
        // end::failure
    }
}
