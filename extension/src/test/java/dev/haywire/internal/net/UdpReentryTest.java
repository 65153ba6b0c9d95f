package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.corrupt;
import static dev.haywire.fault.Faults.drop;
import static dev.haywire.fault.Faults.duplicate;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.loss;
import static dev.haywire.fault.Faults.refuse;
import static dev.haywire.fault.Faults.stall;
import static dev.haywire.fault.Faults.truncate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.Datagram;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.Direction;
import dev.haywire.fault.UdpFault;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A predicate runs in the midst of a datagram's way; what it asks of its own endpoint is done all the same, and nothing vanishes. */
class UdpReentryTest {

    /** Applies a fault whose predicate does something at the first datagram, and selects nothing. */
    private static void atTheFirst(LiveUdpEndpoint endpoint, Consumer<Datagram> action) {
        endpoint.apply(drop().upstream().matching(datagram -> {
            if (datagram.ordinal() == 1) {
                action.accept(datagram);
            }
            return false;
        }));
    }

    @Test
    void aPredicateEndsItsPeer() throws IOException {
        try (LiveUdpEndpoint echo = StartedUdp.echo();
                UdpClient client = UdpClient.of(echo)) {
            atTheFirst(echo, datagram -> echo.close());
            client.send("x");
            Started.eventually(echo::isClosed);
            assertThat(echo.unaccounted()).isEmpty();
            assertThat(echo.counts().received()).isEqualTo(1);
        }
    }

    @Test
    void whoAsksWhileAPredicateEndsItsPeerWaitsForTheRest() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (LiveUdpEndpoint echo = StartedUdp.echo();
                UdpClient client = UdpClient.of(echo)) {
            atTheFirst(echo, datagram -> {
                echo.close();
                closed.countDown();
                await(goOn);
            });
            client.send("x");
            await(closed);
            FutureTask<Optional<String>> question = new FutureTask<>(echo::unaccounted);
            Thread asking = new Thread(question, "asks");
            asking.start();
            Started.eventually(() -> asking.getState() == Thread.State.TIMED_WAITING || question.isDone());
            goOn.countDown();
            assertThat(question.get(10, TimeUnit.SECONDS)).isEmpty();
            assertThat(echo.counts().dropped("ended")).isEqualTo(1);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void aPredicateEndsItsProxy() throws Exception {
        try (LiveUdpEndpoint server = StartedUdp.sink();
                LiveUdpEndpoint proxy = StartedUdp.proxy(server.address());
                UdpClient client = UdpClient.of(proxy)) {
            atTheFirst(proxy, datagram -> proxy.close());
            client.send("x");
            Started.eventually(proxy::isClosed);
            // no way to the server was opened behind the end
            assertThat(server.counts().received()).isZero();
            assertThat(proxy.counts(Direction.UPSTREAM).dropped()).isEqualTo(1);
            assertThat(proxy.unaccounted()).isEmpty();
        }
    }

    @Test
    void aPredicateHealsItsEndpoint() throws IOException {
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                UdpClient client = UdpClient.of(sink)) {
            atTheFirst(sink, datagram -> sink.heal());
            sink.apply(stall().upstream());
            client.send("a", "b");
            sink.awaitDatagrams(2);
            assertThat(sink.faults()).isEmpty();
            assertThat(sink.datagrams()).extracting(Datagram::text).containsExactly("a", "b");
            assertThat(sink.unaccounted()).isEmpty();
        }
    }

