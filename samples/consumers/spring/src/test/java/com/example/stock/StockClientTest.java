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
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The endpoint is live before the context loads, and this class's context is no other's, as its method is no other's. */
// tag::spring
@SpringBootTest
class StockClientTest {

    @TcpEchoServer
    private static TcpEndpoint server;

    @DynamicPropertySource
    static void stockServer(DynamicPropertyRegistry registry) {
        registry.add("shop.stock-address", () -> server.host() + ":" + server.port());
    }

    @Autowired
    private StockClient client;

    @Test
    void findsTheAddressInItsConfiguration() {
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
