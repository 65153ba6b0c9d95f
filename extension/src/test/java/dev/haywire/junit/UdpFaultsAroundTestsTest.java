package dev.haywire.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.Datagram;
import dev.haywire.Endpoint;
import dev.haywire.Scope;
import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.UdpEchoServer;
import dev.haywire.UdpEndpoint;
import dev.haywire.UdpPeer;
import dev.haywire.Wired;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.Direction;
import dev.haywire.fault.Drop;
import dev.haywire.fault.Latency;
import dev.haywire.fault.Loss;
import dev.haywire.fault.Mtu;
import dev.haywire.fault.Refuse;
import dev.haywire.fault.Reset;
import dev.haywire.fault.Stall;
import dev.haywire.fault.Truncate;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Annotated faults on UDP endpoints: when they are live, on what, and which datagrams they meet. */
class UdpFaultsAroundTestsTest {
    private static final Kit.Notes NOTES = new Kit.Notes();

    @BeforeEach
    void forget() {
        NOTES.clear();
    }

    private static List<String> faults(Endpoint endpoint) {
        return endpoint.faults().stream()
                .map(ActiveFault::fault)
                .map(Object::toString)
                .toList();
    }

    @Test
    void areLiveExactlyAroundTheTestMethod() {
        Kit.run(Around.class).passed(1);
        assertThat(NOTES.all()).containsExactly("set up healthy", "refused", "tear down healthy");
    }

    @InKit
    static class Around {
        @UdpEchoServer
        @Refuse
        private UdpEndpoint endpoint;

        @BeforeEach
        void setUp() {
            NOTES.add(Sender.echoes(endpoint.address()) ? "set up healthy" : "set up broken");
        }

        @Test
        void test() {
            NOTES.add(Sender.echoes(endpoint.address()) ? "not refused" : "refused");
        }

        @AfterEach
        void tearDown() {
            NOTES.add(Sender.echoes(endpoint.address()) ? "tear down healthy" : "tear down broken");
        }
    }

    @Test
    void withoutANameMeetEveryEndpointWhoseProtocolSupportsThem() {
        Kit.of(Unnamed.class).with("haywire.unfired-faults", "ignore").run().passed(1);
    }

    @InKit
    @TcpEchoServer(name = "typed-tcp")
    @UdpPeer(name = "typed-udp")
    @Latency(1)
    @Mtu(9)
    @Reset(onAccept = true)
    static class Unnamed {
        @UdpEchoServer
        private UdpEndpoint udp;

        @TcpEchoServer
        private TcpEndpoint tcp;

        @Test
        @Loss(0.3)
        @Stall(nth = 3, direction = Direction.UPSTREAM)
        @Refuse(keepOpen = true, startingAfter = 60_000)
        void test(@Wired("typed-tcp") TcpEndpoint typedTcp, @Wired("typed-udp") UdpEndpoint typedUdp) {
            assertThat(faults(udp))
                    .isEqualTo(faults(typedUdp))
                    .containsExactly("latency(1 ms)", "mtu(9)", "loss(0.3)", "stall().upstream().nth(3)");
            assertThat(faults(tcp))
                    .isEqualTo(faults(typedTcp))
                    .containsExactly("latency(1 ms)", "reset().onAccept()", "refuse().keepOpen().startingAfter(60 s)");
        }
    }

    @Test
    void ofAComposedAnnotationAreSkippedWhereTheirProtocolIsAbsent() {
        Kit.of(Composed.class).with("haywire.unfired-faults", "fail").run().passed(4);
    }

    @Target(ElementType.PARAMETER)
    @Retention(RetentionPolicy.RUNTIME)
    @UdpPeer
    @Reset(onAccept = true)
    @Drop(value = 1)
    @interface FlakyPeer {}

    @Target({ElementType.METHOD, ElementType.TYPE})
    @Retention(RetentionPolicy.RUNTIME)
    @Reset(onAccept = true, required = false)
    @Drop(value = 1, direction = Direction.UPSTREAM)
    @interface Flaky {}

    @InKit
    static class Composed {
        @Test
        @Flaky
        void overTcp(@TcpEchoServer TcpEndpoint endpoint) {
            assertThat(faults(endpoint)).containsExactly("reset().onAccept()");
        }

        @Test
        void beside(@FlakyPeer UdpEndpoint endpoint) throws IOException {
            overUdp(endpoint);
        }

