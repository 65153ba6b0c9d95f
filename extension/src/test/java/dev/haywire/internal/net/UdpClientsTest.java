package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.drop;
import static dev.haywire.fault.Faults.loss;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.Datagram;
import dev.haywire.fault.Direction;
import dev.haywire.fault.UdpFault;
import dev.haywire.internal.net.UdpSpec.Cast;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Who is who: indices by first arrival or expectation, and the random decisions that go by them. */
class UdpClientsTest {
    private static final int MANY = 200;

    private static LiveUdpEndpoint sink(String name, long seed) {
        return Endpoints.start(
                new UdpSpec(name, "127.0.0.1", 0, Cast.UNICAST, 0, new UdpService.Sink(), seed, StartedUdp.TIMEOUT));
    }

    /** The datagrams that a client got through, of so many. */
    private static String passed(LiveUdpEndpoint sink, UdpClient client) throws IOException {
        int before = sink.datagrams().size();
        UdpFlood.counted(sink, client, MANY);
        return sink.datagrams().stream().skip(before).map(Datagram::text).collect(Collectors.joining(" "));
    }

    private static String passed(String name, long seed, UdpFault fault) throws IOException {
        try (LiveUdpEndpoint sink = sink(name, seed);
                UdpClient client = UdpClient.of(sink)) {
            sink.apply(fault);
            return passed(sink, client);
        }
    }

    @Test
    void indicesAreByFirstArrival() throws IOException {
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                UdpClient one = UdpClient.of(sink);
                UdpClient two = UdpClient.of(sink)) {
            two.send("a");
            one.send("b");
            two.send("c");
            sink.awaitDatagrams(3);
            assertThat(sink.clients()).containsExactly(two.address(), one.address());
            assertThat(sink.datagrams()).extracting(Datagram::index).containsExactly(0, 1, 0);
            assertThat(sink.datagrams()).extracting(Datagram::ordinal).containsExactly(1L, 1L, 2L);
        }
    }

    @Test
    void anExpectedClientHasItsIndexBeforeItSpeaks() throws IOException {
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                UdpClient one = UdpClient.of(sink);
                UdpClient two = UdpClient.of(sink)) {
            sink.expectClient(one.address());
            sink.expectClient(two.address());
            sink.expectClient(one.address());
            assertThat(sink.clients()).containsExactly(one.address(), two.address());
            two.send("a");
            one.send("b");
            sink.awaitDatagrams(2);
            assertThat(sink.datagrams()).extracting(Datagram::index).containsExactly(1, 0);
            sink.expectClient(two.address());
            assertThat(sink.clients()).hasSize(2);
        }
    }

    @Test
    void onlyTheSelectedClientsMeetAFault() throws IOException {
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                UdpClient zero = UdpClient.of(sink);
                UdpClient one = UdpClient.of(sink);
                UdpClient two = UdpClient.of(sink)) {
            sink.expectClient(zero.address());
            // two of them come later than the fault
            sink.apply(loss(1).onClients(0, 2));
            sink.expectClient(one.address());
            sink.expectClient(two.address());
            zero.send("a");
            one.send("b");
            two.send("c");
            Started.eventually(() -> sink.counts().received() == 3);
            assertThat(sink.datagrams()).extracting(Datagram::text).containsExactly("b");
        }
    }

    @Test
    void eachClientHasDecisionsOfItsOwnUnlessTheyAreTheSameForAll() throws IOException {
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                UdpClient one = UdpClient.of(sink);
                UdpClient two = UdpClient.of(sink)) {
            sink.apply(loss(0.5));
            assertThat(passed(sink, one)).isNotEqualTo(passed(sink, two));
        }
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                UdpClient one = UdpClient.of(sink);
                UdpClient two = UdpClient.of(sink)) {
            sink.apply(loss(0.5).sameForEveryClient());
            assertThat(passed(sink, one)).isEqualTo(passed(sink, two)).isNotEmpty();
        }
    }

    @Test
    void endpointsOfTheSameNameAndSeedDecideTheSame() throws IOException {
        UdpFault fault = loss(0.5).upstream();
        assertThat(passed("dns", 7, fault))
                .isEqualTo(passed("dns", 7, fault))
                .isNotEqualTo(passed("ntp", 7, fault))
                .isNotEqualTo(passed("dns", 8, fault));
    }

    @Test
    void aRaisedRateOnlyAddsLosses() throws IOException {
        List<String> mild = List.of(passed("dns", 7, loss(0.2)).split(" "));
        List<String> hard = List.of(passed("dns", 7, loss(0.4)).split(" "));
        assertThat(mild).containsAll(hard).hasSizeGreaterThan(hard.size());
    }

    @Test
    void eachClientIsCountedForItself() throws IOException {
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                UdpClient one = UdpClient.of(sink);
                UdpClient two = UdpClient.of(sink)) {
            one.send("before");
            sink.awaitDatagrams(1);
            sink.apply(drop().first(1));
            one.send("a", "b");
            two.send("c", "d");
            sink.awaitDatagrams(3);
            assertThat(sink.datagrams()).extracting(Datagram::text).containsExactly("before", "b", "d");
        }
    }

    @Test
    void whoIsSpokenToIsAClientToo() throws IOException {
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                UdpClient client = UdpClient.of(sink)) {
            sink.send(Started.bytes("hello"), client.address());
            assertThat(client.receive()).isEqualTo("hello");
            assertThat(sink.clients()).containsExactly(client.address());
            assertThat(sink.datagrams(Direction.DOWNSTREAM)).singleElement().satisfies(datagram -> {
                assertThat(datagram.text()).isEqualTo("hello");
                assertThat(datagram.source()).isEqualTo(sink.address());
            });
        }
    }

    @Test
    void aClientThatCannotBe() throws IOException {
        Ipv6.assume();
        try (LiveUdpEndpoint sink = StartedUdp.sink()) {
            assertThatThrownBy(() -> sink.expectClient(InetSocketAddress.createUnresolved("nowhere", 5)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("client nowhere:5: allowed is an address with a port other than 0;"
                            + " known clients are none");
            assertThatThrownBy(() -> sink.send(new byte[1], new InetSocketAddress("127.0.0.1", 0)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("client 127.0.0.1:0: allowed is an address with a port other than 0;"
                            + " known clients are none");
            assertThatThrownBy(() -> sink.send(new byte[1], new InetSocketAddress("::1", 5)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("client [::1]:5: \"sink\" at 127.0.0.1:" + sink.port()
                            + " can only send to addresses of its own family");
        }
    }
}
