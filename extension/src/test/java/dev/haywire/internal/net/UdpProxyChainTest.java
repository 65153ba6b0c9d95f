package dev.haywire.internal.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.kit.FreePort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** UDP proxies that lead to each other: refused where addresses tell, else the datagram that has come round is dropped. */
class UdpProxyChainTest {

    @AfterEach
    void noHopIsLeft() {
        for (String name : List.of("first-udp", "second-udp", "third-udp")) {
            Started.eventually(() -> OwnHops.of(name) == 0);
        }
    }

    private static LiveUdpEndpoint named(String name, InetSocketAddress upstream) {
        return StartedUdp.service(name, new UdpService.Proxy(upstream));
    }

    private static InetSocketAddress byName(LiveUdpEndpoint endpoint) {
        // for all that can be told without a resolver this is a name
        return InetSocketAddress.createUnresolved("127.1", endpoint.port());
    }

    @Test
    void noChainComesBack() throws IOException {
        try (LiveUdpEndpoint echo = StartedUdp.echo();
                LiveTcpEndpoint sameProtocolOnly = Started.echo();
                LiveUdpEndpoint first = named("first-udp", echo.address());
                LiveUdpEndpoint second = named("second-udp", first.address())) {
            assertThatThrownBy(() -> first.forwardTo(second.address()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("upstream 127.0.0.1:" + second.port()
                            + " leads back to the proxy itself, by \"second-udp\": name the address of another server");
            try (UdpClient client = UdpClient.of(second)) {
                client.send("x");
                assertThat(client.receive()).isEqualTo("x");
            }
            assertThat(sameProtocolOnly.acceptedCount()).isZero();
        }
    }

    @Test
    void aProxyThatClosesALoopByBeingStartedIsRefused() throws IOException {
        int port = FreePort.next();
        try (LiveUdpEndpoint first = named("first-udp", new InetSocketAddress("127.0.0.1", port))) {
            assertThatThrownBy(() -> StartedUdp.at("127.0.0.1", port, "late", new UdpService.Proxy(first.address())))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("leads back to the proxy itself, by \"first-udp\"");
            StartedUdp.at("127.0.0.1", port, "sink", new UdpService.Sink()).close();
        }
    }

    @Test
    void aChainOfNamesShowsWhenItHasComeRound() throws IOException {
        try (LiveUdpEndpoint first = named("first-udp", null);
                LiveUdpEndpoint second = named("second-udp", byName(first));
                UdpClient client = UdpClient.of(first)) {
            first.forwardTo(byName(second));
            client.send("x");
            Started.eventually(() -> first.counts().dropped("loop") == 1);
            assertThat(first.counts().received()).isEqualTo(2);
            assertThat(second.counts().received()).isEqualTo(1);
            assertThat(first.clients()).hasSize(2);
            assertThat(first.journal().lines())
                    .anyMatch(line -> line.contains("leads back to the proxy itself, by \"second-udp\""))
                    .anyMatch(line -> line.endsWith("dropped: the upstream leads back to the proxy itself"));
            assertThat(first.unaccounted()).isEmpty();
        }
    }

    @Test
    void aNameThatLeadsToTheProxyItselfIsDropped() throws IOException {
        try (LiveUdpEndpoint proxy = named("proxy", null);
                UdpClient client = UdpClient.of(proxy)) {
            proxy.forwardTo(byName(proxy));
            client.send("x");
            Started.eventually(() -> proxy.counts().dropped("loop") == 1);
            assertThat(proxy.counts().received()).isEqualTo(1);
            assertThat(proxy.journal().lines())
                    .anyMatch(line -> line.contains("127.0.0.1:" + proxy.port() + " is the proxy itself"));
        }
    }
}