        @Test
        @Flaky
        void overUdp(@UdpPeer UdpEndpoint endpoint) throws IOException {
            assertThat(faults(endpoint)).hasSize(1).allMatch(fault -> fault.startsWith("drop()"));
            try (Sender sender = new Sender(endpoint.address())) {
                sender.send("lost", "kept");
                assertThat(endpoint.takeDatagram().text()).isEqualTo("kept");
            }
        }

        @Test
        @Flaky
        void overBoth(@UdpPeer UdpEndpoint udp, @TcpEchoServer TcpEndpoint tcp) throws IOException {
            assertThat(faults(tcp)).containsExactly("reset().onAccept()");
            try (Sender sender = new Sender(udp.address())) {
                sender.send("lost", "kept");
                assertThat(udp.takeDatagram().text()).isEqualTo("kept");
            }
        }
    }

    @Test
    void besideWiredMeetThatEndpointAlone() {
        Kit.run(Narrowed.class).passed(1);
    }

    @InKit
    @UdpPeer(name = "one")
    @UdpPeer(name = "two")
    static class Narrowed {
        @Test
        void test(
                @Wired("one") @Truncate(value = 2, direction = Direction.UPSTREAM) UdpEndpoint one,
                @Wired("two") UdpEndpoint two)
                throws IOException {
            assertThat(faults(two)).isEmpty();
            try (Sender first = new Sender(one.address());
                    Sender second = new Sender(two.address())) {
                first.send("long");
                second.send("long");
                assertThat(one.takeDatagram().text()).isEqualTo("lo");
                assertThat(two.takeDatagram().text()).isEqualTo("long");
            }
        }
    }

    @Test
    @Drop(
            value = {3, 5},
            direction = Direction.UPSTREAM)
    void dropTheirNumbersOfEachClient(@UdpPeer UdpEndpoint peer) throws IOException {
        try (Sender one = new Sender(peer.address());
                Sender other = new Sender(peer.address())) {
            for (int i = 1; i <= 6; i++) {
                one.send("a" + i);
                other.send("b" + i);
            }
            peer.awaitDatagrams(8);
            for (int client = 0; client < 2; client++) {
                int index = client;
                assertThat(peer.datagrams().stream().filter(datagram -> datagram.index() == index))
                        .extracting(Datagram::ordinal)
                        .containsExactly(1L, 2L, 4L, 6L);
            }
            assertThat(peer.counts().dropped("drop")).isEqualTo(4);
        }
    }

    @Test
    @Drop(first = 2)
    @Drop(every = 4)
    void needNoDirectionOnASink(@UdpPeer UdpEndpoint peer) throws IOException {
        try (Sender sender = new Sender(peer.address())) {
            sender.send("1", "2", "3", "4", "5", "6");
            peer.awaitDatagrams(3);
            assertThat(peer.datagrams()).extracting(Datagram::text).containsExactly("3", "5", "6");
        }
    }

    @Test
    void countFromWhenTheyBecomeActive() {
        Kit.run(Counting.class).passed(2);
    }

    @InKit
    static class Counting {
        private static Sender sender;

        @UdpPeer
        private static UdpEndpoint peer;

        @BeforeEach
        void speak() throws IOException {
            if (sender == null) {
                sender = new Sender(peer.address());
            }
            sender.send("before");
            assertThat(peer.takeDatagram().ordinal()).isEqualTo(1);
        }

        @Test
        @Drop(1)
        void a() throws IOException {
            sender.send("first", "second");
            assertThat(peer.takeDatagram())
                    .extracting(Datagram::text, Datagram::index, Datagram::ordinal)
                    .containsExactly("second", 0, 3L);
        }

        @Test
        @Drop(1)
        void b() throws IOException {
            a();
            sender.close();
        }
    }

    @Test
    void onATypeMeetTheNamedEndpointOfEachTest() {
        Kit.run(OnType.class).passed(2);
    }

    @InKit
    @UdpPeer(name = "agent", scope = Scope.CLASS)
    @Drop(value = 1, on = "agent")
    static class OnType {
        @Test
        void a(@Wired("agent") UdpEndpoint agent) throws IOException {
            try (Sender sender = new Sender(agent.address())) {
                sender.send("lost", "kept");
                assertThat(agent.takeDatagram().text()).isEqualTo("kept");
                assertThat(agent.clients())
                        .containsExactly(new InetSocketAddress(
                                "127.0.0.1", sender.address().getPort()));
            }
        }

        @Test
        void b(@Wired("agent") UdpEndpoint agent) throws IOException {
            a(agent);
        }
    }
}
