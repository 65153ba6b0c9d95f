package dev.haywire.docs;

import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.fault.Latency;
import dev.haywire.toxiproxy.ToxiproxyBackend;
import org.junit.jupiter.api.Test;

/** What docs/toxiproxy-backend.md shows; aborted where no Toxiproxy listens. */
class BackendSnippetsTest {

    // tag::backend
    @Test
    @ToxiproxyBackend(url = "http://127.0.0.1:8474")
    @Latency(50)
    void survivesASlowNetwork(@TcpEchoServer TcpEndpoint echo) throws Exception {
        try (TextClient client = TextClient.of(echo)) {
            client.say("ping");
            assertThat(client.read(4)).isEqualTo("ping");
        }
        assertThat(echo).hasReceivedText("ping");
    }
    // end::backend
}
