package dev.haywire.junit;

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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fault annotation that a UDP endpoint cannot take, or whose value is out of range, with its exact message. */
class WrongUdpFaultTest {
    private static final Runs RUN = new Runs();
    private static final String DIRECTION = " needs a direction: use upstream() or downstream(),"
            + " as an annotation direction = Direction.UPSTREAM or direction = Direction.DOWNSTREAM";

    private static Arguments wrong(String method, String annotation, String rest) {
        return Arguments.of(method, annotation + " on method WrongUdpFaultTest.Subject." + method + rest);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                wrong(
                        "resetOnUdp(UdpEndpoint)",
                        "@Reset(onAccept = true)",
                        ": no endpoint that it could break is in scope; known: \"p\""),
                wrong(
                        "sliceOnUdp(UdpEndpoint)",
                        "@Slice(value = 1, on = \"p\")",
                        ", applied to p: slice(1) is a fault of connections: it cannot be applied to a UDP endpoint"),
                Arguments.of(
                        "resetBesideUdp(UdpEndpoint)",
                        "@Reset(onAccept = true) on parameter 0 of method WrongUdpFaultTest.Subject.resetBesideUdp(UdpEndpoint),"
                                + " applied to p: reset().onAccept() is a fault of connections: it cannot be applied to a UDP endpoint"),
                wrong(
                        "connectionsOnUdp(UdpEndpoint)",
                        "@Latency(value = 1, connections = 0)",
                        ", applied to p: onConnections(0) cannot narrow latency on a UDP endpoint, which has no connections"
                                + " and streams: use onClients, nth, first, every or matching"),
                wrong(
                        "keepOpen(UdpEndpoint)",
                        "@Refuse(keepOpen = true)",
                        ", applied to p: keepOpen() cannot be an option of refuse on a UDP endpoint, which has no connections: use refuse()"),
                Arguments.of(
                        "nthOnTcp(TcpEndpoint)",
                        "@Stall(direction = UPSTREAM, nth = 3) on method WrongUdpFaultTest.Subject.nthOnTcp(TcpEndpoint), applied to db:"
                                + " nth(3) cannot narrow stall on a TCP endpoint, which has no clients and datagrams:"
                                + " use onConnections, firstConnections, afterBytes or after"),
                Arguments.of(
                        "acrossOnTcp(TcpEndpoint)",
                        "@Latency(value = 1, acrossClients = true) on method WrongUdpFaultTest.Subject.acrossOnTcp(TcpEndpoint),"
                                + " applied to db: acrossClients() cannot narrow latency on a TCP endpoint, which has no clients and"
                                + " datagrams: use onConnections, firstConnections, afterBytes or after"),
                wrong("noDirection(UdpEndpoint)", "@Drop(3)", ", applied to p: drop().nth(3)" + DIRECTION),
                wrong(
                        "percent(UdpEndpoint)",
                        "@Loss(30.0)",
                        ": loss must be a fraction from 0 to 1, but was 30; did you mean 0.3?"),
                wrong(
                        "blocks(UdpEndpoint)",
                        "@Loss(value = 0.3, perBlock = 7)",
                        ": perBlock must make loss * perBlock a whole number of datagrams, but loss 0.3 of 7 is 2.1"),
                wrong(
                        "bursts(UdpEndpoint)",
                        "@Loss(value = 0.3, maxBurst = -1)",
                        ": maxBurst must be at least 1, but was -1"),
                wrong(
                        "burstsBothWays(UdpEndpoint)",
                        "@Loss(value = 0.3, maxBurst = 2)",
                        ", applied to p: loss(0.3).maxBurst(2)" + DIRECTION),
                wrong(
                        "blocksBothWays(UdpEndpoint)",
                        "@Loss(value = 0.3, perBlock = 10)",
                        ", applied to p: loss(0.3).perBlock(10)" + DIRECTION),
                wrong(
                        "burstLength(UdpEndpoint)",
                        "@BurstLoss(value = 0.1, meanLength = 0.5)",
                        ": burstLoss: meanLength must be a number of datagrams, at least 1, but was 0.5"),
                wrong(
                        "burstRate(UdpEndpoint)",
                        "@BurstLoss(value = 1.5, meanLength = 4.0)",
                        ": burstLoss: lossRate must be a fraction from 0 to 1, but was 1.5; did you mean 0.015?"),
                wrong(
                        "numberZero(UdpEndpoint)",
                        "@Drop(value = 0, direction = UPSTREAM)",
                        ": nth: datagrams are counted from 1, but was 0"),
                wrong("first(UdpEndpoint)", "@Drop(first = -1)", ": first must be at least 1, but was -1"),
                wrong("every(UdpEndpoint)", "@Drop(every = -2)", ": every must be at least 1, but was -2"),
                wrong(
                        "twice(UdpEndpoint)",
                        "@Duplicate(1.5)",
                        ": duplicate must be a fraction from 0 to 1, but was 1.5; did you mean 0.015?"),
                wrong(
                        "copies(UdpEndpoint)",
                        "@Duplicate(value = 0.1, copies = 0)",
                        ": copies must be at least 1, but was 0"),
                wrong("overtaken(UdpEndpoint)", "@Reorder(value = 0.2, by = 0)", ": by must be at least 1, but was 0"),
                wrong(
                        "keep(UdpEndpoint)",
                        "@Truncate(value = -1, direction = UPSTREAM)",
                        ": truncate must be at least 0, but was -1"),
                wrong("size(UdpEndpoint)", "@Mtu(-1)", ": mtu must be at least 0, but was -1"),
                wrong(
                        "bits(UdpEndpoint)",
                        "@Corrupt(2.0)",
                        ": corrupt must be a fraction from 0 to 1, but was 2; did you mean 0.02?"),
                wrong(
                        "client(UdpEndpoint)",
                        "@Loss(value = 0.3, clients = -1)",
                        ": onClients: a client's index must be at least 0, but was -1"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void isRefusedWithItsMessage(String method, String message) {
        String types = method.replaceFirst("\\((.*)\\)", "(dev.haywire.$1)");
        RUN.noneOf(Kit.ofMethod(Subject.class, types), message);
    }

    @InKit
    static class Subject {
        @Test
        @Reset(onAccept = true)
        void resetOnUdp(@UdpPeer(name = "p") UdpEndpoint endpoint) {
            RUN.count();
        }

        @Test
        @Slice(value = 1, on = "p")
        void sliceOnUdp(@UdpPeer(name = "p") UdpEndpoint endpoint) {
            RUN.count();
        }

        @Test
        @Latency(value = 1, connections = 0)
        void connectionsOnUdp(@UdpPeer(name = "p") UdpEndpoint endpoint) {
            RUN.count();
        }

        @Test
        @Refuse(keepOpen = true)
        void keepOpen(@UdpPeer(name = "p") UdpEndpoint endpoint) {
            RUN.count();
        }

        @Test
        @Drop(3)
        void noDirection(@UdpEchoServer(name = "p") UdpEndpoint endpoint) {
            RUN.count();
        }

        @Test
        @Loss(30)
        void percent(@UdpPeer(name = "p") UdpEndpoint endpoint) {
            RUN.count();
        }

        @Test
        @Loss(value = 0.3, perBlock = 7)
        void blocks(@UdpPeer(name = "p") UdpEndpoint endpoint) {
            RUN.count();
        }

        @Test
        @Loss(value = 0.3, maxBurst = -1)
        void bursts(@UdpPeer(name = "p") UdpEndpoint endpoint) {
            RUN.count();
        }

        @Test
        @Loss(value = 0.3, maxBurst = 2)
        void burstsBothWays(@UdpEchoServer(name = "p") UdpEndpoint endpoint) {
            RUN.count();
        }

        @Test
        @Loss(value = 0.3, perBlock = 10)
        void blocksBothWays(@UdpEchoServer(name = "p") UdpEndpoint endpoint) {
            RUN.count();
        }

        @Test
        @BurstLoss(value = 0.1, meanLength = 0.5)
        void burstLength(@UdpPeer(name = "p") UdpEndpoint endpoint) {
            RUN.count();
        }

        @Test
        @BurstLoss(value = 1.5, meanLength = 4)
        void burstRate(@UdpPeer(name = "p") UdpEndpoint endpoint) {
            RUN.count();
        }

        @Test
        @Drop(value = 0, direction = Direction.UPSTREAM)
        void numberZero(@UdpPeer(name = "p") UdpEndpoint endpoint) {
            RUN.count();
        }

        @Test
        @Drop(first = -1)
        void first(@UdpPeer(name = "p") UdpEndpoint endpoint) {
            RUN.count();
        }

        @Test
        @Drop(every = -2)
        void every(@UdpPeer(name = "p") UdpEndpoint endpoint) {
            RUN.count();
        }

        @Test
        @Duplicate(1.5)
        void twice(@UdpPeer(name = "p") UdpEndpoint endpoint) {
            RUN.count();
        }

        @Test
        @Duplicate(value = 0.1, copies = 0)
        void copies(@UdpPeer(name = "p") UdpEndpoint endpoint) {
            RUN.count();
        }

        @Test
        @Reorder(value = 0.2, by = 0)
        void overtaken(@UdpPeer(name = "p") UdpEndpoint endpoint) {
            RUN.count();
        }

        @Test
        @Truncate(value = -1, direction = Direction.UPSTREAM)
        void keep(@UdpPeer(name = "p") UdpEndpoint endpoint) {
            RUN.count();
        }

        @Test
        @Mtu(-1)
        void size(@UdpPeer(name = "p") UdpEndpoint endpoint) {
            RUN.count();
        }

        @Test
        @Corrupt(2)
        void bits(@UdpPeer(name = "p") UdpEndpoint endpoint) {
            RUN.count();
        }

        @Test
        @Loss(value = 0.3, clients = -1)
        void client(@UdpPeer(name = "p") UdpEndpoint endpoint) {
            RUN.count();
        }

        @Test
        void resetBesideUdp(@UdpPeer(name = "p") @Reset(onAccept = true) UdpEndpoint endpoint) {
            RUN.count();
        }

        @Test
        @Stall(nth = 3, direction = Direction.UPSTREAM)
        void nthOnTcp(@TcpEchoServer(name = "db") TcpEndpoint endpoint) {
            RUN.count();
        }

        @Test
        @Latency(value = 1, acrossClients = true)
        void acrossOnTcp(@TcpEchoServer(name = "db") TcpEndpoint endpoint) {
            RUN.count();
        }
    }
}
