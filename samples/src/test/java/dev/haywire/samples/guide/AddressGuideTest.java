package dev.haywire.samples.guide;

import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static dev.haywire.fault.Faults.latency;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.TcpProxy;
import dev.haywire.TcpServer;
import dev.haywire.samples.orders.OrderClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/** How the application learns the address, and how a proxy finds its server. */
class AddressGuideTest {

    // tag::property
    @Test
    void readsTheAddressFromItsConfiguration(@TcpEchoServer(property = "shop.orders") TcpEndpoint orders) {
        String host = System.getProperty("shop.orders.host");
        int port = Integer.getInteger("shop.orders.port");
        assertThat(System.getProperty("shop.orders")).isEqualTo(host + ":" + port);
        assertThat(orders.address()).isEqualTo(new InetSocketAddress(host, port));
    }
    // end::property

    // tag::proxy
    @Test
    void waitsForASlowServer(
            @TcpServer(reply = "done\n", property = "shop.orders") TcpEndpoint server,
            @TcpProxy("${shop.orders}") TcpEndpoint proxy) {
        proxy.apply(latency(ofMillis(20)).upstream());
        assertThat(new OrderClient(proxy.address()).send("one")).isEqualTo("done");
        assertThat(proxy).connection(0).hasReceivedText("one\n");
        assertThat(server).connection(0).hasReceivedText("one\n");
    }
    // end::proxy

    // tag::forwardTo
    @Test
    void findsTheServerThatTheTestStarts(@TcpProxy TcpEndpoint proxy) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            proxy.forwardTo(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()));
            try (Socket client = new Socket(proxy.address().getAddress(), proxy.port());
                    Socket accepted = server.accept()) {
                client.getOutputStream().write("hello".getBytes());
                assertThat(accepted.getInputStream().readNBytes(5)).asString().isEqualTo("hello");
            }
        }
    }
    // end::forwardTo
}
