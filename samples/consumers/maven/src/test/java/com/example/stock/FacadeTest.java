package com.example.stock;

import static dev.haywire.fault.Faults.slice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.Haywire;
import dev.haywire.HaywireTest;
import dev.haywire.TcpEndpoint;
import org.junit.jupiter.api.Test;

/** Endpoints without annotations. */
@HaywireTest
class FacadeTest {

    @Test
    void opened() {
        try (Haywire haywire = Haywire.builder().seed(42).open()) {
            TcpEndpoint server = haywire.tcpServer(session -> session.send(session.readLine() + "!\n"));
            TcpEndpoint proxy = haywire.tcpProxy(server.address(), options -> options.name("stock"));
            proxy.apply(slice(1));
            try (StockClient client = new StockClient(proxy.address())) {
                assertThat(client.ask("one")).isEqualTo("one!");
            }
        }
    }

    @Test
    void injected(Haywire haywire) {
        try (StockClient client = new StockClient(haywire.tcpEchoServer().address())) {
            assertThat(client.ask("one")).isEqualTo("one");
        }
    }
}
