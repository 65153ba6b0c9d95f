package dev.haywire.docs;

import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static dev.haywire.fault.Faults.blackhole;
import static dev.haywire.fault.Faults.close;
import static dev.haywire.fault.Faults.connectHang;
import static dev.haywire.fault.Faults.halfClose;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.refuse;
import static dev.haywire.fault.Faults.reset;
import static dev.haywire.fault.Faults.stall;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.CloseReason;
import dev.haywire.TcpConnection;
import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.TcpServer;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.Bandwidth;
import dev.haywire.fault.Corrupt;
import dev.haywire.fault.Direction;
import dev.haywire.fault.Latency;
import dev.haywire.fault.LimitData;
import dev.haywire.fault.Reset;
import dev.haywire.fault.Slice;
import dev.haywire.fault.SlowClose;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;

/** What docs/faults.md shows. */
class FaultSnippetsTest {

    // tag::annotated
    @Test
    @Reset(on = "orders", direction = Direction.DOWNSTREAM, afterBytes = 6)
    void anAnswerThatBreaksOff(@TcpEchoServer(name = "orders") TcpEndpoint orders) throws Exception {
        try (TextClient client = TextClient.of(orders)) {
            client.say("one item");
            assertThat(client.read(6)).isEqualTo("one it");
            assertThatThrownBy(() -> client.read(1))
                    .isInstanceOf(SocketException.class)
                    .hasMessage("Connection reset");
        }
    }
    // end::annotated

    // tag::inCode
    @Test
    void aFaultIsEndedByItsHandle(@TcpEchoServer TcpEndpoint server) throws Exception {
        try (TextClient client = TextClient.of(server)) {
            try (ActiveFault silence = server.apply(stall().downstream())) {
                client.say("hello");
                silence.awaitFired(ofSeconds(5));
            }
            assertThat(client.read(5)).isEqualTo("hello");
        }
    }
    // end::inCode

    // tag::during
    @Test
    void aFaultLastsAsLongAsItsBody(@TcpEchoServer TcpEndpoint server) {
        server.during(
                refuse(), () -> assertThatThrownBy(() -> TextClient.of(server)).isInstanceOf(ConnectException.class));
    }
    // end::during

    @Test
    void latencyDelays(@TcpEchoServer @Latency(50) TcpEndpoint server) throws Exception {
        // tag::latency
        try (TextClient client = TextClient.of(server)) {
            long asked = System.nanoTime();
            client.say("hello");
            assertThat(client.read(5)).isEqualTo("hello");
            // @Latency(50) is 50 ms each way
            assertThat(System.nanoTime() - asked)
                    .isGreaterThanOrEqualTo(ofMillis(100).toNanos());
        }
        // end::latency
    }

    @Test
    void bandwidthPaces(@TcpEchoServer @Bandwidth(value = 1000, direction = Direction.UPSTREAM) TcpEndpoint server)
            throws Exception {
        // tag::bandwidth
        try (TextClient client = TextClient.of(server)) {
            long asked = System.nanoTime();
            client.say("a hundred bytes".repeat(7));
            client.read(105);
            // @Bandwidth(value = 1000, direction = Direction.UPSTREAM): 105 bytes, and no more than 5 ms of them at
            // once
            assertThat(System.nanoTime() - asked)
                    .isGreaterThanOrEqualTo(ofMillis(100).toNanos());
        }
        // end::bandwidth
    }

    @Test
    void stallHolds(@TcpEchoServer TcpEndpoint server) throws Exception {
        // tag::stall
        try (TextClient client = TextClient.of(server).patience(100)) {
            ActiveFault stalled = server.apply(stall());
            client.say("hello");
            assertThatThrownBy(() -> client.read(5)).isInstanceOf(SocketTimeoutException.class);
            stalled.close();
            assertThat(client.patience(10_000).read(5)).isEqualTo("hello");
        }
        // end::stall
    }

    @Test
    void blackholeLoses(@TcpEchoServer TcpEndpoint server) throws Exception {
        // tag::blackhole
        try (TextClient client = TextClient.of(server).patience(100)) {
            server.during(blackhole(), () -> {
                client.say("lost");
                assertThatThrownBy(() -> client.read(1)).isInstanceOf(SocketTimeoutException.class);
            });
            client.say("found");
            assertThat(client.patience(10_000).read(5)).isEqualTo("found");
        }
        // end::blackhole
    }

    @Test
    void refuseRefuses(@TcpEchoServer TcpEndpoint server) throws Exception {
        // tag::refuse
        ActiveFault refused = server.apply(refuse());
        assertThatThrownBy(() -> TextClient.of(server))
                .isInstanceOf(ConnectException.class)
                .hasMessage("Connection refused");
        refused.close();
        try (TextClient client = TextClient.of(server)) {
            client.say("hello");
            assertThat(client.read(5)).isEqualTo("hello");
        }
        // end::refuse
    }

