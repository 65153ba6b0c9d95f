package dev.haywire.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.UdpEchoServer;
import dev.haywire.UdpEndpoint;
import dev.haywire.UdpPeer;
import dev.haywire.fault.BurstLoss;
import dev.haywire.fault.Corrupt;
import dev.haywire.fault.Direction;
import dev.haywire.fault.Drop;
import dev.haywire.fault.Duplicate;
import dev.haywire.fault.Latency;
import dev.haywire.fault.Loss;
import dev.haywire.fault.Mtu;
import dev.haywire.fault.Refuse;
import dev.haywire.fault.Reorder;
import dev.haywire.fault.Reset;
import dev.haywire.fault.Slice;
import dev.haywire.fault.Stall;
import dev.haywire.fault.Truncate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fault annotation that a UDP endpoint cannot take, or whose value is out of range, with its exact message. */
class WrongUdpFaultTest {
    private static final AtomicInteger RUN = new AtomicInteger();

    @BeforeEach
    void forget() {
        RUN.set(0);
    }

    private static Arguments wrong(Class<?> subject, String annotation, String rest) {
        return Arguments.of(
                subject,
                annotation + " on method WrongUdpFaultTest." + subject.getSimpleName() + ".test(UdpEndpoint)" + rest);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                wrong(
                        ResetOnUdp.class,
                        "@Reset(onAccept = true)",
                        ": no endpoint that it could break is in scope; known: \"p\""),
                wrong(
                        SliceOnUdp.class,
                        "@Slice(value = 1, on = \"p\")",
                        ", applied to p: slice(1) is a fault of connections: it cannot be applied to a UDP endpoint"),
                Arguments.of(
                        ResetBesideUdp.class,
                        "@Reset(onAccept = true) on parameter 0 of method WrongUdpFaultTest.ResetBesideUdp.test(UdpEndpoint),"
                                + " applied to p: reset().onAccept() is a fault of connections: it cannot be applied to a UDP endpoint"),
                wrong(
                        ConnectionsOnUdp.class,
                        "@Latency(value = 1, connections = 0)",
                        ", applied to p: onConnections(0) cannot narrow latency on a UDP endpoint, which has no connections"
                                + " and streams: use onClients, nth, first, every or matching"),
                wrong(
                        KeepOpen.class,
                        "@Refuse(keepOpen = true)",
                        ", applied to p: keepOpen() cannot be an option of refuse on a UDP endpoint, which has no connections: use refuse()"),
                Arguments.of(
                        NthOnTcp.class,
                        "@Stall(direction = UPSTREAM, nth = 3) on method WrongUdpFaultTest.NthOnTcp.test(TcpEndpoint), applied to db:"
                                + " nth(3) cannot narrow stall on a TCP endpoint, which has no clients and datagrams:"
                                + " use onConnections, firstConnections, afterBytes or after"),
                wrong(
                        NoDirection.class,
                        "@Drop(3)",
                        ", applied to p: drop().nth(3) needs a direction: use upstream() or downstream(),"
                                + " as an annotation direction = Direction.UPSTREAM or direction = Direction.DOWNSTREAM"),
                wrong(
                        Percent.class,
                        "@Loss(30.0)",
                        ": loss must be a fraction from 0 to 1, but was 30; did you mean 0.3?"),
                wrong(
                        Blocks.class,
                        "@Loss(value = 0.3, perBlock = 7)",
                        ": perBlock must make loss * perBlock a whole number of datagrams, but loss 0.3 of 7 is 2.1"),
                wrong(Bursts.class, "@Loss(value = 0.3, maxBurst = -1)", ": maxBurst must be at least 1, but was -1"),
                wrong(
                        BurstLength.class,
                        "@BurstLoss(value = 0.1, meanLength = 0.5)",
                        ": burstLoss: meanLength must be a number of datagrams, at least 1, but was 0.5"),
                wrong(
                        BurstRate.class,
                        "@BurstLoss(value = 1.5, meanLength = 4.0)",
                        ": burstLoss: lossRate must be a fraction from 0 to 1, but was 1.5; did you mean 0.015?"),
                wrong(
                        NumberZero.class,
                        "@Drop(value = 0, direction = UPSTREAM)",
                        ": nth: datagrams are counted from 1, but was 0"),
                wrong(First.class, "@Drop(first = -1)", ": first must be at least 1, but was -1"),
                wrong(Every.class, "@Drop(every = -2)", ": every must be at least 1, but was -2"),
                wrong(
                        Twice.class,
                        "@Duplicate(1.5)",
                        ": duplicate must be a fraction from 0 to 1, but was 1.5; did you mean 0.015?"),
                wrong(Copies.class, "@Duplicate(value = 0.1, copies = 0)", ": copies must be at least 1, but was 0"),
                wrong(Overtaken.class, "@Reorder(value = 0.2, by = 0)", ": by must be at least 1, but was 0"),
                wrong(
                        Keep.class,
                        "@Truncate(value = -1, direction = UPSTREAM)",
                        ": truncate must be at least 0, but was -1"),
                wrong(Size.class, "@Mtu(-1)", ": mtu must be at least 0, but was -1"),
                wrong(
                        Bits.class,
                        "@Corrupt(2.0)",
                        ": corrupt must be a fraction from 0 to 1, but was 2; did you mean 0.02?"),
                wrong(
                        Client.class,
                        "@Loss(value = 0.3, clients = -1)",
                        ": onClients: a client's index must be at least 0, but was -1"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void isRefusedWithItsMessage(Class<?> subject, String message) {
        List<Throwable> failures = Kit.run(subject).failures();
        assertThat(failures).hasSize(1);
        assertThat(failures.get(0)).hasMessage(message);
        assertThat(RUN).as("test methods that ran").hasValue(0);
    }

    @InKit
    static class ResetOnUdp {
        @Test
        @Reset(onAccept = true)
        void test(@UdpPeer(name = "p") UdpEndpoint endpoint) {
            RUN.incrementAndGet();
        }
    }

    @InKit
    static class SliceOnUdp {
        @Test
        @Slice(value = 1, on = "p")
        void test(@UdpPeer(name = "p") UdpEndpoint endpoint) {
            RUN.incrementAndGet();
        }
    }

    @InKit
    static class ConnectionsOnUdp {
        @Test
        @Latency(value = 1, connections = 0)
        void test(@UdpPeer(name = "p") UdpEndpoint endpoint) {
            RUN.incrementAndGet();
        }
    }

    @InKit
    static class KeepOpen {
        @Test
        @Refuse(keepOpen = true)
        void test(@UdpPeer(name = "p") UdpEndpoint endpoint) {
            RUN.incrementAndGet();
        }
    }

    @InKit
    static class NoDirection {
        @Test
        @Drop(3)
        void test(@UdpEchoServer(name = "p") UdpEndpoint endpoint) {
            RUN.incrementAndGet();
        }
    }

    @InKit
    static class Percent {
        @Test
        @Loss(30)
        void test(@UdpPeer(name = "p") UdpEndpoint endpoint) {
            RUN.incrementAndGet();
        }
    }

    @InKit
    static class Blocks {
        @Test
        @Loss(value = 0.3, perBlock = 7)
        void test(@UdpPeer(name = "p") UdpEndpoint endpoint) {
            RUN.incrementAndGet();
        }
    }

    @InKit
    static class Bursts {
        @Test
        @Loss(value = 0.3, maxBurst = -1)
        void test(@UdpPeer(name = "p") UdpEndpoint endpoint) {
            RUN.incrementAndGet();
        }
    }

    @InKit
    static class BurstLength {
        @Test
        @BurstLoss(value = 0.1, meanLength = 0.5)
        void test(@UdpPeer(name = "p") UdpEndpoint endpoint) {
            RUN.incrementAndGet();
        }
    }

    @InKit
    static class BurstRate {
        @Test
        @BurstLoss(value = 1.5, meanLength = 4)
        void test(@UdpPeer(name = "p") UdpEndpoint endpoint) {
            RUN.incrementAndGet();
        }
    }

    @InKit
    static class NumberZero {
        @Test
        @Drop(value = 0, direction = Direction.UPSTREAM)
        void test(@UdpPeer(name = "p") UdpEndpoint endpoint) {
            RUN.incrementAndGet();
        }
    }

    @InKit
    static class First {
        @Test
        @Drop(first = -1)
        void test(@UdpPeer(name = "p") UdpEndpoint endpoint) {
            RUN.incrementAndGet();
        }
    }

    @InKit
    static class Every {
        @Test
        @Drop(every = -2)
        void test(@UdpPeer(name = "p") UdpEndpoint endpoint) {
            RUN.incrementAndGet();
        }
    }

    @InKit
    static class Twice {
        @Test
        @Duplicate(1.5)
        void test(@UdpPeer(name = "p") UdpEndpoint endpoint) {
            RUN.incrementAndGet();
        }
    }

    @InKit
    static class Copies {
        @Test
        @Duplicate(value = 0.1, copies = 0)
        void test(@UdpPeer(name = "p") UdpEndpoint endpoint) {
            RUN.incrementAndGet();
        }
    }

    @InKit
    static class Overtaken {
        @Test
        @Reorder(value = 0.2, by = 0)
        void test(@UdpPeer(name = "p") UdpEndpoint endpoint) {
            RUN.incrementAndGet();
        }
    }

    @InKit
    static class Keep {
        @Test
        @Truncate(value = -1, direction = Direction.UPSTREAM)
        void test(@UdpPeer(name = "p") UdpEndpoint endpoint) {
            RUN.incrementAndGet();
        }
    }

    @InKit
    static class Size {
        @Test
        @Mtu(-1)
        void test(@UdpPeer(name = "p") UdpEndpoint endpoint) {
            RUN.incrementAndGet();
        }
    }

    @InKit
    static class Bits {
        @Test
        @Corrupt(2)
        void test(@UdpPeer(name = "p") UdpEndpoint endpoint) {
            RUN.incrementAndGet();
        }
    }

    @InKit
    static class Client {
        @Test
        @Loss(value = 0.3, clients = -1)
        void test(@UdpPeer(name = "p") UdpEndpoint endpoint) {
            RUN.incrementAndGet();
        }
    }

    @InKit
    static class ResetBesideUdp {
        @Test
        void test(@UdpPeer(name = "p") @Reset(onAccept = true) UdpEndpoint endpoint) {
            RUN.incrementAndGet();
        }
    }

    @InKit
    static class NthOnTcp {
        @Test
        @Stall(nth = 3, direction = Direction.UPSTREAM)
        void test(@TcpEchoServer(name = "db") TcpEndpoint endpoint) {
            RUN.incrementAndGet();
        }
    }
}
