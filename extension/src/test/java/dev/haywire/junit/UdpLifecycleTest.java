package dev.haywire.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.Datagram;
import dev.haywire.Haywire;
import dev.haywire.HaywireTest;
import dev.haywire.Scope;
import dev.haywire.UdpCounts;
import dev.haywire.UdpEchoServer;
import dev.haywire.UdpEndpoint;
import dev.haywire.UdpHandler;
import dev.haywire.UdpPeer;
import dev.haywire.UdpReplier;
import dev.haywire.Wired;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.Direction;
import dev.haywire.fault.Faults;
import dev.haywire.fault.Loss;
import dev.haywire.kit.Processes;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** How long declared UDP endpoints live, what restarts between tests, and whose failure is what. */
@ResourceLock(value = Processes.STARTED, mode = ResourceAccessMode.READ)
class UdpLifecycleTest {
    private static final Kit.Notes NOTES = new Kit.Notes();

    @BeforeEach
    void forget() {
        NOTES.clear();
    }

    @Test
    void recordsIndicesAndCountersRestartBeforeEachTest() {
        Kit.run(Shared.class).passed(2);
    }

    @InKit
    static class Shared {
        @UdpEchoServer
        private static UdpEndpoint server;

        private static Sender earlier;
        private static Sender later;

        @BeforeAll
        static void speak() throws IOException {
            later = new Sender(server.address());
            earlier = new Sender(server.address());
            assertThat(later.send("x").receive()).isEqualTo("x");
        }

        @Test
        void a() throws IOException {
            assertThat(server.datagrams(Direction.BOTH)).isEmpty();
            assertThat(server.clients()).isEmpty();
            UdpCounts counts = server.counts();
            assertThat(counts.received()).isZero();
            assertThat(counts.delivered()).isZero();
            assertThat(earlier.send("one").receive()).isEqualTo("one");
            assertThat(later.send("two").receive()).isEqualTo("two");
            assertThat(later.send("three").receive()).isEqualTo("three");
            assertThat(server.datagrams())
                    .extracting(Datagram::text, Datagram::index, Datagram::ordinal)
                    .containsExactly(tuple("one", 0, 1L), tuple("two", 1, 1L), tuple("three", 1, 2L));
            assertThat(server.takeDatagram().text()).isEqualTo("one");
            server.apply(Faults.blackhole());
        }

        @Test
        void b() throws IOException {
            assertThat(server.faults()).isEmpty();
            a();
        }

        @AfterAll
        static void end() {
            earlier.close();
            later.close();
        }

        private static org.assertj.core.groups.Tuple tuple(Object... values) {
            return new org.assertj.core.groups.Tuple(values);
        }
    }

    @Test
    void livesAsLongAsWhatHoldsIt() {
        Kit.run(Lives.class).passed(2);
        List<UdpEndpoint> seen = NOTES.all(UdpEndpoint.class);
        assertThat(seen).hasSize(8);
        assertThat(seen.get(0)).as("static field").isSameAs(seen.get(4));
        assertThat(seen.get(1)).as("scope CLASS").isSameAs(seen.get(5));
        assertThat(seen.get(2)).as("field").isNotSameAs(seen.get(6));
        assertThat(seen.get(3)).as("parameter").isNotSameAs(seen.get(7));
        assertThat(seen).allMatch(endpoint -> endpoint.toString().contains("closed"));
    }

    @InKit
    static class Lives {
        @UdpPeer
        private static UdpEndpoint shared;

        @UdpPeer(scope = Scope.CLASS)
        private UdpEndpoint ofClass;

        @UdpPeer
        private UdpEndpoint field;

        @Test
        void a(@UdpPeer UdpEndpoint parameter) {
            List.of(shared, ofClass, field, parameter).forEach(NOTES::add);
        }

        @Test
        void b(@UdpPeer UdpEndpoint parameter) {
            a(parameter);
        }
    }

    @Test
    void ofTheSessionIsOneForAllClassesThatDeclareIt() {
        Kit.run(First.class, Second.class).passed(2);
        List<UdpEndpoint> seen = NOTES.all(UdpEndpoint.class);
        assertThat(seen.get(0)).isSameAs(seen.get(1));
    }

    @InKit
    @UdpPeer(name = "UdpLifecycleTest.agent", scope = Scope.SESSION, reply = "ok")
    static class First {
        @Test
        void test(@Wired("UdpLifecycleTest.agent") UdpEndpoint agent) throws IOException {
            NOTES.add(agent);
            assertThat(agent.datagrams()).isEmpty();
            try (Sender sender = new Sender(agent.address())) {
                assertThat(sender.send("x").receive()).isEqualTo("ok");
            }
        }
    }

    @InKit
    static class Second {
        @UdpPeer(name = "UdpLifecycleTest.agent", scope = Scope.SESSION, reply = "ok")
        private UdpEndpoint agent;

