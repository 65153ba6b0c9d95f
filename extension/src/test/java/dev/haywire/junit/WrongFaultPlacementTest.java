package dev.haywire.junit;

import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.docs.Mistakes;
import dev.haywire.fault.Direction;
import dev.haywire.fault.Drop;
import dev.haywire.fault.Latency;
import dev.haywire.fault.Loss;
import dev.haywire.fault.Mtu;
import dev.haywire.fault.Refuse;
import dev.haywire.fault.Reset;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each wrong place or value of a fault annotation with its exact message; the test it concerns does not run. */
class WrongFaultPlacementTest {
    private static final Runs RUN = new Runs();

    static Stream<Arguments> wrong() {
        return Mistakes.of(WrongFaultPlacementTest.class)
                .map(mistake -> mistake.ofClass(WrongFaultPlacementTest.class));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void isRefusedWithItsMessage(Class<?> subject, String message) {
        RUN.noneOf(subject, message);
    }

    @InKit
    static class DatagramFaultWithoutUdp {
        @Test
        @Loss(0.3)
        void test(@TcpEchoServer(name = "db") TcpEndpoint endpoint) {
            RUN.count();
        }
    }

    @InKit
    static class DatagramFaultOnTcp {
        @Test
        @Drop(value = 3, on = "db")
        void test(@TcpEchoServer(name = "db") TcpEndpoint endpoint) {
            RUN.count();
        }
    }

    @InKit
    static class DatagramFaultBesideTcp {
        @Test
        void test(@TcpEchoServer(name = "db") @Mtu(9) TcpEndpoint endpoint) {
            RUN.count();
        }
    }

    @InKit
    static class DropOfNothing {
        @Test
        @Drop
        void test(@TcpEchoServer(name = "db") TcpEndpoint endpoint) {
            RUN.count();
        }
    }

    @InKit
    static class FaultAlone {
        @Reset(onAccept = true)
        private TcpEndpoint plain;

        @Test
        void test() {
            RUN.count();
        }
    }

    @InKit
    @TcpEchoServer
    static class FaultOnImplicit {
        @Test
        void test(@Latency(1) TcpEndpoint endpoint) {
            RUN.count();
        }
    }

    @InKit
    static class FaultInTearDown {
        @Test
        void test() {
            RUN.count();
        }

        @AfterEach
        void tearDown(@TcpEchoServer @Latency(1) TcpEndpoint endpoint) {
            RUN.count();
        }
    }

    @InKit
    @TcpEchoServer
    static class FaultOnSetUp {
        @BeforeEach
        @Latency(1)
        void setUp() {
            RUN.count();
        }

        @Test
        void test() {
            RUN.count();
        }
    }

    @InKit
    static class FaultOnAnother {
        @Test
        void test(@TcpEchoServer @Refuse(on = "other") TcpEndpoint endpoint) {
            RUN.count();
        }
    }

    @InKit
    static class FaultOnNobody {
        @Test
        @Refuse(on = "nobody")
        void test(@TcpEchoServer(name = "db") TcpEndpoint endpoint) {
            RUN.count();
        }
    }

    @InKit
    static class FaultOnNothing {
        @Test
        @Refuse
        void test() {
            RUN.count();
        }
    }

    @InKit
    static class FaultWithoutTrigger {
        @Test
        @Reset
        void test(@TcpEchoServer TcpEndpoint endpoint) {
            RUN.count();
        }
    }

    @InKit
    static class TwoPositions {
        @Test
        @Reset(afterBytes = 9, after = "x", direction = Direction.UPSTREAM)
        void test(@TcpEchoServer TcpEndpoint endpoint) {
            RUN.count();
        }
    }

    @InKit
    @Latency(-1)
    static class NegativeTime {
        @Test
        void test(@TcpEchoServer TcpEndpoint endpoint) {
            RUN.count();
        }
    }
}
