package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.drop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.Haywire;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.Faults;
import dev.haywire.fault.LinkFault;
import dev.haywire.fault.TcpFault;
import dev.haywire.fault.UdpFault;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A predicate waits for no loop: what would wait says so, on its own loop as on the other, and the rest returns immediately. */
class PredicateWaitsTest {
    private static final String WAIT = "a wait on an event loop would block it; wait on a thread of the test's own";
    private static final String SEND = "send on an event loop would block it; send from a thread of the test's own";
    private static final String DURING =
            "during on an event loop would block it; apply the fault and close it there, or run the body on a thread of the"
                    + " test's own";
    private static final String START =
            "starting an endpoint on an event loop would block it; start it on a thread of the test's own";

    private static void onTheLoopOf(LiveUdpEndpoint udp, Runnable action) throws IOException {
        try (ActiveFault asking = udp.apply(drop().matching(datagram -> {
                            action.run();
                            return false;
                        })
                        .upstream()
                        .first(1));
                UdpClient client = UdpClient.of(udp)) {
            client.send("x");
            assertThat(client.receive()).isEqualTo("x");
            assertThat(asking.matched()).isZero();
        }
    }

    private static void refused(List<String> seen, Runnable waiting) {
        try {
            waiting.run();
            seen.add("returned");
        } catch (IllegalStateException told) {
            seen.add(told.getMessage());
        }
    }

    @ParameterizedTest
    @EnumSource(LoopsOf.class)
    void whatWouldWaitSaysSo(LoopsOf where) throws IOException {
        List<String> waits = new ArrayList<>();
        List<String> sends = new ArrayList<>();
        List<String> durings = new ArrayList<>();
        List<String> starts = new ArrayList<>();
        Duration noTime = Duration.ZERO;
        try (Haywire haywire = Haywire.open();
                LiveUdpEndpoint udp = StartedUdp.echo();
                LiveUdpEndpoint other = where.start(udp, StartedUdp::echo);
                LiveTcpEndpoint tcp = where.start(udp, Started::echo);
                Client client = Client.connect(tcp.address())) {
            tcp.awaitAccepted(1);
            ActiveFault fault = tcp.apply(Faults.blackhole());
            ActiveFault ofDatagrams = other.apply(Faults.loss(1));
            onTheLoopOf(udp, () -> {
                // true already or not: a test that passes only where its predicate comes late would be no test
                refused(waits, () -> tcp.awaitAccepted(1));
                refused(waits, () -> tcp.awaitAccepted(1, noTime));
                refused(waits, () -> tcp.awaitOpen(1));
                refused(waits, () -> tcp.awaitOpen(1, noTime));
                refused(waits, tcp::takeConnection);
                refused(waits, () -> tcp.takeConnection(noTime));
                refused(waits, () -> tcp.connection(0).awaitReceived("x"));
                refused(waits, () -> tcp.connection(0).awaitReceived(new byte[1], noTime));
                refused(waits, () -> tcp.connection(0).awaitClosed());
                refused(waits, () -> tcp.connection(0).awaitClosed(noTime));
                refused(waits, () -> other.awaitDatagrams(0));
                refused(waits, () -> other.awaitDatagrams(0, noTime));
                refused(waits, other::takeDatagram);
                refused(waits, () -> other.takeDatagram(noTime));
                refused(waits, fault::awaitFired);
                refused(waits, () -> ofDatagrams.awaitFired(noTime));
                refused(sends, () -> tcp.connection(0).send("x"));
                refused(durings, () -> tcp.during((TcpFault) Faults.reset(), () -> {}));
                refused(durings, () -> tcp.during((LinkFault) Faults.stall(), () -> {}));
                refused(durings, () -> other.during((UdpFault) Faults.loss(1), () -> {}));
                refused(durings, () -> other.during((LinkFault) Faults.stall(), () -> {}));
                refused(starts, Started::echo);
                refused(starts, StartedUdp::echo);
                refused(starts, haywire::tcpEchoServer);
                refused(starts, haywire::udpEchoServer);
            });
            assertThat(waits).hasSize(16).containsOnly(WAIT);
            assertThat(sends).containsExactly(SEND);
            assertThat(durings).hasSize(4).containsOnly(DURING);
            assertThat(starts).hasSize(4).containsOnly(START);
            assertThat(tcp.faults()).containsExactly(fault);
            assertThat(other.faults()).containsExactly(ofDatagrams);
            assertThat(udp.takeErrors()).isEmpty();
        }
    }

