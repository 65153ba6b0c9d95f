package dev.haywire.junit;

import dev.haywire.Scope;
import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.UdpEndpoint;
import dev.haywire.UdpPeer;
import dev.haywire.UdpProxy;
import dev.haywire.docs.Mistakes;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each wrong {@code samePortAs} with its exact message; the test it concerns does not run. */
class WrongSamePortTest {
    private static final Runs RUN = new Runs();

    static Stream<Arguments> wrong() {
        return Mistakes.of(WrongSamePortTest.class).map(mistake -> mistake.ofClass(WrongSamePortTest.class));
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