    @Test
    void firstAttemptsFail(@TcpEchoServer TcpEndpoint server) throws Exception {
        // tag::onAccept
        ActiveFault twice = server.apply(reset().onAccept().firstConnections(2));
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> {
                        // the RST may come before connect has returned: then that fails already
                        try (TextClient client = TextClient.of(server)) {
                            client.read(1);
                        }
                    })
                    .isInstanceOf(SocketException.class)
                    .hasMessageStartingWith("Connection reset");
        }
        try (TextClient client = TextClient.of(server)) {
            client.say("hello");
            assertThat(client.read(5)).isEqualTo("hello");
        }
        assertThat(twice).hasFired(2);
        // end::onAccept
    }

    @Test
    void connectHangs(@TcpEchoServer TcpEndpoint server) {
        // tag::connectHang
        server.during(connectHang(), () -> assertThatThrownBy(() -> new TextClient(server.address(), 200))
                .isInstanceOf(SocketTimeoutException.class)
                .hasMessage("Connect timed out"));
        // end::connectHang
    }

    @Test
    void resetReachesIdleConnections(@TcpEchoServer TcpEndpoint server) throws Exception {
        // tag::reset
        try (TextClient client = TextClient.of(server)) {
            TcpConnection connection = server.takeConnection(ofSeconds(5));
            server.apply(reset());
            assertThatThrownBy(() -> client.read(1))
                    .isInstanceOf(SocketException.class)
                    .hasMessage("Connection reset");
            assertThat(connection).hasCloseReason(CloseReason.FAULT_RST);
        }
        // end::reset
    }

    @Test
    void resetBehindAText(@TcpEchoServer TcpEndpoint server) throws Exception {
        // tag::after
        server.apply(reset().upstream().after("COMMIT"));
        try (TextClient client = TextClient.of(server)) {
            client.say("INSERT; COM");
            client.say("MIT; SELECT");
            TcpConnection connection = server.takeConnection(ofSeconds(5));
            connection.awaitClosed(ofSeconds(5));
            assertThat(connection).hasReceivedText("INSERT; COMMIT");
        }
        // end::after
    }

    @Test
    void closeEnds(@TcpEchoServer TcpEndpoint server) throws Exception {
        // tag::close
        try (TextClient client = TextClient.of(server)) {
            server.awaitAccepted(1, ofSeconds(5));
            server.apply(close());
            assertThat(client.readAll()).isEmpty();
        }
        // end::close
    }

    @Test
    void halfCloseEndsOneDirection(@TcpEchoServer TcpEndpoint server) throws Exception {
        // tag::halfClose
        try (TextClient client = TextClient.of(server)) {
            TcpConnection connection = server.takeConnection(ofSeconds(5));
            server.apply(halfClose().downstream());
            assertThat(client.readAll()).isEmpty();
            client.say("still there");
            connection.awaitReceived("still there", ofSeconds(5));
        }
        // end::halfClose
    }

    // tag::limitData
    @Test
    void anAnswerThatIsCutOff(
            @TcpServer(reply = "HTTP/1.1 200 OK\r\n") @LimitData(value = 8, direction = Direction.DOWNSTREAM)
                    TcpEndpoint server)
            throws Exception {
        try (TextClient client = TextClient.of(server)) {
            client.say("GET /\n");
            assertThat(client.readAll()).isEqualTo("HTTP/1.1");
        }
    }
    // end::limitData

    @Test
    void sliceCuts(@TcpEchoServer @Slice(1) TcpEndpoint server) throws Exception {
        // tag::slice
        try (TextClient client = TextClient.of(server)) {
            client.say("byte by byte");
            assertThat(client.read(12)).isEqualTo("byte by byte");
        }
        // end::slice
    }

    @Test
    void slowCloseDelaysTheEnd(
            @TcpEchoServer @SlowClose(value = 100, direction = Direction.DOWNSTREAM) TcpEndpoint server)
            throws Exception {
        // tag::slowClose
        try (TextClient client = TextClient.of(server)) {
            client.say("last words");
            assertThat(client.read(10)).isEqualTo("last words");
            long ended = System.nanoTime();
            client.endOutput();
            assertThat(client.readAll()).isEmpty();
            assertThat(System.nanoTime() - ended)
                    .isGreaterThanOrEqualTo(ofMillis(100).toNanos());
        }
        // end::slowClose
    }

    @Test
    void corruptDamages(@TcpEchoServer @Corrupt(value = 1, direction = Direction.DOWNSTREAM) TcpEndpoint server)
            throws Exception {
        // tag::corrupt
        try (TextClient client = TextClient.of(server)) {
            client.say("a");
            assertThat(client.read(1)).isNotEqualTo("a");
        }
        // end::corrupt
    }

    @Test
    void narrowings(@TcpEchoServer TcpEndpoint server) throws Exception {
        // tag::narrowed
        server.apply(latency(ofMillis(20), ofMillis(10)).downstream());
        server.apply(reset().onConnections(1).upstream().afterBytes(3));
        server.apply(blackhole().upstream().firstConnections(1).after("QUIT"));
        // end::narrowed
        assertThat(server.faults()).hasSize(3);
        try (TextClient first = TextClient.of(server);
                TextClient second = TextClient.of(server)) {
            server.awaitAccepted(2, ofSeconds(5));
            first.say("QUIT");
            assertThat(first.read(4)).isEqualTo("QUIT");
            second.say("one");
            assertThatThrownBy(() -> second.read(4)).isInstanceOf(SocketException.class);
        }
    }
}