    @Test
    void predicatesOnTwoLoopsAskEachOthersEndpoints() throws Exception {
        Assumptions.assumeTrue(
                Runtime.getRuntime().availableProcessors() > 1,
                "one processor: there is one loop, whose predicates take turns");
        try (LiveUdpEndpoint one = StartedUdp.echo();
                LiveUdpEndpoint other = LoopsOf.OTHER.start(one, StartedUdp::echo);
                UdpClient toOne = UdpClient.of(one);
                UdpClient toOther = UdpClient.of(other)) {
            // both loops are in a predicate when each asks the other
            CyclicBarrier both = new CyclicBarrier(2);
            one.apply(drop().upstream().matching(datagram -> asks(both, other)));
            other.apply(drop().upstream().matching(datagram -> asks(both, one)));
            for (int round = 0; round < 20; round++) {
                toOne.send("a");
                toOther.send("b");
                assertThat(toOne.receive()).isEqualTo("a");
                assertThat(toOther.receive()).isEqualTo("b");
            }
            assertThat(one.takeErrors()).isEmpty();
            assertThat(other.takeErrors()).isEmpty();
            assertThat(one.faults()).hasSize(1);
            assertThat(other.faults()).hasSize(1);
        }
    }

    private static boolean asks(CyclicBarrier both, LiveUdpEndpoint other) {
        try {
            both.await(20, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
        other.counts();
        other.datagrams();
        other.clients();
        other.faults();
        other.journal().lines();
        other.recordTruncated();
        ActiveFault applied = other.apply(Faults.latency(Duration.ofNanos(1)).downstream());
        applied.isActive();
        applied.matched();
        applied.fired();
        applied.close();
        other.expectClient(other.address());
        other.handle((datagram, replier) -> replier.reply(datagram.payload()));
        return false;
    }

    @Test
    void aPredicateMayAskTheFacadeThatStartsAnotherEndpoint() throws Exception {
        CountDownLatch inPredicate = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        List<String> seen = new ArrayList<>();
        try (Haywire haywire = Haywire.open()) {
            LiveUdpEndpoint udp = (LiveUdpEndpoint) haywire.udpEchoServer();
            LiveTcpEndpoint tcp = (LiveTcpEndpoint) haywire.tcpEchoServer();
            udp.apply(drop().upstream().matching(datagram -> {
                inPredicate.countDown();
                await(goOn);
                seen.add(haywire.toString());
                haywire.close(tcp);
                return false;
            }));
            FutureTask<LiveEndpoint> starting = new FutureTask<>(() -> {
                // one of them lives on the loop that is in the predicate: each goes to the loop that has fewer, tests
                // at the same time too
                LiveEndpoint one = (LiveEndpoint) haywire.tcpEchoServer();
                for (int more = 0; more < 100 && LoopsOf.loop(one) != LoopsOf.loop(udp); more++) {
                    one = (LiveEndpoint) haywire.tcpEchoServer();
                }
                return one;
            });
            try (UdpClient client = UdpClient.of(udp)) {
                client.send("x");
                await(inPredicate);
                Thread starter = new Thread(starting, "starts");
                starter.start();
                Started.eventually(() -> starter.getState() == Thread.State.TIMED_WAITING);
                goOn.countDown();
                assertThat(client.receive()).isEqualTo("x");
            }
            assertThat(LoopsOf.loop(starting.get(20, TimeUnit.SECONDS))).isEqualTo(LoopsOf.loop(udp));
            Started.eventually(tcp::isClosed);
            assertThat(seen).singleElement().asString().startsWith("Haywire with seed 0, endpoints [");
        }
    }

    @Test
    void aPredicateClosesTheWholeFacade() throws Exception {
        Haywire haywire = Haywire.open();
        LiveUdpEndpoint udp = (LiveUdpEndpoint) haywire.udpEchoServer();
        LiveTcpEndpoint tcp = (LiveTcpEndpoint) haywire.tcpEchoServer();
        udp.apply(drop().upstream().matching(datagram -> {
            haywire.close();
            throw new IllegalStateException("on purpose");
        }));
        try (UdpClient client = UdpClient.of(udp)) {
            client.send("x");
            Started.eventually(() -> udp.isClosed() && tcp.isClosed());
        }
        assertThat(udp.unaccounted()).isEmpty();
        // what was closed without a wait is waited for, and its errors are told
        assertThatThrownBy(haywire::close)
                .isInstanceOf(AssertionError.class)
                .hasMessage("user code of an endpoint failed: java.lang.IllegalStateException: on purpose");
        haywire.close();
    }

    @ParameterizedTest
    @EnumSource(LoopsOf.class)
    void aHandlerThatTakesItsTimeKeepsNoLoop(LoopsOf where) throws Exception {
        CountDownLatch serving = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (LiveUdpEndpoint udp = StartedUdp.echo();
                LiveTcpEndpoint tcp = where.start(
                        udp,
                        () -> Started.handler(session -> {
                            serving.countDown();
                            await(goOn);
                        }));
                Client connection = Client.connect(tcp.address())) {
            await(serving);
            onTheLoopOf(udp, tcp::close);
            // the handler is still at work, and the loop serves the next one
            onTheLoopOf(udp, () -> assertThat(goOn.getCount()).isEqualTo(1));
            goOn.countDown();
            tcp.close();
            assertThat(tcp.isClosed()).isTrue();
            assertThat(tcp.takeErrors()).isEmpty();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
