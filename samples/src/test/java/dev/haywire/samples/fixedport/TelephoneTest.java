package dev.haywire.samples.fixedport;

import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.samples.Sample;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** What a client with a port of its own is held to. The server says everything back. */
class TelephoneTest {
    private static final String HAS_IPV6 = "dev.haywire.samples.fixedport.Loopback#hasIpv6";
    private static final String NO_IPV6 = "this machine has no ::1";

    private final int port = Loopback.freePort();

    Telephone from(int port) {
        return new FixedPortTelephone(port);
    }

    /** In the field: the other side lets one port in, and drops all others. Here: the server has to see that port. */
    @Test
    void callsFromItsPort(@TcpEchoServer TcpEndpoint server) throws IOException {
        callsFromItsPortTo(server);
    }

    /** In the field: the other side has moved to IPv6, and the client was bound to an IPv4 address. Here: the same over ::1. */
    @Test
    @EnabledIf(value = HAS_IPV6, disabledReason = NO_IPV6)
    void callsFromItsPortOverIpv6(@TcpEchoServer(host = "::1") TcpEndpoint server) throws IOException {
        callsFromItsPortTo(server);
    }

    private void callsFromItsPortTo(TcpEndpoint server) throws IOException {
        assertThat(from(port).call(server.address(), "hello")).isEqualTo("hello");
        assertThat(server.connection(0).remoteAddress().getPort()).isEqualTo(port);
        shows("called " + server.host() + " from port " + port + ", and the server saw that port");
    }

    /**
     * In the field: the client is restarted, and cannot bind its port for a minute, for the kernel keeps it in TIME_WAIT. Here: three calls
     * in a row, all of which have to come from the same port.
     */
    @Test
    void callsAgainAtOnce(@TcpEchoServer TcpEndpoint server) throws IOException {
        callsAgainAtOnceTo(server);
    }

    /** The same over IPv6. */
    @Test
    @EnabledIf(value = HAS_IPV6, disabledReason = NO_IPV6)
    void callsAgainAtOnceOverIpv6(@TcpEchoServer(host = "::1") TcpEndpoint server) throws IOException {
        callsAgainAtOnceTo(server);
    }

    private void callsAgainAtOnceTo(TcpEndpoint server) throws IOException {
        for (int call = 0; call < 3; call++) {
            assertThat(from(port).call(server.address(), "call " + call)).isEqualTo("call " + call);
        }
        assertThat(server).hasAccepted(3);
        assertThat(server.connections())
                .allSatisfy(connection ->
                        assertThat(connection.remoteAddress().getPort()).isEqualTo(port));
        shows("called " + server.host() + " 3 times in a row, from port " + port + " each time");
    }

    void shows(String shown) {
        Sample.shows("fixed port", shown);
    }
}
