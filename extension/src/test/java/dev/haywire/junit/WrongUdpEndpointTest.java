package dev.haywire.junit;

import dev.haywire.Datagram;
import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.UdpEchoServer;
import dev.haywire.UdpEndpoint;
import dev.haywire.UdpHandler;
import dev.haywire.UdpPeer;
import dev.haywire.UdpProxy;
import dev.haywire.UdpReplier;
import dev.haywire.Wired;
import dev.haywire.docs.Mistakes;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each wrong declaration of a UDP endpoint with its exact message; the test it concerns does not run. */
class WrongUdpEndpointTest {
    private static final Runs RUN = new Runs();

    static Stream<Arguments> wrong() {
        return Mistakes.of(WrongUdpEndpointTest.class).map(mistake -> mistake.ofClass(WrongUdpEndpointTest.class));
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

    static final class Silent implements UdpHandler {
        @Override
        public void handle(Datagram datagram, UdpReplier replier) {}
    }

    final class Inner implements UdpHandler {
        @Override
        public void handle(Datagram datagram, UdpReplier replier) {}
    }

    static final class Throwing implements UdpHandler {
        Throwing() {
            throw new IllegalStateException("not today");
        }

        @Override
        public void handle(Datagram datagram, UdpReplier replier) {}
    }

    static class Group extends Counted {
        @UdpPeer(multicastGroup = "10.0.0.1")
        private UdpEndpoint peer;
    }

    static class GroupAbove extends Counted {
        @UdpPeer(multicastGroup = "240.0.0.0")
        private UdpEndpoint peer;
    }

    static class GroupOfIpv6 extends Counted {
        @UdpPeer(multicastGroup = "ff02::1")
        private UdpEndpoint peer;
    }

    static class NamedGroup extends Counted {
        @UdpPeer(multicastGroup = "all-hosts")
        private UdpEndpoint peer;
    }

    static class GroupOnIpv6 extends Counted {
        @UdpPeer(multicastGroup = "239.1.2.3", host = "::1")
        private UdpEndpoint peer;
    }

    static class BroadcastOnIpv6 extends Counted {
        @UdpPeer(broadcast = true, host = "::1")
        private UdpEndpoint peer;
    }

    static class GroupAndBroadcast extends Counted {
        @UdpPeer(multicastGroup = "239.1.2.3", broadcast = true)
        private UdpEndpoint peer;
    }

    static class NegativeBuffer extends Counted {
        @UdpPeer(receiveBuffer = -1)
        private UdpEndpoint peer;
    }

    static class ModeAndReply extends Counted {
        @UdpPeer(mode = UdpPeer.Mode.ECHO, reply = "ok")
        private UdpEndpoint peer;
    }

    static class ModeAndHandler extends Counted {
        @UdpPeer(mode = UdpPeer.Mode.ECHO, handler = Silent.class)
        private UdpEndpoint peer;
    }

    static class ReplyAndHandler extends Counted {
        @UdpPeer(reply = "ok", handler = Silent.class)
        private UdpEndpoint peer;
    }

    static class UnmakeableHandler extends Counted {
        @UdpPeer(handler = Inner.class)
        private UdpEndpoint peer;
    }

    static class ThrowingHandler extends Counted {
        @UdpPeer(handler = Throwing.class)
        private UdpEndpoint peer;
    }

    static class Unwritable extends Counted {
        @UdpPeer(reply = "gr\u00fc\u00dfe", charset = "US-ASCII")
        private UdpEndpoint peer;
    }

    static class UnknownCharset extends Counted {
        @UdpPeer(charset = "KLINGON")
        private UdpEndpoint peer;
    }

    private static final String C16 = "0123456789abcdef";
    private static final String C256 =
            C16 + C16 + C16 + C16 + C16 + C16 + C16 + C16 + C16 + C16 + C16 + C16 + C16 + C16 + C16 + C16;
    private static final String C4096 = C256 + C256 + C256 + C256 + C256 + C256 + C256 + C256 + C256 + C256 + C256
            + C256 + C256 + C256 + C256 + C256;
    private static final String C32768 = C4096 + C4096 + C4096 + C4096 + C4096 + C4096 + C4096 + C4096;
    /** 65 520 bytes. */
    static final String C65520 = C32768 + C4096 + C4096 + C4096 + C4096 + C4096 + C4096 + C4096 + C256 + C256 + C256
            + C256 + C256 + C256 + C256 + C256 + C256 + C256 + C256 + C256 + C256 + C256 + C256 + C16 + C16 + C16 + C16
            + C16 + C16 + C16 + C16 + C16 + C16 + C16 + C16 + C16 + C16 + C16;

    static class HugeReply extends Counted {
        @UdpPeer(reply = C65520)
        private UdpEndpoint peer;
    }

    static class HugeReplyOnIpv6 extends Counted {
        @UdpPeer(reply = C32768, charset = "UTF-16BE", host = "::1")
        private UdpEndpoint peer;
    }

    static class HighPort extends Counted {
        @UdpPeer(port = 65_536)
        private UdpEndpoint peer;
    }

    static class NoPort extends Counted {
        @UdpProxy("dns")
        private UdpEndpoint proxy;
    }

    static class OnTcpField extends Counted {
        @UdpPeer
        private TcpEndpoint peer;
    }

    @InKit
    static class TcpOnUdpParameter {
        @Test
        void test(@TcpEchoServer UdpEndpoint endpoint) {
            RUN.count();
        }
    }

    @InKit
    @UdpPeer(name = "peer")
    static class WiredToTheOther {
        @Test
        void test(@Wired("peer") TcpEndpoint endpoint) {
            RUN.count();
        }
    }

    @InKit
    @UdpPeer(name = "one")
    @UdpEchoServer(name = "two")
    static class ImplicitOfTwo {
        @Test
        void test(UdpEndpoint endpoint) {
            RUN.count();
        }
    }

    @TcpEchoServer(name = "dns")
    static class SameName extends Counted {
        @UdpPeer
        private UdpEndpoint dns;
    }

    static class TwoOnOne extends Counted {
        @UdpPeer
        @UdpEchoServer
        private UdpEndpoint peer;
    }
}
