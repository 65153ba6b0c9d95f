package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.loss;
import static dev.haywire.fault.Faults.refuse;
import static dev.haywire.fault.Faults.stall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.Datagram;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.Direction;
import dev.haywire.kit.Processes;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The end of an endpoint: its port is free at once, what it held is counted, what it recorded can still be read. */
@ResourceLock(value = Processes.STARTED, mode = ResourceAccessMode.READ)
class UdpCloseTest {
    /** Where no other test's sockets are, which could be given the port as soon as it is free. */
    private static final String OF_ITS_OWN = "127.0.0.14";

    /** Of the source ports, which are where all tests' sockets are: so many may be given to others at once. */
    private static final int TAKEN_BY_OTHERS = 2;

    /** Binds an address as any other program would. */
    private static void requireFree(InetSocketAddress address) throws IOException {
        try (DatagramChannel other = DatagramChannel.open()) {
            other.bind(address);
        }
    }

    @Test
    void itsPortIsFreeAtOnce() throws IOException {
        for (int i = 0; i < 300; i++) {
            InetSocketAddress address;
            try (LiveUdpEndpoint echo = StartedUdp.at(OF_ITS_OWN, 0, "echo", new UdpService.Echo())) {
                address = echo.address();
                if (i % 3 == 1) {
                    echo.apply(refuse());
                }
            }
            requireFree(address);
        }
    }

    @Test
    void theSourcePortsOfAProxyAreFreeAtOnce() throws IOException {
        int taken = 0;
        try (LiveUdpEndpoint server = StartedUdp.echo()) {
            for (int i = 0; i < 50; i++) {
                try (LiveUdpEndpoint proxy = StartedUdp.proxy(server.address());
                        UdpClient client = UdpClient.of(proxy)) {
                    client.send("", "x");
                    assertThat(client.receive()).isEmpty();
                    assertThat(client.receive()).isEqualTo("x");
                }
                try {
                    requireFree(server.datagrams().get(2 * i + 1).source());
                } catch (BindException notFree) {
                    taken++;
                }
            }
        }
        assertThat(taken).isLessThanOrEqualTo(TAKEN_BY_OTHERS);
    }

    @Test
    void closingTwiceDoesNothing() {
        LiveUdpEndpoint sink = StartedUdp.sink();
        sink.close();
        sink.close();
        assertThat(sink.isClosed()).isTrue();
        assertThat(sink.toString()).isEqualTo("UDP endpoint \"sink\" at 127.0.0.1:" + sink.port() + ", closed");
    }

    @Test
    void whatIsHeldIsDroppedAndCounted() throws IOException {
        LiveUdpEndpoint sink = StartedUdp.sink();
        ActiveFault stall;
        try (UdpClient client = UdpClient.of(sink)) {
            client.send("before");
            sink.awaitDatagrams(1);
            stall = sink.apply(stall());
            sink.apply(latency(Duration.ofHours(1)));
            UdpFlood.counted(sink, client, 5_000);
            assertThat(sink.counts().held()).isEqualTo(5_000);
        } finally {
            sink.close();
        }
        assertThat(stall.isActive()).isFalse();
        assertThat(sink.faults()).isEmpty();
        assertThat(sink.counts().held()).isZero();
        assertThat(sink.counts().dropped("ended")).isEqualTo(5_000);
        assertThat(sink.counts().received()).isEqualTo(5_001);
        assertThat(sink.unaccounted()).isEmpty();
        assertThat(sink.datagrams()).extracting(Datagram::text).containsExactly("before");
        assertThat(sink.takeDatagram().text()).isEqualTo("before");
        assertThat(sink.clients()).hasSize(1);
    }

    @Test
    void aClosedOneTakesNoFaultsAndSendsNothing() {
        LiveUdpEndpoint sink = StartedUdp.sink();
        sink.close();
        assertThatThrownBy(() -> sink.apply(loss(0.5)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "\"sink\" has ended: apply(loss(0.5)) needs a live endpoint; use it only within the test, class or facade that started it, or let it live longer: on a static field, or by scope = CLASS or SESSION");
        assertThatThrownBy(() -> sink.send(new byte[1], new InetSocketAddress("127.0.0.1", 9)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "\"sink\" has ended: send needs a live endpoint; use it only within the test, class or facade that started it, or let it live longer: on a static field, or by scope = CLASS or SESSION");
        sink.heal();
        sink.restartRecords();
        assertThat(sink.counts(Direction.BOTH).received()).isZero();
        assertThatThrownBy(() -> sink.takeDatagram(Duration.ZERO)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aCallerThatWasInterruptedClosesAllTheSame() throws IOException {
        LiveUdpEndpoint echo = StartedUdp.echo();
        Thread.currentThread().interrupt();
        try {
            echo.apply(stall());
            assertThat(echo.counts().held()).isZero();
            echo.close();
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
        assertThat(echo.isClosed()).isTrue();
        requireFree(echo.address());
    }

    @Test
    void anInterruptedWaitIsAnAssertionErrorAndTheEndpointLivesOn() throws IOException {
        try (LiveUdpEndpoint echo = StartedUdp.echo();
                UdpClient client = UdpClient.of(echo)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> echo.takeDatagram(Duration.ofMinutes(1))).isInstanceOf(AssertionError.class);
            assertThat(Thread.interrupted()).isTrue();
            client.send("x");
            assertThat(client.receive()).isEqualTo("x");
        }
    }

    @Test
    void handlersStopAndForgetWhatWaits() throws Exception {
        HandlerGate gate = new HandlerGate();
        LiveUdpEndpoint server = StartedUdp.handler(gate);
        try (UdpClient client = UdpClient.of(server)) {
            client.send("1", "2", "3");
            server.awaitDatagrams(3);
            gate.awaitEntered();
            server.close();
            assertThat(gate.seen()).containsExactly("1");
            assertThat(server.takeErrors()).isEmpty();
        }
    }
}
