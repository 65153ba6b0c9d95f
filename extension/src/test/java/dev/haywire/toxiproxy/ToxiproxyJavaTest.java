package dev.haywire.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.Toxic;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import eu.rekawek.toxiproxy.model.toxic.Bandwidth;
import eu.rekawek.toxiproxy.model.toxic.Latency;
import eu.rekawek.toxiproxy.model.toxic.LimitData;
import eu.rekawek.toxiproxy.model.toxic.ResetPeer;
import eu.rekawek.toxiproxy.model.toxic.Slicer;
import eu.rekawek.toxiproxy.model.toxic.SlowClose;
import eu.rekawek.toxiproxy.model.toxic.Timeout;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** toxiproxy-java drives the embedded server through all that it can do. */
class ToxiproxyJavaTest {
    @EmbeddedToxiproxy
    private ToxiproxyClient client;

    private TcpEndpoint echo;
    private Proxy proxy;

    @BeforeEach
    void proxied(@TcpEchoServer(name = "echo") TcpEndpoint server) throws IOException {
        echo = server;
        proxy = client.createProxy("echo", "127.0.0.1:0", upstream());
    }

    private String upstream() {
        return echo.host() + ":" + echo.port();
    }

    private static Socket connect(Proxy proxy) throws IOException {
        Socket socket =
                new Socket("127.0.0.1", Integer.parseInt(proxy.getListen().replaceFirst(".*:", "")));
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static String echoed(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        return new String(socket.getInputStream().readNBytes(text.length()), StandardCharsets.UTF_8);
    }

    @Test
    void createsListsShowsAndDeletes() throws IOException {
        Proxy other = client.createProxy("another", "127.0.0.1:0", upstream());
        assertThat(client.getProxies()).extracting(Proxy::getName).containsExactly("another", "echo");
        assertThat(client.getProxy("another").getListen()).isEqualTo(other.getListen());
        assertThat(client.getProxy("another").getUpstream()).isEqualTo(upstream());
        assertThat(client.getProxy("another").isEnabled()).isTrue();
        other.delete();
        assertThat(client.getProxies()).extracting(Proxy::getName).containsExactly("echo");
        assertThat(client.getProxyOrNull("another")).isNull();
    }

    @Test
    void relaysAndMoves() throws IOException {
        try (Socket socket = connect(proxy)) {
            assertThat(echoed(socket, "hello")).isEqualTo("hello");
        }
        proxy.setUpstream("localhost:" + echo.port());
        try (Socket socket = connect(proxy)) {
            assertThat(echoed(socket, "by name")).isEqualTo("by name");
        }
        proxy.setListen("localhost:0");
        assertThat(proxy.getListen()).startsWith("127.0.0.1:").doesNotEndWith(":0");
        try (Socket socket = connect(proxy)) {
            assertThat(echoed(socket, "moved")).isEqualTo("moved");
        }
    }

    @Test
    void disablesAndEnablesAtTheSamePort() throws IOException {
        try (Socket open = connect(proxy)) {
            assertThat(echoed(open, "hello")).isEqualTo("hello");
            String listen = proxy.getListen();
            proxy.disable();
            assertThat(proxy.isEnabled()).isFalse();
            assertThat(open.getInputStream().read()).isEqualTo(-1);
            assertThatThrownBy(() -> connect(proxy)).isInstanceOf(ConnectException.class);
            proxy.enable();
            assertThat(proxy.getListen()).isEqualTo(listen);
        }
        try (Socket again = connect(proxy)) {
            assertThat(echoed(again, "again")).isEqualTo("again");
        }
    }

    @Test
    void addsUpdatesAndRemovesEveryToxic() throws IOException {
        Bandwidth bandwidth = proxy.toxics().bandwidth("rate", ToxicDirection.DOWNSTREAM, 1000);
        assertThat(bandwidth.setRate(2000).getRate()).isEqualTo(2000);
        Latency latency =
                proxy.toxics().latency("slow", ToxicDirection.UPSTREAM, 10).setJitter(5);
        latency.setLatency(20).setToxicity(0.5f);
        LimitData limit = proxy.toxics().limitData("limit", ToxicDirection.DOWNSTREAM, 1_000_000);
        limit.setBytes(2_000_000);
        ResetPeer reset = proxy.toxics().resetPeer("reset", ToxicDirection.UPSTREAM, 60_000);
        reset.setTimeout(70_000).setToxicity(0);
        Slicer slicer = proxy.toxics().slicer("slice", ToxicDirection.DOWNSTREAM, 10, 5);
        slicer.setSizeVariation(3).setAverageSize(11).setDelay(6);
        SlowClose close = proxy.toxics().slowClose("close", ToxicDirection.UPSTREAM, 10);
        close.setDelay(20);
        Timeout timeout = proxy.toxics().timeout("hang", ToxicDirection.DOWNSTREAM, 0);
        timeout.setTimeout(5);

        assertThat(proxy.toxics().getAll())
                .extracting(Toxic::getName)
                .containsExactly("slow", "reset", "close", "rate", "limit", "slice", "hang");
        Latency read = proxy.toxics().get("slow", Latency.class);
        assertThat(read.getLatency()).isEqualTo(20);
        assertThat(read.getJitter()).isEqualTo(5);
        assertThat(read.getToxicity()).isEqualTo(0.5f);
        assertThat(proxy.toxics().get("limit", LimitData.class).getBytes()).isEqualTo(2_000_000);
        assertThat(proxy.toxics().get("reset", ResetPeer.class).getTimeout()).isEqualTo(70_000);
        Slicer sliced = proxy.toxics().get("slice", Slicer.class);
        assertThat(sliced.getAverageSize()).isEqualTo(11);
        assertThat(sliced.getSizeVariation()).isEqualTo(3);
        assertThat(sliced.getDelay()).isEqualTo(6);
        assertThat(proxy.toxics().get("close", SlowClose.class).getDelay()).isEqualTo(20);
        assertThat(proxy.toxics().get("hang", Timeout.class).getTimeout()).isEqualTo(5);
        assertThat(proxy.toxics().get("hang").getStream()).isEqualTo(ToxicDirection.DOWNSTREAM);

        for (Toxic toxic : proxy.toxics().getAll()) {
            toxic.remove();
        }
        assertThat(proxy.toxics().getAll()).isEmpty();
        try (Socket socket = connect(proxy)) {
            assertThat(echoed(socket, "healthy")).isEqualTo("healthy");
        }
    }

    @Test
    void resets() throws IOException {
        proxy.toxics().timeout("hang", ToxicDirection.DOWNSTREAM, 0);
        proxy.disable();
        client.reset();
        assertThat(client.getProxy("echo").isEnabled()).isTrue();
        assertThat(proxy.toxics().getAll()).isEmpty();
        try (Socket socket = connect(proxy)) {
            assertThat(echoed(socket, "healthy")).isEqualTo("healthy");
        }
    }

    @Test
    void readsErrors() {
        assertThatThrownBy(() -> client.createProxy("echo", "127.0.0.1:0", upstream()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("proxy already exists");
        assertThatThrownBy(() -> client.getProxy("nobody")).hasMessageContaining("proxy not found");
        assertThatThrownBy(() -> proxy.toxics().get("nothing")).hasMessageContaining("toxic not found");
    }
}