        @Test
        void test() {
            NOTES.add(agent);
            assertThat(agent.datagrams()).isEmpty();
        }
    }

    @Test
    void thePortOfAClosedOneIsFreeAtOnce() throws IOException {
        Kit.run(Closed.class).passed(1);
        InetSocketAddress address = NOTES.all(InetSocketAddress.class).get(0);
        try (DatagramSocket socket = new DatagramSocket(address)) {
            assertThat(socket.getLocalPort()).isEqualTo(address.getPort());
        }
        assertThat(System.getProperty("haywire.test.udp.closed")).isNull();
    }

    @InKit
    static class Closed {
        @Test
        void test(@UdpEchoServer(property = "haywire.test.udp.closed", host = "127.0.0.11") UdpEndpoint endpoint) {
            assertThat(System.getProperty("haywire.test.udp.closed")).isEqualTo("127.0.0.11:" + endpoint.port());
            assertThat(System.getProperty("haywire.test.udp.closed.host")).isEqualTo("127.0.0.11");
            assertThat(System.getProperty("haywire.test.udp.closed.port")).isEqualTo("" + endpoint.port());
            assertThat(Sender.echoes(endpoint.address())).isTrue();
            NOTES.add(endpoint.address());
        }
    }

    @Test
    void whatAHandlerThrowsFailsTheTest() {
        Ran ran = Kit.run(Throwing.class).ended(0, 2, 0);
        assertThat(ran.messages())
                .containsExactly(
                        "p: java.lang.IllegalStateException: on purpose",
                        "user code of an endpoint failed: java.lang.IllegalStateException: on purpose");
    }

    @InKit
    @HaywireTest
    static class Throwing {
        @Test
        void declared(@UdpPeer(name = "p", handler = Refusing.class) UdpEndpoint endpoint) throws IOException {
            try (Sender sender = new Sender(endpoint.address())) {
                assertThat(sender.send("throw", "go on").receive()).isEqualTo("served");
            }
        }

        @Test
        void inCode(Haywire haywire) throws IOException {
            UdpEndpoint peer = haywire.udpPeer(new Refusing());
            try (Sender sender = new Sender(peer.address())) {
                assertThat(sender.send("throw", "go on").receive()).isEqualTo("served");
            }
        }
    }

    static final class Refusing implements UdpHandler {
        @Override
        public void handle(Datagram datagram, UdpReplier replier) {
            if (datagram.text().equals("throw")) {
                throw new IllegalStateException("on purpose");
            }
            replier.reply("served");
        }
    }

    @Test
    void whatAPredicateThrowsFailsTheTestAndTheRelayLives() {
        Ran ran = Kit.run(Predicate.class).ended(0, 1, 0);
        assertThat(ran.failure()).hasMessage("p: java.lang.IllegalStateException: on purpose");
        assertThat(NOTES.all()).containsExactly(true);
    }

    @InKit
    static class Predicate {
        @Test
        void test(@UdpEchoServer(name = "p") UdpEndpoint endpoint) {
            endpoint.apply(Faults.drop()
                    .matching(datagram -> {
                        throw new IllegalStateException("on purpose");
                    })
                    .upstream());
            NOTES.add(Sender.echoes(endpoint.address()));
        }
    }

    @Test
    void theSameTestDecidesTheSameOnEveryRun() {
        List<Object> first = lost(Kit.of(Lossy.class));
        assertThat(first).isNotEmpty().hasSizeLessThan(100);
        assertThat(lost(Kit.of(Lossy.class))).isEqualTo(first);
        assertThat(lost(Kit.of(Lossy.class).with("haywire.seed", "42"))).isNotEqualTo(first);
    }

    private static List<Object> lost(Kit kit) {
        NOTES.clear();
        kit.run().passed(1);
        return NOTES.all();
    }

    @InKit
    static class Lossy {
        @Test
        @Loss(0.3)
        void test(@UdpPeer(name = "p") UdpEndpoint peer) throws IOException {
            try (Sender sender = new Sender(peer.address())) {
                for (String text : IntStream.range(0, 100).mapToObj(i -> "" + i).toArray(String[]::new)) {
                    sender.send(text);
                }
                Sender.until(() -> peer.counts().received() == 100);
                peer.datagrams().forEach(datagram -> NOTES.add(datagram.text()));
            }
        }
    }

    @Test
    void faultsAppliedInCodeEndWithTheTest() {
        Kit.run(InCode.class).passed(2);
    }

    @InKit
    static class InCode {
        @UdpEchoServer
        private static UdpEndpoint server;

        @BeforeAll
        static void before() {
            server.apply(Faults.mtu(100));
        }

        @Test
        void a() {
            assertThat(server.faults()).extracting(ActiveFault::fault).hasToString("[mtu(100)]");
            server.apply(Faults.loss(1));
        }

        @Test
        void b() {
            a();
        }
    }
}
