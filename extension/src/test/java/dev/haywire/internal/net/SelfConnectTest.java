package dev.haywire.internal.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.CloseReason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The kernel connects a socket to itself where it chose the port of a server that is not there: nobody has answered then. */
@Isolated("nobody else may be given the dead port meanwhile")
class SelfConnectTest {

    /** An ephemeral port where nobody listens: an even one, as Linux gives those that connect. */
    private static InetSocketAddress dead() throws IOException {
        InetAddress host = InetAddress.getLoopbackAddress();
        while (true) {
            try (ServerSocket odd = new ServerSocket(0, 1, host);
                    ServerSocket even = new ServerSocket(odd.getLocalPort() & ~1, 1, host)) {
                return (InetSocketAddress) even.getLocalSocketAddress();
            } catch (IOException taken) {
                // the next one
            }
        }
    }

    @Test
    void aSocketThatIsConnectedToItselfIsNobodysAnswer() throws IOException {
        try (SocketChannel channel = SocketChannel.open()) {
            channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            channel.connect(channel.getLocalAddress());
            assertThatThrownBy(() -> Dialling.requireAnother(channel))
                    .isInstanceOf(ConnectException.class)
                    .hasMessage("Connection refused");
        }
    }

    @Test
    void noConnectionToADeadPortIsEverMade() throws Exception {
        InetSocketAddress dead = dead();
        try (LiveTcpEndpoint proxy = Started.proxy(dead)) {
            // more than the kernel has even ports: most likely it chooses the dead one at least once
            for (int i = 0; i < 15_000; i++) {
                Client.expectReset(proxy.address());
            }
            assertThat(proxy.acceptedCount()).isEqualTo(15_000);
            assertThat(proxy.connections())
                    .allMatch(connection -> connection.closeReason() == CloseReason.UPSTREAM_REFUSED);
            // and the port is the server's again, without TIME_WAIT
            new ServerSocket(dead.getPort(), 1, dead.getAddress()).close();
        }
    }
}
