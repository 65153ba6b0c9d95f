package dev.haywire.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import eu.rekawek.toxiproxy.model.toxic.LimitData;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

/** Which connections a toxic acts on is a matter of chance, and of the seed alone. */
class ToxicityTest {
    private static final int CONNECTIONS = 200;

    private static BitSet hit(long seed, float toxicity, TcpEndpoint echo) throws IOException {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (ToxiproxyServer server = ToxiproxyServer.start(anyPort, seed)) {
            ToxiproxyClient client =
                    new ToxiproxyClient("127.0.0.1", server.address().getPort());
            Proxy proxy = client.createProxy("echo", "127.0.0.1:0", "127.0.0.1:" + echo.port());
            LimitData cut = proxy.toxics().limitData("cut", ToxicDirection.DOWNSTREAM, 1);
            cut.setToxicity(toxicity);
            int port = Integer.parseInt(proxy.getListen().replaceFirst(".*:", ""));
            BitSet hit = new BitSet();
            for (int i = 0; i < CONNECTIONS; i++) {
                hit.set(i, isCut(port));
            }
            return hit;
        }
    }

    private static boolean isCut(int port) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(new byte[2]);
            return socket.getInputStream().readNBytes(2).length == 1;
        }
    }

    @Test
    void theSeedDecides(@TcpEchoServer TcpEndpoint echo) throws IOException {
        BitSet some = hit(42, 0.3f, echo);
        assertThat(some.cardinality()).isBetween(30, 90);
        assertThat(hit(42, 0.3f, echo)).isEqualTo(some);
        assertThat(hit(43, 0.3f, echo)).isNotEqualTo(some);
        BitSet more = hit(42, 0.6f, echo);
        more.and(some);
        assertThat(more).as("a higher toxicity only adds").isEqualTo(some);
    }
}
