package dev.haywire.internal.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.haywire.Haywire;
import dev.haywire.TcpConnection;
import dev.haywire.TcpEndpoint;
import dev.haywire.UdpEndpoint;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.Faults;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A wait fails at once when its endpoint ends, unless the end is what it waits for. */
class EndedWhileWaitingTest {
    private static final Duration LONG = Duration.ofHours(1);

    @FunctionalInterface
    private interface Wait {
        void on(TcpEndpoint tcp, UdpEndpoint udp, TcpConnection connection, ActiveFault fault);
    }

    @TestFactory
    Stream<DynamicTest> waits() {
        return Stream.of(
                waits(
                        "TCP endpoint \"tcp\" at .* to accept 2 connections",
                        (tcp, udp, c, f) -> tcp.awaitAccepted(2, LONG)),
                waits(
                        "TCP endpoint \"tcp\" at .* to have 2 open connections",
                        (tcp, udp, c, f) -> tcp.awaitOpen(2, LONG)),
                waits("TCP endpoint \"tcp\" at .* to accept another connection", (tcp, udp, c, f) -> {
                    tcp.takeConnection(LONG);
                    tcp.takeConnection(LONG);
                }),
                waits(
                        "UDP endpoint \"udp\" at .* to deliver 1 datagram",
                        (tcp, udp, c, f) -> udp.awaitDatagrams(1, LONG)),
                waits(
                        "UDP endpoint \"udp\" at .* to deliver another datagram",
                        (tcp, udp, c, f) -> udp.takeDatagram(LONG)),
                waits(
                        "fault .* on TCP endpoint \"tcp\" at .* to fire",
                        (tcp, udp, c, fault) -> fault.awaitFired(LONG)));
    }

    private DynamicTest waits(String awaited, Wait wait) {
        return DynamicTest.dynamicTest(awaited, () -> {
            Throwable failure = endedDuring(wait).join();
            assertThat(failure)
                    .isInstanceOf(IllegalStateException.class)
                    .message()
                    .matches("\"(tcp|udp)\" has ended: a wait for " + awaited + " needs a live endpoint; .*");
        });
    }

    @Test
    void theEndOfAConnectionComesWithThatOfItsEndpoint() throws Exception {
        CompletableFuture<Throwable> failure =
                endedDuring((tcp, udp, connection, fault) -> connection.awaitClosed(LONG));
        assertThat(failure.join()).isNull();
    }

    /** Ends the endpoints while another thread waits; tells how its wait failed. */
    private static CompletableFuture<Throwable> endedDuring(Wait wait) throws IOException {
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        try (Socket client = new Socket();
                Haywire haywire = Haywire.open()) {
            TcpEndpoint tcp = haywire.tcpEchoServer(options -> options.name("tcp"));
            UdpEndpoint udp = haywire.udpEchoServer(options -> options.name("udp"));
            ActiveFault fault = tcp.apply(Faults.latency(Duration.ofMillis(5)).onConnections(1));
            client.connect(tcp.address());
            tcp.awaitAccepted(1);
            TcpConnection connection = tcp.connection(0);
            Thread waiting = new Thread(() -> {
                try {
                    wait.on(tcp, udp, connection, fault);
                    outcome.complete(null);
                } catch (Throwable failure) {
                    outcome.complete(failure);
                }
            });
            waiting.start();
            while (waiting.getState() != Thread.State.TIMED_WAITING) {
                assertThat(outcome).isNotDone();
                Thread.onSpinWait();
            }
        }
        return outcome.orTimeout(30, TimeUnit.SECONDS);
    }

    @Test
    void aWaitThatBeginsLaterFailsToo() {
        Haywire haywire = Haywire.open();
        TcpEndpoint tcp = haywire.tcpEchoServer();
        haywire.close();
        assertThrows(IllegalStateException.class, () -> tcp.awaitAccepted(1, LONG));
    }
}
