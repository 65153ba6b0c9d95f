package dev.haywire.internal.net;

import static dev.haywire.internal.net.Started.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.CloseReason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What goes wrong in one connection's own path ends that connection, loudly; nobody else notices. */
class EngineFailureTest {

    /** A script without a reply, not even an empty one, is none: the loop trips over it at the first byte. */
    private static final TcpService BROKEN =
            new TcpService.Script(new byte[0], null, Started.bytes("\n"), false, StandardCharsets.UTF_8);

    @Test
    void aThrowableOnTheLoopEndsItsConnectionOnly() throws Exception {
        try (LiveTcpEndpoint broken = Started.service("broken", BROKEN);
                LiveTcpEndpoint one = Started.echo();
                LiveTcpEndpoint other = Started.echo();
                Client unlucky = Client.connect(broken.address());
                Client silent = Client.connect(broken.address());
                Client onOneLoop = Client.connect(one.address());
                Client onTheOther = Client.connect(other.address())) {
            unlucky.send("x");
            assertThatThrownBy(unlucky::read).hasMessage("Connection reset");

            broken.connection(0).awaitClosed();
            assertThat(broken.connection(0).closeReason()).isEqualTo(CloseReason.SERVER_RST);
            List<Throwable> errors = broken.takeErrors();
            assertThat(errors).hasSize(1);
            assertThat(errors.get(0)).isInstanceOf(NullPointerException.class);
            assertThat(broken.takeErrors()).isEmpty();
            assertThat(broken.journal().lines()).anyMatch(line -> line.contains("NullPointerException"));
            assertThat(broken.connection(1).isOpen()).isTrue();
            assertThat(onOneLoop.echo("alive")).isEqualTo("alive");
            assertThat(onTheOther.echo("alive")).isEqualTo("alive");
            assertThat(silent.socket().isConnected()).isTrue();
        }
    }

    @Test
    void aHandlerThatCannotBeMadeIsAnErrorOfItsConnection() throws Exception {
        TcpService service = new TcpService.Handled(
                () -> {
                    throw new IllegalStateException("no handler today");
                },
                StandardCharsets.UTF_8);
        try (LiveTcpEndpoint server = Started.service("unmade", service)) {
            Client.expectReset(server.address());
            eventually(() -> server.journal().lines().stream().anyMatch(line -> line.contains("no handler today")));
            assertThat(server.takeErrors()).singleElement().satisfies(error -> assertThat(error)
                    .hasMessage("no handler today"));
        }
    }
}
