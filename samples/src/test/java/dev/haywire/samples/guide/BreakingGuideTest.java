package dev.haywire.samples.guide;

import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static dev.haywire.fault.Direction.DOWNSTREAM;
import static dev.haywire.fault.Direction.UPSTREAM;
import static dev.haywire.fault.Faults.bandwidth;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.refuse;
import static dev.haywire.fault.Faults.reset;
import static dev.haywire.fault.Faults.stall;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.TcpServer;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.Bandwidth;
import dev.haywire.fault.Blackhole;
import dev.haywire.fault.Latency;
import dev.haywire.fault.LimitData;
import dev.haywire.fault.Reset;
import dev.haywire.fault.Slice;
import dev.haywire.samples.orders.OrderClient;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.ConnectException;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/** How the wire is broken. */
class BreakingGuideTest {

    // tag::code
    @Test
    void inCode(@TcpEchoServer TcpEndpoint server) throws IOException {
        server.apply(latency(ofMillis(10), ofMillis(5))); // until the test ends
        server.apply(bandwidth(64_000).downstream()); // both act together

        ActiveFault silence = server.apply(stall().onConnections(0));
        try (Socket client = new Socket(server.host(), server.port())) {
            client.getOutputStream().write("hello".getBytes());
            silence.awaitFired(ofSeconds(5));
            silence.close(); // what was held back goes on its way
            assertThat(client.getInputStream().readNBytes(5)).asString().isEqualTo("hello");
        }

        server.during(
                refuse(), // exactly while this runs
                () -> assertThatExceptionOfType(ConnectException.class)
                        .isThrownBy(() -> new Socket(server.host(), server.port())));

        server.heal(); // ends all that is left
        assertThat(server.faults()).isEmpty();
    }
    // end::code

    // tag::narrowed
    @Test
    void exactlyThere(@TcpEchoServer TcpEndpoint server) {
        ActiveFault lost =
                server.apply(reset().upstream().after("COMMIT\n").firstConnections(1)); // right after this line
        ActiveFault slow = server.apply(latency(ofMillis(10)).downstream().startingAfter(ofMillis(1)));

        assertThat(new OrderClient(server.address()).send("COMMIT")).isEqualTo("COMMIT");

        assertThat(lost).hasFired(1);
        assertThat(server).connection(0).hasReceivedText("COMMIT\n");
        assertThat(server).connection(1).hasReceivedText("COMMIT\n");
        slow.close();
    }
    // end::narrowed

    // tag::annotated
    @Test
    @Latency(value = 10, jitter = 5)
    void onTheMethod(@TcpEchoServer TcpEndpoint server) {
        assertThat(new OrderClient(server.address()).send("one")).isEqualTo("one");
    }

    @Test
    void besideTheEndpoint(
            @TcpServer(reply = "done\n") @Slice(1) TcpEndpoint orders,
            @TcpServer(reply = "17\n") @LimitData(value = 2, direction = DOWNSTREAM) TcpEndpoint stock)
            throws IOException {
        assertThat(new OrderClient(orders.address()).send("one")).isEqualTo("done");
        try (Socket client = new Socket(stock.host(), stock.port())) {
            client.getOutputStream().write("how many?\n".getBytes());
            assertThat(client.getInputStream().readAllBytes()).asString().isEqualTo("17");
        }
    }

    @Test
    @Reset(on = "orders", firstConnections = 1)
    void byName(@TcpEchoServer(name = "orders") TcpEndpoint orders, @TcpEchoServer(name = "stock") TcpEndpoint stock) {
        new OrderClient(orders.address()).send("one");
        new OrderClient(stock.address()).send("how many?");
        assertThat(orders).hasAccepted(2);
        assertThat(stock).hasAccepted(1);
    }
    // end::annotated

    // tag::composed
    @Target({ElementType.METHOD, ElementType.TYPE})
    @Retention(RetentionPolicy.RUNTIME)
    @Latency(value = 30, jitter = 10)
    @Bandwidth(16_000)
    @interface MobileNetwork {}

    @Test
    @MobileNetwork
    void worksOnTheTrain(@TcpEchoServer TcpEndpoint server) {
        assertThat(new OrderClient(server.address()).send("one")).isEqualTo("one");
    }
    // end::composed

    // tag::optional
    @Test
    @Blackhole(direction = UPSTREAM, afterBytes = 1_000_000, required = false)
    void sendsLittle(@TcpEchoServer TcpEndpoint server) {
        assertThat(new OrderClient(server.address()).send("one")).isEqualTo("one");
    }
    // end::optional
}
