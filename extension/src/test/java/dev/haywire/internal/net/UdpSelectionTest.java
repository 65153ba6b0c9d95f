package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.drop;
import static dev.haywire.fault.Faults.duplicate;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.loss;
import static dev.haywire.internal.net.Started.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.Datagram;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.Direction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which datagrams a fault hits on real sockets, whoever else talks and whatever else is on the wire. */
class UdpSelectionTest {
    private static final int CLIENTS = 8;
    private static final int EACH = 100;
    private static final int AT_ONCE = 25;
    private static final int MANY = 500;
    private static final long SEED = 4711;

    private enum Way {
        UPSTREAM,
        DOWNSTREAM;

        Direction direction() {
            return Direction.valueOf(name());
        }
    }

    @ParameterizedTest
    @EnumSource
    void eightClientsAtOnceLoseExactlyTheThirdAndFifthOfEach(Way way) throws Exception {
        try (LiveUdpEndpoint echo = StartedUdp.echo();
                LiveUdpEndpoint proxy = StartedUdp.proxy(echo.address())) {
            ActiveFault fault = proxy.apply(drop().nth(3, 5).direction(way.direction()));
            List<List<String>> answers = talkAtOnce(proxy);
            for (List<String> seen : answers) {
                assertThat(seen).isEqualTo(texts(allBut(3, 5)));
            }
            assertThat(fault.matched()).isEqualTo(2 * CLIENTS);
            assertThat(fault.fired()).isEqualTo(2 * CLIENTS);
            assertThat(proxy.counts().dropped("drop")).isEqualTo(2 * CLIENTS);
            assertThat(proxy.counts(way.direction()).dropped()).isEqualTo(2 * CLIENTS);
            assertNothingElseIsMissing(proxy, echo);
        }
    }

    @ParameterizedTest
    @EnumSource
    void eightClientsAtOnceMeetEachItsOwnDecisions(Way way) throws Exception {
        try (LiveUdpEndpoint echo = StartedUdp.echo();
                LiveUdpEndpoint proxy = StartedUdp.proxy(echo.address())) {
            proxy.seed(SEED);
            proxy.apply(loss(0.3).direction(way.direction()));
            List<List<String>> answers = talkAtOnce(proxy);
            for (int client = 0; client < CLIENTS; client++) {
                PureDecisions pure = PureDecisions.of(loss(0.3), SEED, proxy.name(), way.direction(), client, EACH);
                assertThat(answers.get(client)).as("client %d", client).isEqualTo(texts(pure.passed()));
            }
            assertNothingElseIsMissing(proxy, echo);
        }
    }