    @Test
    void aPredicateAppliesAFaultThatTheNextMeets() throws IOException {
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                UdpClient client = UdpClient.of(sink)) {
            atTheFirst(sink, datagram -> sink.apply(loss(1)));
            client.send("a", "b");
            Started.eventually(() -> sink.counts().received() == 2);
            assertThat(sink.datagrams()).extracting(Datagram::text).containsExactly("a");
            assertThat(sink.counts().dropped("loss")).isEqualTo(1);
        }
    }

    @Test
    void aPredicateThatRefusesTakesInWhatWaitedInOrder() throws IOException {
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                UdpClient client = UdpClient.connected(sink)) {
            atTheFirst(sink, datagram -> sink.apply(refuse()));
            try (LoopThreads.Held held = LoopThreads.hold()) {
                client.send("a", "b", "c");
            }
            sink.awaitDatagrams(3);
            assertThat(sink.datagrams()).extracting(Datagram::text).containsExactly("a", "b", "c");
            client.sendUntilRefused();
            assertThat(sink.unaccounted()).isEmpty();
        }
    }

    @Test
    void aPredicateAsksForCountsAndClientsAndSends() throws IOException {
        AtomicReference<String> seen = new AtomicReference<>();
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                UdpClient client = UdpClient.of(sink)) {
            InetSocketAddress address = client.address();
            atTheFirst(sink, datagram -> {
                seen.set(sink.counts().received() + " of " + sink.clients().size() + ", "
                        + sink.datagrams().size());
                sink.send(Started.bytes("hello"), address);
            });
            client.send("x");
            assertThat(client.receive()).isEqualTo("hello");
            assertThat(seen).hasValue("1 of 1, 0");
            assertThat(sink.takeErrors()).isEmpty();
        }
    }

    @Test
    void aPredicateThatWaitsIsToldThatItMustNot() throws IOException {
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                UdpClient client = UdpClient.of(sink)) {
            atTheFirst(sink, datagram -> sink.awaitDatagrams(1, Duration.ofSeconds(1)));
            client.send("x");
            sink.awaitDatagrams(1);
            assertThat(sink.takeErrors()).singleElement().satisfies(error -> assertThat(error)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("a wait on an event loop would block it; wait on a thread of the test's own"));
        }
    }

    @Test
    void aPredicateThatThrowsSelectsNothingAndFailsTheTest() throws IOException {
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                UdpClient client = UdpClient.of(sink)) {
            ActiveFault fault = sink.apply(drop().matching(datagram -> {
                throw new AssertionError("not " + datagram.text());
            }));
            client.send("a", "b");
            sink.awaitDatagrams(2);
            assertThat(fault.matched()).isZero();
            assertThat(sink.takeErrors()).extracting(Throwable::getMessage).containsExactly("not a", "not b");
            assertThat(sink.unaccounted()).isEmpty();
        }
    }

    @Test
    void aPredicateEndsTheFaultsAroundIt() throws IOException {
        AtomicReference<ActiveFault> delay = new AtomicReference<>();
        AtomicReference<ActiveFault> own = new AtomicReference<>();
        try (LiveUdpEndpoint echo = StartedUdp.echo();
                UdpClient client = UdpClient.of(echo)) {
            delay.set(echo.apply(latency(Duration.ofHours(1)).upstream()));
            own.set(echo.apply(drop().upstream().matching(datagram -> {
                if (datagram.text().equals("end")) {
                    delay.get().close();
                    own.get().close();
                }
                return false;
            })));
            client.send("held", "end", "behind");
            assertThat(client.receive()).isEqualTo("held");
            assertThat(client.receive()).isEqualTo("end");
            assertThat(client.receive()).isEqualTo("behind");
            assertThat(echo.counts().reordered()).isZero();
            assertThat(echo.unaccounted()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPredicateThatSelectsTheLastDatagramOfItsFault(Ended how) throws IOException {
        for (Cut cut : Cut.values()) {
            AtomicReference<ActiveFault> own = new AtomicReference<>();
            try (LiveUdpEndpoint sink = StartedUdp.sink();
                    UdpClient client = UdpClient.of(sink)) {
                own.set(sink.apply(cut.fault.matching(datagram -> {
                    how.end.accept(sink, own.get());
                    return true;
                })));
                client.send("abcdef", "behind");
                sink.awaitDatagrams(cut.passes.size());
                assertThat(sink.datagrams()).extracting(Datagram::text).isEqualTo(cut.passes);
                assertThat(own.get().matched()).isEqualTo(1);
                assertThat(own.get().fired()).isEqualTo(cut.fired);
                assertThat(sink.faults()).isEmpty();
                assertThat(sink.unaccounted()).isEmpty();
            }
        }
    }

    private enum Ended {
        ALONE((sink, own) -> own.close()),
        WITH_ALL((sink, own) -> sink.heal());

        private final BiConsumer<LiveUdpEndpoint, ActiveFault> end;

        Ended(BiConsumer<LiveUdpEndpoint, ActiveFault> end) {
            this.end = end;
        }
    }

    /** What a fault does to the datagram that is selected; one that only delays ends before it has begun. */
    private enum Cut {
        DROP(drop().upstream(), 1, "behind"),
        TRUNCATE(truncate(3).upstream(), 1, "abc", "behind"),
        DUPLICATE(duplicate(1).upstream(), 1, "abcdef", "abcdef", "behind"),
        STALL(stall().upstream(), 0, "abcdef", "behind"),
        LATENCY(latency(Duration.ofHours(1)).upstream(), 0, "abcdef", "behind");

        private final UdpFault fault;
        private final int fired;
        private final List<String> passes;

        Cut(UdpFault fault, int fired, String... passes) {
            this.fault = fault;
            this.fired = fired;
            this.passes = List.of(passes);
        }
    }

    @Test
    void whatChangesAPayloadMayEndItsOwnFault() throws IOException {
        AtomicReference<ActiveFault> own = new AtomicReference<>();
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                UdpClient client = UdpClient.of(sink)) {
            own.set(sink.apply(corrupt(payload -> {
                        own.get().close();
                        return Started.bytes("changed");
                    })
                    .upstream()));
            sink.apply(truncate(3));
            sink.apply(duplicate(1));
            client.send("x", "abcdef");
            sink.awaitDatagrams(4);
            // the stages behind it are not passed over
            assertThat(sink.datagrams()).extracting(Datagram::text).containsExactly("cha", "cha", "abc", "abc");
            assertThat(sink.faults()).hasSize(2);
            assertThat(sink.unaccounted()).isEmpty();
        }
    }

    @Test
    void aPredicateForwardsElsewhere() throws IOException {
        try (LiveUdpEndpoint one = StartedUdp.echo();
                LiveUdpEndpoint other = StartedUdp.echo();
                LiveUdpEndpoint proxy = StartedUdp.proxy(one.address());
                UdpClient client = UdpClient.of(proxy)) {
            atTheFirst(proxy, datagram -> proxy.forwardTo(other.address()));
            client.send("x");
            assertThat(client.receive()).isEqualTo("x");
            assertThat(one.counts().received()).isZero();
            assertThat(other.counts(Direction.UPSTREAM).received()).isEqualTo(1);
        }
    }
}
