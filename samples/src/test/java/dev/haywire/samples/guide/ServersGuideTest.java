package dev.haywire.samples.guide;

import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.TcpConnection;
import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.TcpHandler;
import dev.haywire.TcpServer;
import dev.haywire.TcpSession;
import dev.haywire.samples.orders.OrderClient;
import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/** What servers can be had. */
class ServersGuideTest {

    // tag::script
    @Test
    void asksLineByLine(@TcpServer(greeting = "READY\n", reply = "OK\n") TcpEndpoint server) throws IOException {
        try (Socket client = new Socket(server.host(), server.port())) {
            client.getOutputStream().write("one\ntwo\n".getBytes());
            assertThat(client.getInputStream().readNBytes(12)).asString().isEqualTo("READY\nOK\nOK\n");
        }
    }
    // end::script

    // tag::sink
    @Test
    void isRecorded(@TcpServer TcpEndpoint sink) throws IOException {
        try (Socket client = new Socket(sink.host(), sink.port())) {
            client.getOutputStream().write("no answer to this".getBytes());
            sink.takeConnection().awaitReceived("no answer", ofSeconds(5));
        }
    }
    // end::sink

    // tag::handler
    static class Counting implements TcpHandler {

        @Override
        public void handle(TcpSession session) throws Exception {
            int lines = 0;
            while (session.readLine() != null) {
                lines++;
                session.send(lines + "\n");
            }
        } // returning sends FIN
    }

    @Test
    void countsOrders(@TcpServer(handler = Counting.class) TcpEndpoint server) {
        OrderClient client = new OrderClient(server.address());
        client.send("one");
        assertThat(client.send("two")).isEqualTo("2");
    }
    // end::handler

    // tag::handle
    @Test
    void talksToAServerThatAsksFirst(@TcpServer TcpEndpoint server) {
        server.handle(session -> {
            session.expect("one\n");
            session.send("which colour?\n");
        });
        assertThat(new OrderClient(server.address()).send("one")).isEqualTo("which colour?");
    }
    // end::handle

    // tag::unasked
    @Test
    void hearsWhatTheServerSaysUnasked(@TcpEchoServer TcpEndpoint server) throws IOException {
        try (Socket client = new Socket(server.host(), server.port())) {
            TcpConnection connection = server.takeConnection();
            connection.send("going down\n");
            connection.halfClose();
            assertThat(client.getInputStream().readAllBytes()).asString().isEqualTo("going down\n");
            client.getOutputStream().write("bye".getBytes());
            connection.awaitReceived("bye");
        }
    }
    // end::unasked
}
