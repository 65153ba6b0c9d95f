package dev.haywire.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.Datagram;
import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.UdpEchoServer;
import dev.haywire.UdpEndpoint;
import dev.haywire.UdpPeer;
import dev.haywire.fault.Direction;
import dev.haywire.fault.Drop;
import dev.haywire.fault.Duplicate;
import dev.haywire.fault.Latency;
import dev.haywire.fault.Loss;
import dev.haywire.fault.Mtu;
import dev.haywire.fault.Refuse;
import dev.haywire.fault.Truncate;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing passes vacuously, over UDP. */
class UdpUnfiredFaultsTest {
    private static final String WARNED = "haywire.unfired-fault";
    private static final String HINT =
            "; allowed: a fault that fires, required = false on it, or haywire.unfired-faults = warn or ignore";

    private static void send(UdpEndpoint peer, int datagrams) throws IOException {
        try (Sender sender = new Sender(peer.address())) {
            for (int i = 0; i < datagrams; i++) {
                sender.send("x");
            }
            Sender.until(() -> peer.counts(Direction.UPSTREAM).received() == datagrams);
        }
    }

    static Stream<Arguments> failing() {
        return Stream.of(
                Arguments.of(
                        Selected.class,
                        "@Truncate(value = 10, direction = UPSTREAM) on method UdpUnfiredFaultsTest.Selected.test(UdpEndpoint)"
                                + " never fired on p, where it selected 3 datagrams"),
                Arguments.of(
                        ListedOnce.class,
                        "@Drop({1, 9}) on method UdpUnfiredFaultsTest.ListedOnce.test(UdpEndpoint)"
                                + " fired on datagrams [1], but not on [9] on p"),
                Arguments.of(
                        OnBoth.class,
                        "@Latency(1) on method UdpUnfiredFaultsTest.OnBoth.test(UdpEndpoint, TcpEndpoint)"
                                + " never fired on p, db, where it selected 0 connections and 0 datagrams"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failing")
    void fails(Class<?> subject, String message) {
        assertThat(Kit.run(subject).ended(0, 1, 0).failure())
                .isInstanceOf(AssertionError.class)
                .hasMessage(message + HINT);
    }

    @InKit
    static class Selected {
        @Test
        @Truncate(value = 10, direction = Direction.UPSTREAM)
        void test(@UdpPeer(name = "p") UdpEndpoint peer) throws IOException {
            send(peer, 3);
        }
    }

    @InKit
    static class ListedOnce {
        @Test
        @Drop({1, 9})
        void test(@UdpPeer(name = "p") UdpEndpoint peer) throws IOException {
            send(peer, 3);
        }
    }

    @InKit
    static class OnBoth {
        @Test
        @Latency(1)
        void test(@UdpPeer(name = "p") UdpEndpoint peer, @TcpEchoServer(name = "db") TcpEndpoint db) {}
    }

    /** As a resolver asks: each question from a port of its own. */
    private static void ask(UdpEndpoint peer, int questions) throws IOException {
        for (int i = 1; i <= questions; i++) {
            try (Sender sender = new Sender(peer.address())) {
                sender.send("question " + i);
                int asked = i;
                Sender.until(() -> peer.counts(Direction.UPSTREAM).received() == asked);
            }
        }
    }

    @Test
    void acrossClientsEachNumberIsOneOfTheEndpoint() {
        Kit.run(Questions.class).passed(2);
        assertThat(Kit.run(QuestionsTooFew.class).ended(0, 1, 0).failure())
                .isInstanceOf(AssertionError.class)
                .hasMessage("@Drop(value = {1, 3}, acrossClients = true) on method"
                        + " UdpUnfiredFaultsTest.QuestionsTooFew.test(UdpEndpoint) fired on datagrams [1], but not on [3] on p"
                        + HINT);
    }

    @InKit
    static class Questions {
        @Test
        @Drop(
                value = {1, 2},
                acrossClients = true)
        void theFirstTwo(@UdpPeer UdpEndpoint peer) throws IOException {
            ask(peer, 4);
            assertThat(peer.datagrams()).extracting(Datagram::text).containsExactly("question 3", "question 4");
        }

        @Test
        @Loss(value = 0.75, perBlock = 4, maxBurst = 3, acrossClients = true)
        void threeOfFour(@UdpPeer UdpEndpoint peer) throws IOException {
            ask(peer, 8);
            assertThat(peer.counts().dropped("loss")).isEqualTo(6);
        }
    }

    @InKit
    static class QuestionsTooFew {
        @Test
        @Drop(
                value = {1, 3},
                acrossClients = true)
        void test(@UdpPeer(name = "p") UdpEndpoint peer) throws IOException {
            ask(peer, 2);
        }
    }

    @Test
    void overSeveralEndpointsOneIsEnough() {
        Kit.run(Several.class).passed(2);
    }

    @InKit
    static class Several {
        @Test
        @Drop({1, 2})
        void eachNumberSomewhere(@UdpPeer UdpEndpoint one, @UdpPeer UdpEndpoint other) throws IOException {
            send(one, 1);
            send(other, 2);
        }

        @Test
        @Latency(1)
        void onOneProtocol(@UdpEchoServer UdpEndpoint udp, @TcpEchoServer TcpEndpoint tcp) {
            assertThat(Sender.echoes(udp.address())).isTrue();
        }
    }

    @Test
    void onATypeAreJudgedOverAllTests() {
        Kit.run(Together.class).passed(2);
        assertThat(Kit.run(Lacking.class).ended(1, 0, 0, 1).failure())
                .hasMessage("@Drop({1, 3}) on type UdpUnfiredFaultsTest.Lacking fired on datagrams [1], but not on [3]"
                        + " on @UdpPeer on parameter 0 of method UdpUnfiredFaultsTest.Lacking.test(UdpEndpoint)"
                        + HINT);
    }

    @InKit
    @Drop({1, 3})
    static class Together {
        @Test
        void a(@UdpPeer UdpEndpoint peer) throws IOException {
            send(peer, 1);
        }

        @Test
        void b(@UdpPeer UdpEndpoint peer) throws IOException {
            send(peer, 3);
        }
    }

    @InKit
    @Drop({1, 3})
    static class Lacking {
        @Test
        void test(@UdpPeer UdpEndpoint peer) throws IOException {
            send(peer, 2);
        }
    }

    @Test
    void randomOnesWarn() {
        assertThat(Kit.run(Random.class).passed(2).entries(WARNED))
                .containsExactly(
                        "@Loss(1.0E-9) on method UdpUnfiredFaultsTest.Random.loss(UdpEndpoint) never fired on p,"
                                + " where it selected 3 datagrams",
                        "@Duplicate(1.0E-9) on method UdpUnfiredFaultsTest.Random.twice(UdpEndpoint) never fired on p,"
                                + " where it selected 3 datagrams");
    }

    @InKit
    static class Random {
        @Test
        @Loss(1e-9)
        void loss(@UdpPeer(name = "p") UdpEndpoint peer) throws IOException {
            send(peer, 3);
        }

        @Test
        @Duplicate(1e-9)
        void twice(@UdpPeer(name = "p") UdpEndpoint peer) throws IOException {
            send(peer, 3);
        }
    }

    @Test
    void someAreExempt() {
        assertThat(Kit.run(Exempt.class).passed(3).entries(WARNED)).isEmpty();
    }

    @InKit
    static class Exempt {
        @Test
        @Mtu(1_200)
        void mtu(@UdpPeer UdpEndpoint peer) throws IOException {
            send(peer, 1);
        }

        @Test
        @Refuse
        void refuse(@UdpPeer UdpEndpoint peer) {}

        @Test
        @Drop(value = 9, required = false)
        void notRequired(@UdpPeer UdpEndpoint peer) throws IOException {
            send(peer, 1);
        }
    }
}
