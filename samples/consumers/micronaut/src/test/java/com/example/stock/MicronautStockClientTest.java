package com.example.stock;

import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static dev.haywire.fault.Direction.UPSTREAM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.TcpEndpoint;
import dev.haywire.TcpServer;
import dev.haywire.UdpEndpoint;
import dev.haywire.UdpPeer;
import dev.haywire.fault.Reset;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The static endpoint is live before the application starts, though {@code @MicronautTest} is registered first. */
// tag::micronaut
@MicronautTest
class MicronautStockClientTest {

    @TcpServer(reply = "17\n", property = "stock.server")
    static TcpEndpoint server;

    @Inject
    StockClient client;

    @Test
    @Reset(after = "COMMIT\n", direction = UPSTREAM, firstConnections = 1)
    void asksAgainWhereTheAnswerIsLost() throws IOException {
        assertThat(client.ask("COMMIT")).isEqualTo("17");
        assertThat(server).hasAccepted(2);
    }
    // end::micronaut

    @Test
    void readsTheAddressInItsConfiguration() throws IOException {
        assertThat(client.address()).isEqualTo(server.host() + ":" + server.port());
        assertThat(client.ask("how many?")).isEqualTo("17");
    }

    @Test
    void parametersAreInjected(@UdpPeer UdpEndpoint peer) {
        assertThat(peer).hasReceivedDatagrams(0);
    }
}
