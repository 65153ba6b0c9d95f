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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each wrong declaration of a UDP endpoint with its exact message; the test it concerns does not run. */
class WrongUdpEndpointTest {
    private static final Runs RUN = new Runs();
    private static final String HERE = "@UdpPeer on field WrongUdpEndpointTest.";

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of(
                        Group.class,
                        HERE
                                + "Group.peer: multicastGroup = \"10.0.0.1\"; allowed is an IPv4 group, 224.0.0.0 to 239.255.255.255"),
                Arguments.of(
                        GroupAbove.class,
                        HERE
                                + "GroupAbove.peer: multicastGroup = \"240.0.0.0\"; allowed is an IPv4 group, 224.0.0.0 to 239.255.255.255"),
                Arguments.of(
                        GroupOfIpv6.class,
                        HERE
                                + "GroupOfIpv6.peer: multicastGroup = \"ff02::1\"; allowed is an IPv4 group, 224.0.0.0 to 239.255.255.255"),
                Arguments.of(
                        NamedGroup.class,
                        HERE
                                + "NamedGroup.peer: multicastGroup = \"all-hosts\"; allowed is an IPv4 group, 224.0.0.0 to 239.255.255.255"),
                Arguments.of(
                        GroupOnIpv6.class,
                        HERE
                                + "GroupOnIpv6.peer: multicastGroup = \"239.1.2.3\" beside host = \"::1\"; allowed is an IPv4 host"),
                Arguments.of(
                        BroadcastOnIpv6.class,
                        HERE + "BroadcastOnIpv6.peer: broadcast = true beside host = \"::1\"; allowed is an IPv4 host"),
                Arguments.of(
                        GroupAndBroadcast.class,
                        HERE
                                + "GroupAndBroadcast.peer: broadcast = true beside multicastGroup = \"239.1.2.3\"; allowed is one of them"),
                Arguments.of(
                        NegativeBuffer.class,
                        HERE
                                + "NegativeBuffer.peer: receiveBuffer = -1; allowed is 0 (as many bytes as the kernel allows, up to 4 MiB) or more"),
                Arguments.of(
                        ModeAndReply.class,
                        HERE
                                + "ModeAndReply.peer: mode = ECHO beside reply; allowed is one of mode, reply and handler"),
                Arguments.of(
                        ModeAndHandler.class,
                        HERE + "ModeAndHandler.peer: handler = WrongUdpEndpointTest.Silent.class beside mode = ECHO;"
                                + " allowed is one of mode, reply and handler"),
                Arguments.of(
                        ReplyAndHandler.class,
                        HERE + "ReplyAndHandler.peer: handler = WrongUdpEndpointTest.Silent.class beside reply;"
                                + " allowed is one of mode, reply and handler"),
                Arguments.of(
                        UnmakeableHandler.class,
                        HERE + "UnmakeableHandler.peer: handler = WrongUdpEndpointTest.Inner.class;"
                                + " allowed is a class, static where it is nested, not abstract, with a constructor without parameters"),
                Arguments.of(
                        ThrowingHandler.class,
                        HERE + "ThrowingHandler.peer: handler = WrongUdpEndpointTest.Throwing.class:"
                                + " its constructor throws java.lang.IllegalStateException: not today"),
                Arguments.of(
                        Unwritable.class,
                        HERE
                                + "Unwritable.peer: reply = \"gr\u00fc\u00dfe\"; allowed is text that charset US-ASCII can write"),
                Arguments.of(
                        UnknownCharset.class,
                        HERE
                                + "UnknownCharset.peer: charset = \"KLINGON\"; allowed is a charset of this JDK, UTF-8 for instance"),
                Arguments.of(
                        HugeReply.class,
                        HERE
                                + "HugeReply.peer: reply of 65520 bytes; allowed is one of 0 to 65507 bytes, which is what a datagram holds"),
                Arguments.of(
                        HugeReplyOnIpv6.class,
                        HERE
                                + "HugeReplyOnIpv6.peer: reply of 65536 bytes; allowed is one of 0 to 65527 bytes, which is what a datagram holds"),
                Arguments.of(
                        HighPort.class, HERE + "HighPort.peer: port = 65536; allowed is 0 (any free port) to 65535"),
                Arguments.of(
                        NoPort.class,
                        "@UdpProxy on field WrongUdpEndpointTest.NoPort.proxy: value = \"dns\";"
                                + " allowed is host:port or [::1]:port with a port from 1 to 65535, or nothing"),
                Arguments.of(
                        OnTcpField.class,
                        HERE + "OnTcpField.peer: a UDP endpoint cannot be injected as TcpEndpoint;"
                                + " allowed are UdpEndpoint, Endpoint, InetSocketAddress, URI, String, int and Integer"),
                Arguments.of(
                        TcpOnUdpParameter.class,
                        "@TcpEchoServer on parameter 0 of method WrongUdpEndpointTest.TcpOnUdpParameter.test(UdpEndpoint):"
                                + " a TCP endpoint cannot be injected as UdpEndpoint;"
                                + " allowed are TcpEndpoint, Endpoint, InetSocketAddress, URI, String, int and Integer"),
                Arguments.of(
                        WiredToTheOther.class,
                        "@Wired(\"peer\") on parameter 0 of method WrongUdpEndpointTest.WiredToTheOther.test(TcpEndpoint):"
                                + " \"peer\" (@UdpPeer on type WrongUdpEndpointTest.WiredToTheOther) is a UDP endpoint,"
                                + " which cannot be injected as TcpEndpoint"),
                Arguments.of(
                        ImplicitOfTwo.class,
                        "UdpEndpoint as parameter 0 of method WrongUdpEndpointTest.ImplicitOfTwo.test(UdpEndpoint):"
                                + " several are declared: \"one\", \"two\" on methods and types that can be injected as UdpEndpoint;"
                                + " allowed is exactly one, or @Wired with a name; known: \"one\", \"two\""),
                Arguments.of(
                        SameName.class,
                        "Two endpoints are named \"dns\": @TcpEchoServer on type WrongUdpEndpointTest.SameName and"
                                + " @UdpPeer on field WrongUdpEndpointTest.SameName.dns; allowed is each name once where both are visible"),
                Arguments.of(
                        TwoOnOne.class,
                        "@UdpPeer and @UdpEchoServer on field WrongUdpEndpointTest.TwoOnOne.peer;"
                                + " allowed is one endpoint annotation or @Wired, never both"));
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
