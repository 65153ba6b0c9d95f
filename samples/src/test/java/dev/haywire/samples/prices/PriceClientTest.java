package dev.haywire.samples.prices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.toxiproxy.EmbeddedToxiproxy;
import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import eu.rekawek.toxiproxy.model.toxic.Latency;
import eu.rekawek.toxiproxy.model.toxic.LimitData;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same test on Haywire: only where its client comes from has changed. */
class PriceClientTest {
    // tag::haywire
    @EmbeddedToxiproxy
    private ToxiproxyClient toxiproxy;
    // end::haywire

    private PriceServer server;
    private Proxy proxy;
    private PriceClient client;

    @BeforeEach
    void proxied() throws Exception {
        server = new PriceServer("10.00");
        proxy = toxiproxy.createProxy("prices", "127.0.0.1:0", server.address());
        client = new PriceClient(URI.create("http://" + proxy.getListen()), "none");
        assertThat(client.price()).isEqualTo("10.00");
        server.set("11.00");
    }

    @AfterEach
    void removed() throws Exception {
        proxy.delete();
        server.close();
    }

    @Test
    void aServerThatIsDownLeavesTheLastPrice() throws Exception {
        proxy.disable();
        assertThat(client.price()).isEqualTo("10.00");
        proxy.enable();
        assertThat(client.price()).isEqualTo("11.00");
    }

    // tag::slow
    @Test
    void aServerThatIsSlowLeavesTheLastPrice() throws Exception {
        Latency slow = proxy.toxics().latency("slow", ToxicDirection.DOWNSTREAM, 60_000);
        assertThat(client.price()).isEqualTo("10.00");
        slow.remove();
        assertThat(client.price()).isEqualTo("11.00");
    }
    // end::slow

    @Test
    void anAnswerThatBreaksOffLeavesTheLastPrice() throws Exception {
        LimitData cut = proxy.toxics().limitData("cut", ToxicDirection.DOWNSTREAM, 20);
        assertThat(client.price()).isEqualTo("10.00");
        cut.remove();
        assertThat(client.price()).isEqualTo("11.00");
    }
}
