package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.drop;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.loss;
import static dev.haywire.fault.Faults.truncate;
import static dev.haywire.internal.net.Started.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.haywire.Datagram;
import dev.haywire.Haywire;
import dev.haywire.UdpEndpoint;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.Direction;
import dev.haywire.fault.UdpFault;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Faults on real sockets that count and draw for all clients of an endpoint together, as a resolver that takes a new port each time needs. */
class UdpAcrossClientsTest {
    private static final long SEED = 4711;
    private static final int MANY = 100;

    /** Asks each question from a port of its own, one after the other; returns the numbers of those that were delivered. */
    private static List<Long> ask(UdpEndpoint endpoint, int questions) throws IOException {
        int delivered = endpoint.datagrams().size();
        long received = endpoint.counts(Direction.UPSTREAM).received();
        for (int i = 1; i <= questions; i++) {
            try (UdpClient client = UdpClient.of(endpoint.address())) {
                client.send(String.valueOf(i));
                long expected = received + i;
                eventually(() -> endpoint.counts(Direction.UPSTREAM).received() == expected);
            }
        }
        return endpoint.datagrams().stream()
                .skip(delivered)
                .map(datagram -> Long.valueOf(datagram.text()))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BOTH")
    void theFirstTwoQuestionsOrAnswersAreLostWhateverPortTheyAreOf(Direction direction) throws IOException {
        try (LiveUdpEndpoint echo = StartedUdp.echo()) {
            ActiveFault fault = echo.apply(drop().direction(direction).nth(1, 2).acrossClients());
            List<String> answered = new ArrayList<>();
            for (int i = 1; i <= 4; i++) {
                try (UdpClient client = UdpClient.of(echo)) {
                    client.send("question " + i);
                    if (i > 2) {
                        answered.add(client.receive());
                    } else {
                        int lost = i;
                        eventually(() -> echo.counts(direction).dropped("drop") == lost);
                        assertThat(client.receiveNow()).isNull();
                    }
                }
            }
            assertThat(answered).containsExactly("question 3", "question 4");
            assertThat(fault.matched()).isEqualTo(2);
            assertThat(fault.fired()).isEqualTo(2);
            assertThat(echo.counts().dropped()).isEqualTo(2);
            assertThat(echo.unaccounted()).isEmpty();
        }
    }

    @Test
    void beforeAProxyToo() throws IOException {
        try (LiveUdpEndpoint echo = StartedUdp.echo();
                LiveUdpEndpoint proxy = StartedUdp.proxy(echo.address())) {
            proxy.apply(drop().downstream().first(1).acrossClients());
            for (int i = 1; i <= 2; i++) {
                try (UdpClient client = UdpClient.of(proxy)) {
                    client.send("question " + i);
                    if (i == 1) {
                        eventually(() -> proxy.counts(Direction.DOWNSTREAM).dropped("drop") == 1);
                    } else {
                        assertThat(client.receive()).isEqualTo("question 2");
                    }
                }
            }
        }
    }

    @Test
    void eachDirectionCountsForItself() throws IOException {
        try (LiveUdpEndpoint echo = StartedUdp.echo();
                UdpClient one = UdpClient.of(echo);
                UdpClient two = UdpClient.of(echo)) {
            echo.apply(drop().direction(Direction.BOTH).nth(2).acrossClients());
            one.send("a");
            assertThat(one.receive()).isEqualTo("a");
            two.send("b"); // the second question
            two.send("c"); // the third, and the second answer
            eventually(() -> echo.counts().dropped("drop") == 2);
            two.send("d");
            assertThat(two.receive()).isEqualTo("d");
            assertThat(echo.counts(Direction.UPSTREAM).dropped("drop")).isEqualTo(1);
        }
    }

    @Test
    void withoutItEachClientHasItsOwnFirst() throws IOException {
        try (LiveUdpEndpoint sink = StartedUdp.sink()) {
            ActiveFault fault = sink.apply(drop().upstream().first(1));
            assertThat(ask(sink, 4)).isEmpty();
            assertThat(fault.fired()).isEqualTo(4);
        }
    }

    /** Counts from when it became active; clients known before and later ones alike. */
    @Test
    void countsFromWhenTheFaultBecameActive() throws IOException {
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                UdpClient known = UdpClient.of(sink)) {
            known.send("before");
            sink.awaitDatagrams(1);
            sink.apply(drop().upstream().nth(2, 3).acrossClients());
            known.send("first");
            sink.awaitDatagrams(2);
            ask(sink, 1);
            known.send("third", "fourth");
            sink.awaitDatagrams(3);
            assertThat(sink.datagrams()).extracting(Datagram::text).containsExactly("before", "first", "fourth");
            // the records number the datagrams of each client as ever
            assertThat(sink.datagrams()).extracting(Datagram::ordinal).containsExactly(1L, 2L, 4L);
        }
    }

