package com.example.stock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.TestInstance;

/** One instance for all tests, and with it its endpoints. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PerClassTest {
    private final TcpEndpoint fromTheConstructor;

    @TcpEchoServer
    private TcpEndpoint ofTheField;

    private int port;

    PerClassTest(@TcpEchoServer TcpEndpoint fromTheConstructor) {
        this.fromTheConstructor = fromTheConstructor;
    }

    @RepeatedTest(2)
    void stayLive() {
        if (port == 0) {
            port = ofTheField.port();
        }
        assertThat(ofTheField.port()).isEqualTo(port);
        for (TcpEndpoint server : new TcpEndpoint[] {fromTheConstructor, ofTheField}) {
            try (StockClient client = new StockClient(server.address())) {
                assertThat(client.ask("one")).isEqualTo("one");
            }
        }
    }
}
