package dev.haywire.samples.orders;

import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static dev.haywire.fault.Faults.blackhole;
import static dev.haywire.fault.Faults.connectHang;
import static dev.haywire.fault.Faults.refuse;
import static dev.haywire.fault.Faults.reset;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.fault.ActiveFault;
import dev.haywire.samples.Sample;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;

/** What an order client is held to when the network is bad. The server acknowledges an order by sending it back. */
class OrderClientTest {
    private static final Duration PATIENCE = ofSeconds(5);

    @TcpEchoServer
    private TcpEndpoint server;

    private Orders client;
    private final List<IOException> retries = new ArrayList<>();

    Orders connectTo(InetSocketAddress address) {
        return new OrderClient(address, new Backoff(ofMillis(50), ofMillis(200)));
    }

    @BeforeEach
    void start() {
        client = connectTo(server.address());
        client.onRetry(retries::add);
    }

    @AfterEach
    void stop() {
        client.close();
    }

    /**
     * In the field: the server was restarted between two orders, and the client learns it from a reset. Here: the server resets what is open,
     * and the second order has to arrive on a second connection.
     */
    @Test
    void comesBackAfterAReset() {
        client.send("one");
        server.resetConnections();
        assertThat(client.send("two")).isEqualTo("two");
        assertThat(server).hasAccepted(2).connection(1).hasReceivedText("two\n");
        shows("reset between two orders: came back on a second connection, both acknowledged");
    }

    /**
     * In the field: a server that dies as soon as it has started is kept down by clients that do not wait, and missed for hours by clients
     * that wait twice as long each time. Here: it resets eight connections as it accepts them, and the gaps between them are measured.
     */
    @Test
    void pausesLongerAfterEachFailureUpToACap() {
        // tag::backoff
        ActiveFault dying = server.apply(reset().onAccept().firstConnections(8));

        CompletableFuture<String> acknowledged = sending("one");

        assertThat(server).acceptsWithin(9, PATIENCE);
        assertThat(acknowledged).succeedsWithin(PATIENCE).isEqualTo("one");
        assertThat(dying).hasFired(8);
        assertThat(server)
                .connectionGaps()
                .zipSatisfy(millis(50, 100, 200, 200, 200, 200, 200, 200), (gap, least) -> assertThat(gap)
                        .isGreaterThanOrEqualTo(least));
        // end::backoff
        shows("reset on accept, 8 times: 9 connections, " + Sample.gaps(server) + " apart (50 doubled, capped at 200)");
    }

    /**
     * In the field: a new version of the server is being deployed, and its port refuses for a while. Here: it refuses until the third attempt
     * has failed, and listens again on the same port.
     */
    @Test
    void getsThroughOnceTheServerListensAgain() {
        ActiveFault down = server.apply(refuse());
        client.onRetry(failure -> {
            retries.add(failure);
            if (retries.size() == 3) {
                down.close();
            }
        });
        assertThat(sending("one")).succeedsWithin(PATIENCE).isEqualTo("one");
        assertThat(retries).hasSize(3).allSatisfy(failure -> assertThat(failure)
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("Connection refused"));
        assertThat(server).hasAccepted(1);
        shows("refused 3 times: acknowledged at the fourth attempt, on the same port");
    }

    /**
     * In the field: a firewall has forgotten the connection; nothing arrives any more, and no reset tells either side. Here: the connection
     * becomes a black hole, and the order has to arrive on another one.
     */
    @Test
    void noticesAConnectionThatIsOnlyHalfOpen() {
        client.send("one");
        ActiveFault forgotten = server.apply(blackhole().onConnections(0));

        CompletableFuture<String> acknowledged = sending("two");

        assertThat(server).acceptsWithin(2, PATIENCE);
        assertThat(acknowledged).succeedsWithin(PATIENCE).isEqualTo("two");
        assertThat(forgotten).hasFired(1);
        assertThat(server).connection(0).hasReceivedText("one\n");
        assertThat(retries).hasSize(1).first().isInstanceOf(SocketTimeoutException.class);
        shows("half-open: gave the silent connection up, the second order went over a new one");
    }

    /**
     * In the field: the server's backlog is full, or its host is gone; a connect gets no answer, not even a refusal. Here: connecting hangs
     * until the client has given up twice.
     */
    @Test
    @EnabledOnOs(value = LINUX, disabledReason = "connecting hangs on Linux only")
    void givesUpAConnectThatHangs() {
        ActiveFault overloaded = server.apply(connectHang());
        client.onRetry(failure -> {
            retries.add(failure);
            if (retries.size() == 2) {
                overloaded.close();
            }
        });

        CompletableFuture<String> acknowledged = sending("one");

        assertThat(server).acceptsWithin(1, PATIENCE);
        assertThat(acknowledged).succeedsWithin(PATIENCE).isEqualTo("one");
        assertThat(retries).hasSize(2).allSatisfy(failure -> assertThat(failure)
                .isInstanceOf(SocketTimeoutException.class)
                .hasMessageContaining("onnect timed out"));
        shows("connect hangs: timed out twice, connected once the server answered again");
    }

    /** Sends from a thread of its own: a client that waits for ever must not take the test with it. */
    private CompletableFuture<String> sending(String order) {
        return CompletableFuture.supplyAsync(() -> client.send(order), task -> new Thread(task, "orders").start());
    }

    private static List<Duration> millis(long... values) {
        return LongStream.of(values).mapToObj(Duration::ofMillis).toList();
    }

    void shows(String shown) {
        Sample.shows("order client", shown);
    }
}
