package com.example.stock;

import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.TcpEndpoint;
import dev.haywire.TcpServer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.env.Environment;
import org.springframework.test.annotation.DirtiesContext;

/** A property of the endpoint and a placeholder: the context ends with the class, as the endpoint does. */
// tag::property
@SpringBootTest
@DirtiesContext
class OrderTest {

    @TcpServer(reply = "17\n", property = "stock.server")
    private static TcpEndpoint server;

    @Test
    void getsTheAnswerOfThisServer(@Autowired StockClient client) {
        assertThat(client.ask("how many?")).isEqualTo("17");
        assertThat(server).connection(0).hasReceivedText("how many?\n");
    }
    // end::property

    @Test
    void readsTheAddressInItsConfiguration(@Autowired Environment environment) {
        assertThat(environment.getProperty("shop.stock-address")).isEqualTo(server.host() + ":" + server.port());
    }
}
