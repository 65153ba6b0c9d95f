package dev.haywire.junit;

import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.UdpEchoServer;
import dev.haywire.UdpEndpoint;
import dev.haywire.UdpPeer;
import dev.haywire.docs.Mistake;
import dev.haywire.docs.Mistakes;
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

    static Stream<Arguments> wrong() {
        return Mistakes.of(WrongUdpFaultTest.class).map(Mistake::ofMethod);
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
