package dev.haywire;

import static dev.haywire.fault.Faults.corrupt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.kit.FreePort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The same objects without JUnit. */
class FacadeTest {

    @Test
    void makesEachKindOfEndpoint() throws Exception {
        try (Haywire haywire = Haywire.open()) {
            TcpEndpoint echo = haywire.tcpEchoServer();
            TcpEndpoint server = haywire.tcpServer(session -> session.send("hello"));
            TcpEndpoint proxy = haywire.tcpProxy(server.address());

            assertThat(exchange(echo.address(), "same")).isEqualTo("same");
            assertThat(exchange(server.address(), "")).isEqualTo("hello");
            assertThat(exchange(proxy.address(), "")).isEqualTo("hello");
            assertThat(proxy.acceptedCount()).isEqualTo(1);
        }
    }

    @Test
    void givesEachLiveOneANameOfItsOwn() {
        try (Haywire haywire = Haywire.open()) {
            TcpEndpoint first = haywire.tcpEchoServer();
            TcpEndpoint second = haywire.tcpEchoServer();
            TcpEndpoint dns = haywire.tcpServer(session -> {}, options -> options.name("dns"));
            assertThat(first.name()).isEqualTo("tcpEchoServer-1");
            assertThat(second.name()).isEqualTo("tcpEchoServer-2");
            assertThat(dns.name()).isEqualTo("dns");
            assertThatThrownBy(() -> haywire.tcpEchoServer(options -> options.name("dns")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("two live endpoints named \"dns\": " + dns + " has that name; choose another");
            haywire.close(first);
            assertThat(haywire.tcpEchoServer().name()).isEqualTo("tcpEchoServer-1");
        }
    }

    @Test
    void takesOptions() {
        try (Haywire haywire = Haywire.builder().host("127.0.0.2").open()) {
            assertThat(haywire.tcpEchoServer().host()).isEqualTo("127.0.0.2");
            int free = FreePort.next();
            TcpEndpoint other = haywire.tcpEchoServer(
                    options -> options.host("127.0.0.1").port(free).name("other"));
            assertThat(other.address()).isEqualTo(new InetSocketAddress("127.0.0.1", free));
        }
    }

    @Test
    void itsTimeoutBoundsWaitsWithoutADuration() {
        try (Haywire haywire = Haywire.builder().timeout(Duration.ofMillis(10)).open()) {
            TcpEndpoint echo = haywire.tcpEchoServer();
            assertThatThrownBy(() -> echo.awaitAccepted(1))
                    .hasMessage("Expected TCP endpoint \"tcpEchoServer-1\" at 127.0.0.1:" + echo.port()
                            + " to accept 1 connection within 10 ms, but it accepted 0");
        }
        assertThatThrownBy(() -> Haywire.builder().timeout(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("timeout(PT0S): a timeout is more than zero");
    }

    @Test
    void closesItsOwnOnly() throws Exception {
        try (Haywire haywire = Haywire.open();
                Haywire another = Haywire.open()) {
            TcpEndpoint foreign = another.tcpEchoServer();
            assertThatThrownBy(() -> haywire.close(foreign))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(foreign + " was not made by this Haywire");
            assertThat(exchange(foreign.address(), "still there")).isEqualTo("still there");
        }
    }

    @Test
    void closesOneOrAll() {
        Haywire haywire = Haywire.open();
        TcpEndpoint one = haywire.tcpEchoServer();
        TcpEndpoint other = haywire.tcpEchoServer();
        haywire.close(one);
        haywire.close(one);
        assertThatThrownBy(() -> exchange(one.address(), "x")).hasMessageContaining("refused");
        assertThat(other.openCount()).isZero();
        haywire.close();
        haywire.close();
        assertThatThrownBy(() -> exchange(other.address(), "x")).hasMessageContaining("refused");
        assertThatThrownBy(haywire::tcpEchoServer)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "this Haywire is closed and makes no endpoints any more: make them before close(), or open another");
    }

    @Test
    void closeThrowsWhatHandlersHaveThrown() throws Exception {
        Haywire haywire = Haywire.open();
        IllegalStateException own = new IllegalStateException("the handler's own");
        TcpEndpoint early = haywire.tcpServer(session -> {
            throw own;
        });
        TcpEndpoint late = haywire.tcpServer(session -> session.expect("this"));
        assertThatThrownBy(() -> exchange(early.address(), "x")).hasMessageStartingWith("Connection reset");
        assertThatThrownBy(() -> exchange(late.address(), "that")).hasMessageStartingWith("Connection reset");
        haywire.close(early);

        assertThatThrownBy(haywire::close)
                .isInstanceOf(AssertionError.class)
                .hasMessage("user code of an endpoint failed: java.lang.IllegalStateException: the handler's own")
                .hasCause(own)
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .singleElement()
                        .satisfies(second -> assertThat(second).isInstanceOf(AssertionError.class)));
        haywire.close();
    }

    @Test
    void aHandlerMayUseTheHaywireThatIsBeingClosed() throws Exception {
        Haywire haywire = Haywire.open();
        TcpEndpoint server = haywire.tcpServer(session -> {
            session.send("x");
            session.in().readAllBytes();
            haywire.toString();
        });
        try (Socket socket = new Socket(server.host(), server.port())) {
            assertThat(socket.getInputStream().read()).isEqualTo('x');
            // one that had to wait for the closing would still run 5 s later, which would be thrown here
            haywire.close();
        }
    }

    @Test
    void theSeedDecides() throws Exception {
        String text = "a text long enough for a few bits of it to be flipped, wherever they are";
        String seven = corrupted(7, text);
        assertThat(seven).isNotEqualTo(text);
        assertThat(corrupted(7, text)).isEqualTo(seven);
        assertThat(corrupted(8, text)).isNotEqualTo(seven);
        assertThat(Haywire.builder().seed(42).open()).hasToString("Haywire with seed 42, endpoints []");
        assertThat(Haywire.open()).hasToString("Haywire with seed 0, endpoints []");
    }

    private static String corrupted(long seed, String text) throws IOException {
        try (Haywire haywire = Haywire.builder().seed(seed).open()) {
            TcpEndpoint echo = haywire.tcpEchoServer();
            echo.apply(corrupt(0.2).upstream());
            return exchange(echo.address(), text);
        }
    }

    /** Sends and finishes; returns what came back up to FIN. */
    private static String exchange(InetSocketAddress address, String sent) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(10_000);
            socket.connect(address);
            socket.getOutputStream().write(sent.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
