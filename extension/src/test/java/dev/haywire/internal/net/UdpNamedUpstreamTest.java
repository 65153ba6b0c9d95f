package dev.haywire.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.Datagram;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** A UDP proxy whose server is known by its name: datagrams wait while it is looked up, and none is lost without a cause. */
class UdpNamedUpstreamTest {

    /** Where no other test's sockets are; 127.14 is a name of it, for all that can be told without a resolver. */
    private static final String OF_ITS_OWN = "127.0.0.14";

    private static InetSocketAddress byName(LiveUdpEndpoint server) {
        return InetSocketAddress.createUnresolved("localhost", server.port());
    }

    @Test
    void datagramsWaitForItsAddressInOrder() throws IOException {
        try (LiveUdpEndpoint echo = StartedUdp.echo();
                LiveUdpEndpoint proxy = StartedUdp.proxy(byName(echo));
                UdpClient client = UdpClient.of(proxy)) {
            client.send("1", "2", "3");
            assertThat(client.receive()).isEqualTo("1");
            assertThat(client.receive()).isEqualTo("2");
            assertThat(client.receive()).isEqualTo("3");
            assertThat(echo.datagrams()).extracting(Datagram::text).containsExactly("1", "2", "3");
            assertThat(proxy.counts().held()).isZero();
            assertThat(proxy.unaccounted()).isEmpty();
        }
    }

    @Test
    void anUnknownNameIsTheCauseOfTheDrop() throws IOException {
        try (LiveUdpEndpoint echo = StartedUdp.echo();
                LiveUdpEndpoint proxy =
                        StartedUdp.proxy(InetSocketAddress.createUnresolved("no.such.host.invalid", 80));
                UdpClient client = UdpClient.of(proxy)) {
            client.send("1", "2");
            Started.eventually(() -> proxy.counts().dropped("unknownHost") == 2);
            assertThat(proxy.counts().dropped()).isEqualTo(2);
            assertThat(proxy.counts().held()).isZero();
            assertThat(proxy.unaccounted()).isEmpty();
            assertThat(proxy.journal().lines())
                    .anyMatch(line -> line.endsWith("unknown host no.such.host.invalid"))
                    .anyMatch(line -> line.endsWith("#0 upstream 1: dropped: the server's host is unknown"));
            proxy.forwardTo(byName(echo));
            client.send("3");
            assertThat(client.receive()).isEqualTo("3");
        }
    }

    @Test
    void itIsServedAgainWhenTheServerIsBack() throws IOException {
        InetSocketAddress address;
        try (LiveUdpEndpoint gone = StartedUdp.at(OF_ITS_OWN, 0, "gone", new UdpService.Sink())) {
            address = gone.address();
        }
        try (LiveUdpEndpoint proxy = StartedUdp.proxy(InetSocketAddress.createUnresolved("127.14", address.getPort()));
                UdpClient client = UdpClient.of(proxy)) {
            client.send("1");
            Started.eventually(() -> proxy.counts().dropped("unreachable") == 1);
            try (LiveUdpEndpoint back = StartedUdp.at(OF_ITS_OWN, address.getPort(), "back", new UdpService.Echo())) {
                proxy.counts();
                client.send("2");
                assertThat(client.receive()).isEqualTo("2");
                assertThat(back.counts().received()).isEqualTo(2);
            }
            assertThat(proxy.unaccounted()).isEmpty();
        }
    }
}
