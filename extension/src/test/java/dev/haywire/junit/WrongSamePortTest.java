package dev.haywire.junit;

import dev.haywire.Scope;
import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.UdpEndpoint;
import dev.haywire.UdpPeer;
import dev.haywire.UdpProxy;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each wrong {@code samePortAs} with its exact message; the test it concerns does not run. */
class WrongSamePortTest {
    private static final Runs RUN = new Runs();

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of(
                        Unknown.class,
                        "@TcpEchoServer on field WrongSamePortTest.Unknown.tcp:"
                                + " samePortAs = \"dns\", but no endpoint of that name is known here; known: \"tcp\", \"udp\""),
                Arguments.of(
                        LaterParameter.class,
                        "@TcpEchoServer on parameter 0 of method WrongSamePortTest.LaterParameter.test(TcpEndpoint, UdpEndpoint):"
                                + " samePortAs = \"dns\", but no endpoint of that name is known here;"
                                + " known: \"WrongSamePortTest.LaterParameter.test(TcpEndpoint, UdpEndpoint)[0]\""),
                Arguments.of(
                        ParameterOfLaterMethod.class,
                        "@TcpEchoServer on field WrongSamePortTest.ParameterOfLaterMethod.tcp:"
                                + " samePortAs = \"dns\", but no endpoint of that name is known here; known: \"tcp\""),
                Arguments.of(
                        Itself.class,
                        "@UdpPeer on field WrongSamePortTest.Itself.udp: samePortAs = \"udp\", which is its own name;"
                                + " allowed is the name of an endpoint of the other protocol"),
                Arguments.of(
                        SameProtocol.class,
                        "@UdpPeer on field WrongSamePortTest.SameProtocol.other (\"other\"): samePortAs = \"one\", but"
                                + " @UdpPeer on field WrongSamePortTest.SameProtocol.one is UDP too;"
                                + " allowed is the name of an endpoint of the other protocol"),
                Arguments.of(
                        EachOther.class,
                        "@UdpPeer on field WrongSamePortTest.EachOther.udp: samePortAs = \"tcp\", but"
                                + " @TcpEchoServer on field WrongSamePortTest.EachOther.tcp has samePortAs = \"udp\" itself;"
                                + " allowed is the name of an endpoint that has none"),
                Arguments.of(
                        Chain.class,
                        "@UdpPeer on field WrongSamePortTest.Chain.last: samePortAs = \"tcp\", but"
                                + " @TcpEchoServer on field WrongSamePortTest.Chain.tcp has samePortAs = \"first\" itself;"
                                + " allowed is the name of an endpoint that has none"),
                Arguments.of(
                        OtherPort.class,
                        "@TcpEchoServer on field WrongSamePortTest.OtherPort.tcp: port = 5354 beside samePortAs = \"udp\", but"
                                + " @UdpPeer on field WrongSamePortTest.OtherPort.udp has port = 5353; allowed is one number for both"),
                Arguments.of(
                        EndsEarlier.class,
                        "@TcpEchoServer on field WrongSamePortTest.EndsEarlier.tcp: samePortAs = \"udp\", but"
                                + " @UdpPeer on field WrongSamePortTest.EndsEarlier.udp may end before it;"
                                + " allowed is an endpoint that lives at least as long, by its place or its scope"),
                Arguments.of(
                        ClassBeforeSession.class,
                        "@TcpEchoServer on field WrongSamePortTest.ClassBeforeSession.tcp: samePortAs = \"udp\", but"
                                + " @UdpPeer on field WrongSamePortTest.ClassBeforeSession.udp may end before it;"
                                + " allowed is an endpoint that lives at least as long, by its place or its scope"),
                Arguments.of(
                        WaitForEachOther.class,
                        "Each waits for the other: @UdpProxy on field WrongSamePortTest.WaitForEachOther.udp for its property,"
                                + " @TcpEchoServer on field WrongSamePortTest.WaitForEachOther.tcp for its port"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void isRefusedWithItsMessage(Class<?> subject, String message) {
        RUN.noneOf(subject, message);
    }

    @InKit
    abstract static class Counted {
        @Test
        void test() {
            RUN.count();
        }
    }

    static class Unknown extends Counted {
        @TcpEchoServer(samePortAs = "dns")
        private TcpEndpoint tcp;

        @UdpPeer
        private UdpEndpoint udp;
    }

    @InKit
    static class LaterParameter {
        @Test
        void test(@TcpEchoServer(samePortAs = "dns") TcpEndpoint tcp, @UdpPeer(name = "dns") UdpEndpoint udp) {
            RUN.count();
        }
    }

    @InKit
    static class ParameterOfLaterMethod {
        @TcpEchoServer(samePortAs = "dns")
        private TcpEndpoint tcp;

        @Test
        void test(@UdpPeer(name = "dns") UdpEndpoint udp) {
            RUN.count();
        }
    }

    static class Itself extends Counted {
        @UdpPeer(samePortAs = "udp")
        private UdpEndpoint udp;
    }

    static class SameProtocol extends Counted {
        @UdpPeer
        private UdpEndpoint one;

        @UdpPeer(samePortAs = "one")
        private UdpEndpoint other;
    }

    static class EachOther extends Counted {
        @UdpPeer(samePortAs = "tcp")
        private UdpEndpoint udp;

        @TcpEchoServer(samePortAs = "udp")
        private TcpEndpoint tcp;
    }

    static class Chain extends Counted {
        @UdpPeer
        private UdpEndpoint first;

        @TcpEchoServer(samePortAs = "first")
        private TcpEndpoint tcp;

        @UdpPeer(samePortAs = "tcp")
        private UdpEndpoint last;
    }

    static class OtherPort extends Counted {
        @UdpPeer(port = 5353)
        private UdpEndpoint udp;

        @TcpEchoServer(samePortAs = "udp", port = 5354)
        private TcpEndpoint tcp;
    }

    static class EndsEarlier extends Counted {
        @UdpPeer
        private UdpEndpoint udp;

        @TcpEchoServer(samePortAs = "udp")
        private static TcpEndpoint tcp;
    }

    static class ClassBeforeSession extends Counted {
        @UdpPeer(scope = Scope.CLASS)
        private UdpEndpoint udp;

        @TcpEchoServer(samePortAs = "udp", scope = Scope.SESSION)
        private TcpEndpoint tcp;
    }

    static class WaitForEachOther extends Counted {
        @UdpProxy(value = "${haywire.test.circle}", name = "dns")
        private UdpEndpoint udp;

        @TcpEchoServer(samePortAs = "dns", property = "haywire.test.circle")
        private TcpEndpoint tcp;
    }
}
