package com.example.stock;

import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static dev.haywire.fault.Direction.UPSTREAM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.fault.Reset;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.env.Environment;
import org.springframework.test.annotation.DirtiesContext;

/** The endpoint is live before the context loads; the context ends with the class, as the endpoint does. */
// tag::spring
@SpringBootTest
@DirtiesContext
class StockClientTest {

    @TcpEchoServer(property = "stock.server")
    private static TcpEndpoint server;

    @Autowired
    private StockClient client;

    @Test
    void findsTheAddressInItsConfiguration(@Autowired Environment environment) {
        assertThat(environment.getProperty("shop.stock-address")).isEqualTo(server.host() + ":" + server.port());
        assertThat(client.ask("how many?")).isEqualTo("how many?");
        assertThat(server).hasOpenConnections(1);
    }

    @Test
    @Reset(after = "COMMIT", direction = UPSTREAM, connections = 0)
    void asksAgainWhereTheAnswerIsLost() {
        assertThat(client.ask("COMMIT")).isEqualTo("COMMIT");
        assertThat(server).connection(0).hasReceivedText("COMMIT");
    }
}
// end::spring
