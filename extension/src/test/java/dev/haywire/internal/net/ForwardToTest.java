package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.connectHang;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.CloseReason;
import dev.haywire.fault.TcpFault;
import dev.haywire.kit.NobodyListens;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/** Who answers: forwardTo on proxies, handle on servers, each for connections accepted from then on. */
class ForwardToTest {

    @Test
    void holdsForConnectionsAcceptedFromThenOn() throws Exception {
        try (Server one = Server.start();
                Server two = Server.start();
                LiveTcpEndpoint proxy = Started.proxy(one.address());
                Client early = Client.connect(proxy.address())) {
            proxy.forwardTo(two.address());
            try (Client late = Client.connect(proxy.address());
                    Socket first = one.accept();
                    Socket second = two.accept()) {
                early.send("early");
                late.send("late");
                assertThat(Server.read(first, 5)).isEqualTo("early");
                assertThat(Server.read(second, 4)).isEqualTo("late");
            }
        }
    }

    @Test
    void withoutAnUpstreamConnectionsAreResetAndTheJournalSaysWhy() throws Exception {
        try (Server server = Server.start();
                LiveTcpEndpoint proxy = Started.proxy(null)) {
            assertReset(proxy, CloseReason.UPSTREAM_UNREACHABLE, "no upstream yet");

            proxy.forwardTo(server.address());
            try (Client client = Client.connect(proxy.address());
                    Socket served = server.accept()) {
                client.send("now");
                assertThat(Server.read(served, 3)).isEqualTo("now");
            }
        }
    }

    @Test
    void anUpstreamThatRefusesResetsTheApplicationAndTheJournalSaysWhy() throws Exception {
        try (NobodyListens server = new NobodyListens();
                LiveTcpEndpoint proxy = Started.proxy(server.address())) {
            assertReset(proxy, CloseReason.UPSTREAM_REFUSED, "Connection refused");
        }
    }

    @Test
    void anUnknownUpstreamResetsTheApplicationAndTheJournalSaysWhy() throws Exception {
        try (LiveTcpEndpoint proxy = Started.proxy(InetSocketAddress.createUnresolved("no.such.host.invalid", 80))) {
            assertReset(proxy, CloseReason.UPSTREAM_UNREACHABLE, "unknown host no.such.host.invalid");
        }
    }

    @Test
    void anUpstreamThatDoesNotAnswerKeepsNobodyFromClosing() throws Exception {
        try (LiveTcpEndpoint hanging = Started.echo();
                LiveTcpEndpoint proxy = Started.proxy(hanging.address())) {
            hanging.apply(connectHang());
            try (Client client = Client.connect(proxy.address())) {
                client.send("hello?");
                assertThat(proxy.openCount()).isEqualTo(1);
                proxy.close();
                assertThatThrownBy(client::read).hasMessage("Connection reset");
            }
        }
    }

    @Test
    void whatCameBeforeTheUpstreamAnsweredArrives() throws Exception {
        try (LiveTcpEndpoint upstream = Started.echo();
                LiveTcpEndpoint proxy = Started.proxy(upstream.address())) {
            var hang = upstream.apply(connectHang());
            try (Client client = Client.connect(proxy.address())) {
                client.send("early bytes");
                client.finish();
                assertThat(proxy.openCount()).isEqualTo(1);
                hang.close();

                assertThat(client.readAll()).isEqualTo("early bytes");
            }
        }
    }

    @Test
    void handleHoldsForConnectionsAcceptedFromThenOn() throws Exception {
        try (LiveTcpEndpoint server = Started.echo();
                Client early = Client.connect(server.address())) {
            server.handle(session -> session.send("handled"));
            try (Client late = Client.connect(server.address())) {
                assertThat(late.readAll()).isEqualTo("handled");
                assertThat(early.echo("still echo")).isEqualTo("still echo");
            }
        }
    }

    @Test
    void aNameIsLookedUpBeforeItIsDialled() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                LiveTcpEndpoint proxy = Started.proxy(InetSocketAddress.createUnresolved(
                        "127.0.0.1", echo.address().getPort()));
                Client client = Client.connect(proxy.address())) {
            assertThat(client.echo("through")).isEqualTo("through");
        }
    }

    @Test
    void eachOnTheWrongEndpointIsAnErrorThatSaysSo() throws Exception {
        try (Server upstream = Server.start();
                LiveTcpEndpoint proxy = Started.proxy(upstream.address());
                LiveTcpEndpoint echo = Started.echo()) {
            assertThatThrownBy(() -> proxy.handle(session -> {}))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("\"proxy\" is a proxy: its server answers, handle has no meaning;"
                            + " use forwardTo to choose the server");
            assertThatThrownBy(() -> echo.forwardTo(upstream.address()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("\"echo\" is no proxy: it answers itself, forwardTo has no meaning;"
                            + " use handle to change how it answers, or a proxy to forward");
            assertThatThrownBy(() -> echo.uri(null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("scheme");
            assertThatThrownBy(() -> echo.apply((TcpFault) null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("fault");
            assertThatThrownBy(() -> echo.awaitAccepted(1, null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("timeout");
            assertThatThrownBy(() -> proxy.forwardTo(null)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> echo.handle(null)).isInstanceOf(NullPointerException.class);
        }
    }

    private static void assertReset(LiveTcpEndpoint proxy, CloseReason reason, String why) {
        Client.expectReset(proxy.address());
        proxy.connection(0).awaitClosed();
        assertThat(proxy.connection(0).closeReason()).isEqualTo(reason);
        assertThat(proxy.journal().lines()).anyMatch(line -> line.contains("#0 ") && line.contains(why));
        assertThat(proxy.takeErrors()).isEmpty();
    }
}
