package dev.haywire.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.Endpoint;
import dev.haywire.Scope;
import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.TcpProxy;
import dev.haywire.UdpEchoServer;
import dev.haywire.UdpEndpoint;
import dev.haywire.UdpPeer;
import dev.haywire.UdpProxy;
import dev.haywire.Wired;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Two endpoints of different protocols under one port number. */
class SamePortTest {
    private static final Kit.Notes NOTES = new Kit.Notes();

    @BeforeEach
    void forget() {
        NOTES.clear();
    }

    private static void assertShared(Endpoint one, Endpoint other) {
        assertThat(one.port()).isEqualTo(other.port()).isPositive();
        assertThat(one.protocol()).isNotEqualTo(other.protocol());
    }

    @TcpEchoServer(name = "dns-tcp", samePortAs = "dns")
    private TcpEndpoint dnsOverTcp;

    @UdpPeer(name = "dns", mode = UdpPeer.Mode.ECHO)
    private UdpEndpoint dns;

    @Test
    void bothServe() {
        assertShared(dns, dnsOverTcp);
        assertThat(Sender.echoes(dns.address())).isTrue();
        assertThat(Client.echoes(dnsOverTcp.address())).isTrue();
    }

    @Test
    void aThousandPairsDoNotClash() {
        Kit.run(Pairs.class).passed(1_000);
    }

