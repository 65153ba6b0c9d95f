package com.example.stock;

import static dev.haywire.assertj.HaywireAssertions.assertThat;

import dev.haywire.Scope;
import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/** A test without Quarkus in the same JVM. */
class PlainTest {

    @TcpEchoServer(name = "ofTheSession", scope = Scope.SESSION)
    TcpEndpoint ofTheSession;

    @Test
    void hasTheCopyOfTheClassPath(@TcpEchoServer TcpEndpoint server) throws IOException {
        new Socket(server.host(), server.port()).close();
        assertThat(server).hasAccepted(1);
        assertThat(ofTheSession).hasAccepted(0);
    }
}
