package dev.haywire.samples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.UdpEchoServer;
import dev.haywire.UdpEndpoint;
import dev.haywire.samples.orders.OrderClient;
import dev.haywire.toxiproxy.EmbeddedToxiproxy;
import dev.haywire.toxiproxy.ToxiproxyServer;
import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Toxiproxy's control API over Haywire's engine. */
class ToxiproxyGuideTest {

    private static InetSocketAddress address(Proxy proxy) {
        return new InetSocketAddress(
                "127.0.0.1", Integer.parseInt(proxy.getListen().replaceFirst(".*:", "")));
    }

    // tag::injected
    @Test
    void aProxyIsCutAndComesBack(@TcpEchoServer TcpEndpoint orders, @EmbeddedToxiproxy ToxiproxyClient toxiproxy)
            throws IOException {
        Proxy proxy = toxiproxy.createProxy("orders", "127.0.0.1:0", orders.host() + ":" + orders.port());
        OrderClient client = new OrderClient(address(proxy));
        proxy.toxics().latency("slow", ToxicDirection.DOWNSTREAM, 20);
        assertThat(client.send("one")).isEqualTo("one");
        proxy.disable();
        proxy.enable();
        assertThat(client.send("two")).isEqualTo("two");
    }
    // end::injected

    @Test
    void withoutJUnit() throws IOException {
        // tag::server
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (ToxiproxyServer server = ToxiproxyServer.start(anyPort)) {
            ToxiproxyClient toxiproxy =
                    new ToxiproxyClient("127.0.0.1", server.address().getPort());
            assertThat(toxiproxy.getProxies()).isEmpty();
        } // closes its proxies
        // end::server
    }

    private static String post(URI uri, String json) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
        return answer.body();
    }

    // tag::udp
    @Test
    void aDatagramArrivesTwice(@UdpEchoServer UdpEndpoint names, @EmbeddedToxiproxy URI toxiproxy) throws Exception {
        String proxy = post(toxiproxy.resolve("/proxies"), """
                {"name": "names", "network": "udp", "listen": "127.0.0.1:0", "upstream": "127.0.0.1:%d",
                 "toxics": [{"type": "packet_duplicate", "stream": "upstream", "attributes": {"probability": 1.0}}]}""".formatted(names.port()));
        int port = Integer.parseInt(proxy.replaceFirst(".*\"listen\":\"127.0.0.1:(\\d+)\".*", "$1"));
        try (DatagramSocket client = new DatagramSocket()) {
            byte[] question = "who is it?".getBytes(StandardCharsets.UTF_8);
            client.send(new DatagramPacket(question, question.length, new InetSocketAddress("127.0.0.1", port)));
        }
        names.awaitDatagrams(2, Duration.ofSeconds(5));
    }
    // end::udp
}
