package dev.haywire.internal.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.internal.net.LiveTcpEndpoint;
import dev.haywire.internal.net.TcpSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plays every fault that both wires can do, and says what the application sees on this one. */
abstract class BothWires {

    static List<WireCase> cases() {
        return WireCase.all();
    }

    abstract LiveTcpEndpoint start(TcpSpec spec);

    abstract String expected(WireCase row);

    @ParameterizedTest
    @MethodSource("cases")
    void theApplicationSeesWhatTheTableSays(WireCase row) throws IOException {
        TcpSpec spec = new TcpSpec("wire", "127.0.0.1", 0, row.service(), 0, Duration.ofSeconds(10));
        try (LiveTcpEndpoint endpoint = start(spec)) {
            assertThat(row.play().on(endpoint)).isEqualTo(expected(row));
            assertThat(endpoint.takeErrors()).isEmpty();
        }
    }
}