    /** Each in a thread of its own; returns what they were answered. */
    private static List<List<String>> talkAtOnce(LiveUdpEndpoint endpoint) throws Exception {
        CyclicBarrier start = new CyclicBarrier(CLIENTS);
        List<UdpClient> clients = new ArrayList<>();
        List<CompletableFuture<List<String>>> talking = new ArrayList<>();
        try {
            for (int i = 0; i < CLIENTS; i++) {
                UdpClient client = UdpClient.of(endpoint);
                clients.add(client);
                endpoint.expectClient(client.address());
            }
            for (UdpClient client : clients) {
                talking.add(Async.supply(() -> talk(client, endpoint, start)));
            }
            for (CompletableFuture<List<String>> one : talking) {
                one.get(60, TimeUnit.SECONDS);
            }
            // answers come from another loop, perhaps; those to what was sent meet the fault, the last ones do not
            eventually(() -> endpoint.counts(Direction.UPSTREAM).received() == CLIENTS * EACH
                    && endpoint.counts(Direction.DOWNSTREAM).received()
                            == endpoint.counts(Direction.UPSTREAM).delivered());
            endpoint.heal();
            List<List<String>> answers = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                UdpClient client = clients.get(i).send("end");
                List<String> seen = new ArrayList<>(talking.get(i).join());
                for (String next = client.receive(); !next.equals("end"); next = client.receive()) {
                    seen.add(next);
                }
                answers.add(seen);
            }
            return answers;
        } finally {
            for (UdpClient client : clients) {
                client.close();
            }
        }
    }

    private static List<String> talk(UdpClient client, LiveUdpEndpoint endpoint, CyclicBarrier start) {
        try {
            List<String> seen = new ArrayList<>();
            start.await(60, TimeUnit.SECONDS);
            for (int i = 1; i <= EACH; i++) {
                client.send(String.valueOf(i));
                if (i % AT_ONCE == 0) {
                    endpoint.counts(); // takes in what was sent: all of them at once are more than a small receive
                    // buffer holds
                }
                byte[] answer = client.receiveNow();
                if (answer != null) {
                    seen.add(new String(answer, StandardCharsets.UTF_8));
                }
            }
            return seen;
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private static void assertNothingElseIsMissing(LiveUdpEndpoint proxy, LiveUdpEndpoint echo) {
        assertThat(proxy.counts(Direction.UPSTREAM).received()).isEqualTo(CLIENTS * (EACH + 1));
        assertThat(proxy.counts(Direction.DOWNSTREAM).received())
                .isEqualTo(proxy.counts(Direction.UPSTREAM).delivered());
        assertThat(proxy.counts().kernelDrops()).isZero();
        assertThat(proxy.unaccounted()).isEmpty();
        assertThat(echo.unaccounted()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void thirtyPercentOfFiveHundredAreThoseOfThePipeline(Way way) throws IOException {
        try (LiveUdpEndpoint echo = StartedUdp.echo();
                UdpClient client = UdpClient.of(echo)) {
            echo.seed(SEED);
            ActiveFault fault = echo.apply(loss(0.3).direction(way.direction()));
            List<Long> expected = PureDecisions.of(loss(0.3), SEED, echo.name(), way.direction(), 0, MANY)
                    .passed();
            assertThat(answersTo(client, echo)).isEqualTo(texts(expected));
            assertThat(fault.fired()).isEqualTo(MANY - expected.size());
            assertThat(echo.counts(way.direction()).dropped("loss")).isEqualTo(MANY - expected.size());
            assertThat(echo.counts().dropped()).isEqualTo(MANY - expected.size());
            assertThat(echo.unaccounted()).isEmpty();
            assertThat(echo.datagrams(way.direction()))
                    .extracting(Datagram::ordinal)
                    .startsWith(expected.toArray(Long[]::new))
                    .hasSize(expected.size() + 1);
        }
    }

    @Test
    void otherFaultsAndOtherClientsChangeNoDecision() throws IOException {
        List<String> expected = texts(PureDecisions.of(loss(0.3), SEED, "echo", Direction.UPSTREAM, 0, MANY)
                .passed());
        try (LiveUdpEndpoint echo = StartedUdp.echo();
                UdpClient client = UdpClient.of(echo);
                UdpClient other = UdpClient.of(echo)) {
            echo.seed(SEED);
            echo.expectClient(client.address());
            echo.apply(drop().upstream().every(1).onClients(1));
            echo.apply(latency(Duration.ofMillis(1)));
            echo.apply(loss(0.3).upstream());
            echo.apply(duplicate(0.5).downstream());
            other.send("before");
            List<String> once = new ArrayList<>();
            for (String answer : answersTo(client, echo)) {
                if (once.isEmpty() || !once.get(once.size() - 1).equals(answer)) {
                    once.add(answer);
                }
            }
            assertThat(once).isEqualTo(expected);
            assertThat(echo.unaccounted()).isEmpty();
        }
    }

    @Test
    void aHigherShareOnlyLosesMore() throws IOException {
        List<List<String>> passed = new ArrayList<>();
        for (double share : new double[] {0.1, 0.3, 0.6}) {
            try (LiveUdpEndpoint echo = StartedUdp.echo();
                    UdpClient client = UdpClient.of(echo)) {
                echo.seed(SEED);
                echo.apply(loss(share).upstream());
                passed.add(answersTo(client, echo));
            }
        }
        assertThat(passed.get(0)).hasSizeLessThan(MANY).containsAll(passed.get(1));
        assertThat(passed.get(1)).hasSizeLessThan(passed.get(0).size()).containsAll(passed.get(2));
        assertThat(passed.get(2)).hasSizeLessThan(passed.get(1).size());
    }

    /** What is answered to 1 to {@link #MANY}. */
    private static List<String> answersTo(UdpClient client, LiveUdpEndpoint endpoint) throws IOException {
        for (int i = 1; i <= MANY; i++) {
            client.send(String.valueOf(i));
            if (i % AT_ONCE == 0) {
                endpoint.counts(); // takes in what was sent
            }
        }
        endpoint.heal();
        client.send("end");
        List<String> seen = new ArrayList<>();
        for (String next = client.receive(); !next.equals("end"); next = client.receive()) {
            seen.add(next);
        }
        return seen;
    }

    private static List<Long> allBut(long... ordinals) {
        return LongStream.rangeClosed(1, EACH)
                .filter(i -> LongStream.of(ordinals).noneMatch(one -> one == i))
                .boxed()
                .toList();
    }

    private static List<String> texts(List<Long> ordinals) {
        return ordinals.stream().map(String::valueOf).toList();
    }
}
