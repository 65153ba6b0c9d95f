package dev.haywire.internal.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.CloseReason;
import dev.haywire.kit.FreePort;
import dev.haywire.kit.NobodyListens;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A TCP proxy whose upstream is itself, or leads back to it: refused where addresses tell, else when it connects. */
class ProxyChainTest {

    @AfterEach
    void noHopIsLeft() {
        for (String name : List.of("first-tcp", "second-tcp", "third-tcp")) {
            Started.eventually(() -> OwnHops.of(name) == 0);
        }
    }

    private static LiveTcpEndpoint at(String host, int port, InetSocketAddress upstream) {
        return Endpoints.start(
                new TcpSpec("proxy", host, port, new TcpService.Proxy(upstream), 0, Duration.ofSeconds(20)));
    }

    private static LiveTcpEndpoint named(String name, InetSocketAddress upstream) {
        return Started.service(name, new TcpService.Proxy(upstream));
    }

    private static InetSocketAddress byName(LiveTcpEndpoint endpoint) {
        // for all that can be told without a resolver this is a name
        return InetSocketAddress.createUnresolved("127.1", endpoint.port());
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1",
        "127.0.0.1, localhost",
        "127.0.0.1, 0.0.0.0",
        "0.0.0.0, 127.0.0.1",
        "0.0.0.0, 127.0.0.2",
        "0.0.0.0, 0.0.0.0",
        "::1, ::1",
        "::1, ::",
        "::, ::1",
        "::, 127.0.0.1",
        "::, 0.0.0.0",
        "::, localhost"
    })
    void noProxyForwardsToItself(String host, String upstream) throws IOException {
        if (host.contains(":")) {
            Ipv6.assume();
        }
        try (LiveTcpEndpoint echo = Started.echo();
                LiveTcpEndpoint proxy = at(host, FreePort.next(), echo.address())) {
            int port = proxy.port();
            String text = "upstream "
                    + Addresses.spelled(upstream.equals("localhost") ? "127.0.0.1" : upstream, port)
                    + " is the proxy itself: name the address of another server";
            InetSocketAddress unresolved = InetSocketAddress.createUnresolved(upstream, port);
            InetSocketAddress resolved = new InetSocketAddress(upstream, port);
            assertThatThrownBy(() -> proxy.forwardTo(unresolved))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(text);
            assertThatThrownBy(() -> proxy.forwardTo(resolved))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(text);
            // it still has the one before
            InetSocketAddress reached = new InetSocketAddress(host.contains(":") ? "::1" : "127.0.0.1", port);
            try (Client client = Client.connect(reached)) {
                assertThat(client.echo("x")).isEqualTo("x");
            }
            proxy.close();
            assertThatThrownBy(() -> at(host, port, resolved))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(text);
            // and nothing of it stays open
            at(host, port, null).close();
        }
    }

    @Test
    void anotherAddressWithTheSamePortIsAnotherServer() throws IOException {
        Ipv6.assume();
        try (LiveTcpEndpoint echo = Started.echo();
                LiveTcpEndpoint sixth = at("::1", echo.port(), echo.address());
                LiveTcpEndpoint second = at("127.0.0.2", echo.port(), sixth.address());
                Client client = Client.connect(second.address())) {
            assertThat(client.echo("x")).isEqualTo("x");
            assertThatThrownBy(() -> sixth.forwardTo(second.address()))
                    .hasMessage("upstream 127.0.0.2:" + echo.port() + " leads back to the proxy itself, by \"proxy\":"
                            + " name the address of another server");
        }
    }

    @Test
    void noChainComesBack() throws IOException {
        try (LiveTcpEndpoint echo = Started.echo();
                LiveTcpEndpoint first = named("first-tcp", echo.address());
                LiveTcpEndpoint second = named("second-tcp", first.address());
                LiveTcpEndpoint third = named("third-tcp", second.address())) {
            assertThatThrownBy(() -> first.forwardTo(third.address()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("upstream 127.0.0.1:" + third.port()
                            + " leads back to the proxy itself, by \"third-tcp\" and \"second-tcp\":"
                            + " name the address of another server");
            try (Client client = Client.connect(third.address())) {
                assertThat(client.echo("through three")).isEqualTo("through three");
            }
            second.forwardTo(echo.address());
            first.forwardTo(third.address());
            try (Client client = Client.connect(first.address())) {
                assertThat(client.echo("round the other way")).isEqualTo("round the other way");
            }
        }
    }

    @Test
    void aProxyThatClosesALoopByBeingStartedIsRefused() throws IOException {
        int port = FreePort.next();
        try (LiveTcpEndpoint first = named("first-tcp", new InetSocketAddress("127.0.0.1", port))) {
            assertThatThrownBy(() -> at("127.0.0.1", port, first.address()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("upstream " + Addresses.spelled(first.address())
                            + " leads back to the proxy itself, by \"first-tcp\": name the address of another server");
            at("127.0.0.1", port, null).close();
        }
    }

    @Test
    void aNameThatLeadsToTheProxyItselfShowsWhenItConnects() throws Exception {
        try (LiveTcpEndpoint proxy = named("proxy", null)) {
            proxy.forwardTo(byName(proxy));
            assertComesBack(proxy, "127.0.0.1:" + proxy.port() + " is the proxy itself");
            assertThat(proxy.acceptedCount()).isEqualTo(1);
        }
    }

    @Test
    void aChainOfNamesShowsWhenItHasComeRound() throws Exception {
        try (LiveTcpEndpoint first = named("first-tcp", null);
                LiveTcpEndpoint second = named("second-tcp", byName(first));
                LiveTcpEndpoint third = named("third-tcp", byName(second))) {
            first.forwardTo(byName(third));
            Client.expectReset(first.address());
            Started.eventually(() -> first.openCount() + second.openCount() + third.openCount() == 0);
            assertThat(first.acceptedCount()).isEqualTo(2);
            assertThat(second.acceptedCount()).isEqualTo(1);
            assertThat(third.acceptedCount()).isEqualTo(1);
            assertThat(first.connection(1).closeReason()).isEqualTo(CloseReason.UPSTREAM_UNREACHABLE);
            assertThat(first.journal().lines())
                    .anyMatch(line -> line.contains("#1 ")
                            && line.contains("leads back to the proxy itself, by \"third-tcp\" and \"second-tcp\""));
        }
    }

    @Test
    void aProxyOfTheControlServerThatIsItsOwnUpstreamHearsFin() throws Exception {
        int port = FreePort.next();
        try (LiveTcpEndpoint proxy = Endpoints.start(new TcpSpec(
                        "proxy",
                        "127.0.0.1",
                        port,
                        new TcpService.Dialled("127.0.0.1:" + port),
                        0,
                        Duration.ofSeconds(20)));
                Client client = Client.connect(proxy.address())) {
            assertThat(client.readAll()).isEmpty();
            assertThat(proxy.acceptedCount()).isEqualTo(1);
            assertThat(proxy.connection(0).closeReason()).isEqualTo(CloseReason.UPSTREAM_UNREACHABLE);
            assertThat(proxy.journal().lines()).anyMatch(line -> line.contains("is the proxy itself"));
        }
    }

    @Test
    void aFreePortIsNotThatOfTheServerThatIsNotThere() throws IOException {
        try (NobodyListens nobody = new NobodyListens()) {
            int port = nobody.address().getPort();
            for (int i = 0; i < 100; i++) {
                try (LiveTcpEndpoint proxy = named("proxy", nobody.address())) {
                    assertThat(proxy.port()).isNotEqualTo(port);
                }
            }
        }
    }

    private static void assertComesBack(LiveTcpEndpoint proxy, String why) throws Exception {
        Client.expectReset(proxy.address());
        proxy.connection(0).awaitClosed();
        assertThat(proxy.connection(0).closeReason()).isEqualTo(CloseReason.UPSTREAM_UNREACHABLE);
        assertThat(proxy.journal().lines()).anyMatch(line -> line.contains("#0 ") && line.contains(why));
        assertThat(proxy.takeErrors()).isEmpty();
    }
}