    @InKit
    static class Pairs {
        @RepeatedTest(1_000)
        void test(@UdpPeer(name = "udp") UdpEndpoint udp, @TcpEchoServer(samePortAs = "udp") TcpEndpoint tcp) {
            assertShared(udp, tcp);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void moveToANumberThatIsFreeInBoth() throws IOException {
        List<DatagramSocket> others = new ArrayList<>();
        try {
            for (int i = 0; i < 1_000; i++) { // of about 28 000 numbers: some of the pairs have to move
                others.add(new DatagramSocket(new InetSocketAddress("127.0.0.9", 0)));
            }
            Kit.run(InACrowd.class).passed(200);
        } finally {
            others.forEach(DatagramSocket::close);
        }
    }

    @InKit
    static class InACrowd {
        @RepeatedTest(200)
        void test(
                @TcpEchoServer(name = "tcp", host = "127.0.0.9") TcpEndpoint tcp,
                @UdpPeer(samePortAs = "tcp", host = "127.0.0.9") UdpEndpoint udp) {
            assertShared(udp, tcp);
        }
    }

    @Test
    void holdsWhereverTheyAreDeclared() {
        // where no other test's sockets are: those that start later find the number free
        Kit.of(Everywhere.class, PerClass.class, OfTheSession.class)
                .with("haywire.host", "127.0.0.15")
                .run()
                .passed(4);
    }

    @InKit
    @UdpPeer(name = "typed")
    @TcpEchoServer(name = "typed-tcp", samePortAs = "typed")
    static class Everywhere {
        @UdpPeer(samePortAs = "later")
        private static UdpEndpoint earlier;

        @TcpEchoServer
        private static TcpEndpoint later;

        private final UdpEndpoint constructed;

        @TcpEchoServer(samePortAs = "constructed")
        private TcpEndpoint field;

        private TcpEndpoint setUp;

        Everywhere(@UdpPeer(name = "constructed") UdpEndpoint constructed) {
            this.constructed = constructed;
        }

        @BeforeAll
        static void before(
                @UdpPeer(name = "before") UdpEndpoint udp, @TcpEchoServer(samePortAs = "before") TcpEndpoint tcp) {
            assertShared(udp, tcp);
        }

        @BeforeEach
        void setUp(@TcpEchoServer(name = "setUp") TcpEndpoint endpoint) {
            setUp = endpoint;
        }

        @Test
        @TcpEchoServer(name = "method", samePortAs = "methodUdp")
        @UdpPeer(name = "methodUdp")
        void test(
                @Wired("typed") UdpEndpoint udp,
                @Wired("typed-tcp") TcpEndpoint tcp,
                @Wired("method") TcpEndpoint method,
                @Wired("methodUdp") UdpEndpoint methodUdp,
                @UdpPeer(samePortAs = "setUp") UdpEndpoint parameter) {
            assertShared(udp, tcp);
            assertShared(method, methodUdp);
            assertShared(earlier, later);
            assertShared(constructed, field);
            assertShared(setUp, parameter);
        }

        @Nested
        class Inner {
            @Test
            void test(@Wired("typed") UdpEndpoint udp, @Wired("typed-tcp") TcpEndpoint tcp) {
                assertShared(udp, tcp);
            }
        }
    }

    @InKit
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class PerClass {
        @UdpPeer(samePortAs = "tcp")
        private UdpEndpoint udp;

        @TcpEchoServer(name = "tcp")
        private TcpEndpoint tcp;

        @Test
        void test() {
            assertShared(udp, tcp);
        }
    }

    @InKit
    static class OfTheSession {
        @TcpEchoServer(name = "SamePortTest.tcp", samePortAs = "SamePortTest.udp", scope = Scope.SESSION)
        private TcpEndpoint tcp;

        @UdpPeer(name = "SamePortTest.udp", scope = Scope.SESSION)
        private UdpEndpoint udp;

        @Test
        void test() {
            assertShared(udp, tcp);
        }
    }

    @Test
    void aProxyMayLeadToTheOneWhoseNumberItShares() {
        Kit.run(Proxies.class).passed(1);
    }

    @InKit
    static class Proxies {
        @UdpProxy(value = "127.0.0.1:${haywire.test.same.back.port}", name = "dns", property = "haywire.test.same.dns")
        private UdpEndpoint udp;

        @TcpProxy(value = "127.0.0.2:${haywire.test.same.dns.port}", samePortAs = "dns")
        private TcpEndpoint tcp;

        @UdpEchoServer(property = "haywire.test.same.back")
        private UdpEndpoint back;

        @Test
        void test() {
            assertShared(udp, tcp);
            assertThat(Sender.echoes(udp.address())).isTrue();
            assertThat(System.getProperty("haywire.test.same.dns")).isEqualTo("127.0.0.1:" + tcp.port());
        }
    }

    @Test
    void oneThatLivesLongerKeepsItsNumber() {
        Kit.run(Longer.class).passed(2);
        assertThat(NOTES.all()).hasSize(2).containsOnly(NOTES.all().get(0));
    }

    @InKit
    static class Longer {
        // an address of its own: elsewhere a connection of another test may have the number
        @UdpPeer(name = "dns", scope = Scope.CLASS, host = "127.0.0.11")
        private UdpEndpoint dns;

        @Test
        void a(@TcpEchoServer(samePortAs = "dns", host = "127.0.0.11") TcpEndpoint tcp) {
            NOTES.add(tcp.port());
        }

        @Test
        void b(@TcpEchoServer(samePortAs = "dns", host = "127.0.0.11") TcpEndpoint tcp) {
            NOTES.add(dns.port());
        }
    }

    @Test
    void aFixedNumberIsForBoth() {
        Kit.run(Fixed.class).passed(3);
    }

    @InKit
    static class Fixed {
        private static final int FREE = 20_053; // below the ephemeral ports

        @Test
        void inBoth(
                @UdpPeer(name = "dns", port = FREE, host = "127.0.0.10") UdpEndpoint udp,
                @TcpEchoServer(samePortAs = "dns", port = FREE, host = "127.0.0.10") TcpEndpoint tcp) {
            assertThat(tcp.port()).isEqualTo(udp.port()).isEqualTo(FREE);
        }

        @Test
        void inTheOneNamed(
                @UdpPeer(name = "dns", port = FREE, host = "127.0.0.10") UdpEndpoint udp,
                @TcpEchoServer(samePortAs = "dns", host = "127.0.0.10") TcpEndpoint tcp) {
            assertThat(tcp.port()).isEqualTo(udp.port()).isEqualTo(FREE);
        }

        @Test
        void inTheOneThatNames(
                @UdpPeer(name = "dns", host = "127.0.0.10") UdpEndpoint udp,
                @TcpEchoServer(samePortAs = "dns", port = FREE, host = "127.0.0.10") TcpEndpoint tcp) {
            assertThat(tcp.port()).isEqualTo(udp.port()).isEqualTo(FREE);
        }
    }

    @Test
    void aNumberTakenByOthersIsAnErrorThatSaysSo() {
        Ran ran = Kit.run(Taken.class).ended(0, 1, 0);
        assertThat(ran.failure())
                .hasMessage("@TcpEchoServer on parameter 0 of method SamePortTest.Taken.test(TcpEndpoint):"
                        + " samePortAs = \"dns\", but port " + NOTES.all().get(0)
                        + ", that of @UdpPeer on field SamePortTest.Taken.dns, is taken by another socket;"
                        + " allowed is a number free in both: two that start together with no fixed port find one,"
                        + " else give both a fixed one that is free");
    }

    @InKit
    static class Taken {
        private static ServerSocket other;

        @UdpPeer(host = "127.0.0.12")
        private static UdpEndpoint dns;

        @BeforeAll
        static void take() throws IOException {
            NOTES.add(dns.port());
            other = new ServerSocket(dns.port(), 1, InetAddress.getByName(dns.host()));
        }

        @Test
        void test(@TcpEchoServer(samePortAs = "dns", host = "127.0.0.12") TcpEndpoint endpoint) {
            throw new IllegalStateException("started in vain");
        }

        @AfterAll
        static void giveBack() throws IOException {
            other.close();
        }
    }
}
