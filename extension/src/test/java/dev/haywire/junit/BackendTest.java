package dev.haywire.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.UdpEchoServer;
import dev.haywire.UdpEndpoint;
import dev.haywire.kit.NobodyListens;
import dev.haywire.toxiproxy.ToxiproxyBackend;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.opentest4j.TestAbortedException;

/** Tests under a Toxiproxy that is not there. */
class BackendTest {

    private final NobodyListens toxiproxy = new NobodyListens();
    private final String address = "127.0.0.1:" + toxiproxy.address().getPort();

    BackendTest() throws IOException {}

    @AfterEach
    void close() throws IOException {
        toxiproxy.close();
    }

    @Test
    void areAbortedWithTheReason() {
        assertThat(Kit.of(Echoes.class)
                        .with("haywire.backend", "toxiproxy")
                        .with("haywire.toxiproxy.url", "http://" + address)
                        .run()
                        .ended(1, 0, 1)
                        .abortion())
                .isInstanceOf(TestAbortedException.class)
                .hasMessage("no Toxiproxy: Toxiproxy at " + address + " does not answer: Connection refused");
    }

    @Test
    void failWhereThereMustBeOne() {
        assertThat(Kit.of(Echoes.class)
                        .with("haywire.backend", "toxiproxy")
                        .with("haywire.toxiproxy.url", "http://" + address)
                        .with("haywire.toxiproxy.required", "true")
                        .run()
                        .ended(1, 1, 0)
                        .failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("no Toxiproxy: Toxiproxy at " + address
                        + " does not answer: Connection refused; haywire.toxiproxy.required = true");
    }

    @InKit
    static class Echoes {
        @Test
        void tcp(@TcpEchoServer TcpEndpoint echo) {}

        @Test
        void udpStaysEmbedded(@UdpEchoServer UdpEndpoint echo) {}
    }

    @Test
    void theAnnotationAsksForItToo() {
        assertThat(Kit.run(Annotated.class).ended(0, 0, 1).abortion()).hasMessageStartingWith("no Toxiproxy: ");
    }

    @InKit
    @ToxiproxyBackend(url = "http://127.0.0.1:1")
    static class Annotated {
        @TcpEchoServer
        private TcpEndpoint echo;

        @Test
        void test() {}
    }

    @Test
    void anUnreadableUrlIsAnError() {
        assertThat(Kit.run(Unreadable.class).ended(0, 1, 0).failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("@ToxiproxyBackend(url = \"nonsense\"): allowed is a URL such as http://127.0.0.1:8474");
    }

    @InKit
    static class Unreadable {
        @Test
        @ToxiproxyBackend(url = "nonsense")
        void test(@TcpEchoServer TcpEndpoint echo) {}
    }
}
