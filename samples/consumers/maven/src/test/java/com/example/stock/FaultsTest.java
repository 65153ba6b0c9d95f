package com.example.stock;

import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static dev.haywire.fault.Direction.DOWNSTREAM;
import static dev.haywire.fault.Direction.UPSTREAM;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.refuse;
import static dev.haywire.fault.Faults.reset;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.haywire.CloseReason;
import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.Latency;
import dev.haywire.fault.LimitData;
import dev.haywire.fault.Reset;
import dev.haywire.fault.Slice;
import java.io.UncheckedIOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;

/** Faults by annotation and in code, and what is asserted about them. */
class FaultsTest {

    @Test
    @Reset(after = "COMMIT", direction = UPSTREAM, firstConnections = 1)
    void byAnnotationOnTheMethod(@TcpEchoServer TcpEndpoint server) {
        try (StockClient client = new StockClient(server.address())) {
            assertThat(client.ask("COMMIT")).isEqualTo("COMMIT");
        }
        assertThat(server).hasAccepted(2);
        assertThat(server).connection(0).hasReceivedText("COMMIT").hasCloseReason(CloseReason.FAULT_RST);
    }

    @Test
    void byAnnotationBesideTheEndpoint(
            @TcpEchoServer @LimitData(value = 2, direction = DOWNSTREAM) TcpEndpoint server) {
        try (StockClient client = new StockClient(server.address())) {
            assertThat(client.ask("one")).isEqualTo("on");
        }
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Latency(value = 5, jitter = 2)
    @Slice(1)
    @interface MobileNetwork {}

    @Test
    @MobileNetwork
    void byAnAnnotationOfOurOwn(@TcpEchoServer TcpEndpoint server) {
        long start = System.nanoTime();
        try (StockClient client = new StockClient(server.address())) {
            assertThat(client.ask("one")).isEqualTo("one");
        }
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(ofMillis(6).toNanos());
    }

    @Test
    void inCode(@TcpEchoServer TcpEndpoint server) {
        server.apply(latency(ofMillis(5)).upstream());
        ActiveFault lost = server.apply(reset().upstream().afterBytes(2).firstConnections(1));
        try (StockClient client = new StockClient(server.address())) {
            assertThat(client.ask("one")).isEqualTo("one");
            assertThat(lost).hasFired(1);

            server.resetConnections();
            assertThat(client.ask("two")).isEqualTo("two");
            assertThat(server).acceptsWithin(3, ofSeconds(5)).reconnectsWithin(ofSeconds(5));
            assertThat(server).connection(2).receivesWithin("two", ofSeconds(5)).isOpen();
        }
        server.awaitOpen(0, ofSeconds(5));
        assertThat(server).hasNoOpenConnections();
    }

    @Test
    void whileABodyRuns(@TcpEchoServer TcpEndpoint server) {
        try (StockClient client = new StockClient(server.address())) {
            server.during(refuse(), () -> assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(() -> client.ask("one"))
                    .withCauseInstanceOf(ConnectException.class));
            assertThat(client.ask("one")).isEqualTo("one");
        }
    }
}
