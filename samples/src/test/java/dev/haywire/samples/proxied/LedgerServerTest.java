package dev.haywire.samples.proxied;

import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static dev.haywire.fault.Faults.halfClose;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.slice;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.TcpEndpoint;
import dev.haywire.TcpProxy;
import dev.haywire.fault.ActiveFault;
import dev.haywire.samples.Sample;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a server is held to when its clients' network is bad: here the application is the server, and the proxy stands before it. */
class LedgerServerTest {

    @TcpProxy
    private TcpEndpoint proxy;

    private LineServer server;

    LineServer startServer() throws IOException {
        return new LedgerServer();
    }

    @BeforeEach
    void start() throws IOException {
        server = startServer();
        proxy.forwardTo(server.address());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    /** In the field: a client says all it has to say, ends its output and waits. Here: its FIN has to reach the server as such, answers still come. */
    @Test
    void answersAClientThatHasNoMoreToSay() throws IOException {
        assertThat(said("deposit 100\ndeposit 20\n")).containsExactly("100", "120");
        shows("a client that ends its output: still gets both answers");
    }

    /** In the field: clients are far away, and their commands come late and in pieces. Here: two bytes at a time, each 20 ms later. */
    @Test
    void putsCommandsTogether() throws IOException {
        proxy.apply(latency(ofMillis(20)));
        proxy.apply(slice(2).upstream());
        assertThat(said("deposit 100\nbalance\n")).containsExactly("100", "100");
        shows("two bytes at a time, each 20 ms later: the same answers");
    }

    /**
     * In the field: a client dies in the midst of a write, and "deposit 1000" arrives as "deposit 10". Here: the stream ends behind ten bytes
     * of it; the balance has to stay what it was.
     */
    @Test
    void booksNoHalfCommand() throws IOException {
        ActiveFault cut = proxy.apply(halfClose().upstream().afterBytes(10).onConnections(0));
        List<String> answer = said("deposit 1000\n");
        assertThat(cut).hasFired(1);
        assertThat(proxy).connection(0).hasReceivedText("deposit 10");

        assertThat(said("balance\n")).containsExactly("0");
        assertThat(answer).containsExactly("error: a line that does not end");
        shows("\"deposit 1000\" cut to \"deposit 10\": nothing was booked");
    }

    /** In the field: one client's connection breaks. Here: it is reset while another one is open, which has to be served on. */
    @Test
    void servesTheOthersWhenOneBreaksOff() throws IOException {
        try (Socket other = new Socket(proxy.host(), proxy.port());
                Socket breaking = new Socket(proxy.host(), proxy.port())) {
            breaking.getOutputStream().write("deposit".getBytes(UTF_8));
            proxy.awaitAccepted(2);
            proxy.connection(1).awaitReceived("deposit");
            proxy.connection(1).reset();

            other.getOutputStream().write("deposit 5\n".getBytes(UTF_8));
            assertThat(other.getInputStream().readNBytes(2)).asString().isEqualTo("5\n");
        }
        shows("one client reset in the midst of a command: the other one is served on");
    }

    /** Says everything, ends the output, and returns the lines that the server answered until it closed. */
    private List<String> said(String commands) throws IOException {
        try (Socket client = new Socket(proxy.host(), proxy.port())) {
            client.setSoTimeout(5000);
            client.getOutputStream().write(commands.getBytes(UTF_8));
            client.shutdownOutput();
            return new String(client.getInputStream().readAllBytes(), UTF_8)
                    .lines()
                    .toList();
        }
    }

    void shows(String shown) {
        Sample.shows("ledger server", shown);
    }
}