    @Test
    void numberAndClientMustBothHold() throws IOException {
        try (LiveUdpEndpoint sink = StartedUdp.sink()) {
            ActiveFault fault =
                    sink.apply(drop().upstream().first(3).onClients(1, 3).acrossClients());
            assertThat(ask(sink, 5)).containsExactly(1L, 3L, 4L, 5L);
            assertThat(fault.matched()).isEqualTo(1);
        }
    }

    /** The n-th datagram of the endpoint meets what the n-th of a single client meets whose index is left out. */
    @ParameterizedTest
    @EnumSource
    void theDrawsAreTheEndpoints(Model model) throws IOException {
        try (LiveUdpEndpoint sink = StartedUdp.sink()) {
            sink.seed(SEED);
            sink.apply(model.fault.acrossClients());
            UdpFault single = model.fault.sameForEveryClient();
            List<Long> expected = PureDecisions.of(single, SEED, sink.name(), Direction.UPSTREAM, 0, MANY)
                    .passed();
            assertThat(expected).hasSizeBetween(1, MANY - 1);
            assertThat(ask(sink, MANY)).isEqualTo(expected);
        }
    }

    enum Model {
        ALONE(loss(0.3).upstream()),
        BURST(loss(0.8).maxBurst(2).upstream()),
        BLOCK(loss(0.25).perBlock(4).upstream());

        private final UdpFault fault;

        Model(UdpFault fault) {
            this.fault = fault;
        }
    }

    /** The draws go by the ordinals since the records restarted, what is counted by when the fault became active. */
    @Test
    void whenTheRecordsRestartTheDrawsBeginAnewAndTheCountGoesOn() throws IOException {
        try (LiveUdpEndpoint sink = StartedUdp.sink()) {
            sink.seed(SEED);
            sink.apply(loss(0.3).upstream().acrossClients());
            List<Long> once = ask(sink, 30);
            sink.restartRecords();
            assertThat(ask(sink, 30)).isEqualTo(once).hasSizeLessThan(30);
            sink.heal();

            sink.apply(drop().upstream().nth(2, 4).acrossClients());
            assertThat(ask(sink, 3)).containsExactly(1L, 3L);
            sink.restartRecords();
            assertThat(ask(sink, 2)).containsExactly(2L);
        }
    }

    @Test
    void aSinkNeedsNoDirection() throws IOException {
        try (LiveUdpEndpoint sink = StartedUdp.sink()) {
            sink.apply(truncate(0).nth(2).acrossClients());
            try (UdpClient one = UdpClient.of(sink);
                    UdpClient two = UdpClient.of(sink)) {
                one.send("a");
                sink.awaitDatagrams(1);
                two.send("b");
                sink.awaitDatagrams(2);
            }
            assertThat(sink.datagrams()).extracting(Datagram::text).containsExactly("a", "");
        }
    }

    @Test
    void aTcpEndpointHasNoClients() {
        try (Haywire haywire = Haywire.open()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> haywire.tcpEchoServer()
                            .apply(latency(Duration.ofMillis(1)).acrossClients()))
                    .withMessage("acrossClients() is for datagrams; \"tcpEchoServer-1\" is TCP:"
                            + " narrow latency by onConnections, firstConnections, afterBytes or after");
        }
    }
}
