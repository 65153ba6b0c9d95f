package com.example.stock;

import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.Scope;
import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Another profile, and so another class loader. */
@QuarkusTest
@TestProfile(OtherProfileTest.Other.class)
class OtherProfileTest {
    public static class Other implements QuarkusTestProfile {}

    @TcpEchoServer(property = "stock.server")
    static TcpEndpoint server;

    @TcpEchoServer(name = "ofTheSession", scope = Scope.SESSION)
    TcpEndpoint ofTheSession;

    @Inject
    StockClient client;

    @Test
    void hasAnEndpointOfItsOwn() throws IOException {
        assertThat(client.ask("how many?")).isEqualTo("how many?");
        assertThat(server).hasAccepted(1);
        assertThat(ofTheSession).hasAccepted(0);
    }
}
