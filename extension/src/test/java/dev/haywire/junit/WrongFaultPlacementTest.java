package dev.haywire.junit;

import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
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
        return Stream.of(
                Arguments.of(
                        FaultAlone.class,
                        "@Reset on field WrongFaultPlacementTest.FaultAlone.plain"
                                + " has neither an endpoint annotation nor @Wired beside it; allowed is it beside one of them, or on a method or type"),
                Arguments.of(
                        FaultOnImplicit.class,
                        "@Latency on parameter 0 of method WrongFaultPlacementTest.FaultOnImplicit.test(TcpEndpoint)"
                                + " has neither an endpoint annotation nor @Wired beside it; allowed is it beside one of them, or on a method or type"),
                Arguments.of(
                        FaultInTearDown.class,
                        "@Latency on parameter 0 of method WrongFaultPlacementTest.FaultInTearDown.tearDown(TcpEndpoint)"
                                + " could never break anything, since faults are live exactly around the test method; allowed is it on a test method, a"
                                + " type, a field or a parameter of a constructor, @BeforeAll, @BeforeEach or test method"),
                Arguments.of(
                        FaultOnSetUp.class,
                        "@Latency on method WrongFaultPlacementTest.FaultOnSetUp.setUp()"
                                + " could never break anything, since faults are live exactly around the test method; allowed is it on a test method, a"
                                + " type, a field or a parameter of a constructor, @BeforeAll, @BeforeEach or test method"),
                Arguments.of(
                        FaultOnAnother.class,
                        "@Refuse(on = \"other\") on parameter 0 of method"
                                + " WrongFaultPlacementTest.FaultOnAnother.test(TcpEndpoint): on = \"other\" beside @TcpEchoServer on parameter 0 of method"
                                + " WrongFaultPlacementTest.FaultOnAnother.test(TcpEndpoint); allowed is on = \"\", since it breaks the endpoint beside it"),
                Arguments.of(
                        FaultOnNobody.class,
                        "@Refuse(on = \"nobody\") on method WrongFaultPlacementTest.FaultOnNobody.test(TcpEndpoint):"
                                + " no endpoint is named \"nobody\" here; known: \"db\""),
                Arguments.of(
                        FaultOnNothing.class,
                        "@Refuse on method WrongFaultPlacementTest.FaultOnNothing.test():"
                                + " no endpoint that it could break is in scope; known: none"),
                Arguments.of(
                        FaultWithoutTrigger.class,
                        "@Reset on method WrongFaultPlacementTest.FaultWithoutTrigger.test(TcpEndpoint):"
                                + " needs a trigger: afterBytes, after, onNextData or nextConnections with a direction, onAccept = true, or"
                                + " firstConnections;"
                                + " without one it would act once, before the test has connected"),
                Arguments.of(
                        DatagramFaultWithoutUdp.class,
                        "@Loss(0.3) on method WrongFaultPlacementTest.DatagramFaultWithoutUdp.test(TcpEndpoint):"
                                + " no endpoint that it could break is in scope; known: \"db\""),
                Arguments.of(
                        DatagramFaultOnTcp.class,
                        "@Drop(value = 3, on = \"db\") on method WrongFaultPlacementTest.DatagramFaultOnTcp.test(TcpEndpoint),"
                                + " applied to db: drop().nth(3) is a fault of datagrams: it cannot be applied to a TCP endpoint"),
                Arguments.of(
                        DatagramFaultBesideTcp.class,
                        "@Mtu(9) on parameter 0 of method WrongFaultPlacementTest.DatagramFaultBesideTcp.test(TcpEndpoint),"
                                + " applied to db: mtu(9) is a fault of datagrams: it cannot be applied to a TCP endpoint"),
                Arguments.of(
                        DropOfNothing.class,
                        "@Drop on method WrongFaultPlacementTest.DropOfNothing.test(TcpEndpoint):"
                                + " needs the datagrams it drops: their numbers as @Drop({3, 5}), first or every;"
                                + " to lose all of them use @Blackhole"),
                Arguments.of(
                        TwoPositions.class,
                        "@Reset(after = \"x\", afterBytes = 9, direction = UPSTREAM) on method"
                                + " WrongFaultPlacementTest.TwoPositions.test(TcpEndpoint): afterBytes(9) and after(\"x\") contradict each other:"
                                + " a fault acts at one position of the stream; use one of them, or a fault for each"),
                Arguments.of(
                        NegativeTime.class,
                        "@Latency(-1) on type WrongFaultPlacementTest.NegativeTime:"
                                + " latency must not be negative, but was -1 ms"));
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
