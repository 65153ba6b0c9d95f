package dev.haywire;

import static dev.haywire.fault.Faults.connectHang;
import static dev.haywire.fault.Faults.refuse;
import static dev.haywire.fault.Faults.stall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.haywire.kit.Blocked;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the wire's kernel holds is bounded by the listener's receive buffer; numbers are those of Linux, with 64 KiB that a stalled wire holds. */
@EnabledOnOs(OS.LINUX)
class ReceiveBufferTest {
    /** A small buffer, the wire and the client's own hold 76 KB; with the kernel's own choice 230 KB. */
    private static final int SMALL = 4_096;

    private static final long BARELY = 128_000;

    /** A large one and the wire hold 585 KB. */
    private static final int LARGE = 262_144;

    private static final long MUCH = 400_000;

    interface Factory {
        TcpEndpoint make(Haywire haywire, Consumer<EndpointOptions> options);
    }

    static Stream<Arguments> factories() {
        return Stream.of(
                Arguments.of("tcpEchoServer", (Factory) Haywire::tcpEchoServer),
                Arguments.of("tcpScript", (Factory) Haywire::tcpScript),
                Arguments.of("tcpServer", (Factory) (haywire, options) ->
                        haywire.tcpServer(session -> session.in().readAllBytes(), options)),
                Arguments.of("tcpProxy", (Factory) (haywire, options) ->
                        haywire.tcpProxy(haywire.tcpScript(none -> {}).address(), options)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("factories")
    void boundsWhatTheKernelHolds(String name, Factory factory) throws IOException {
        try (Haywire haywire = Haywire.open()) {
            TcpEndpoint small = factory.make(haywire, o -> o.receiveBuffer(SMALL));
            small.apply(stall().upstream());
            assertThat(Blocked.after(small.address(), MUCH)).isLessThan(BARELY);
            TcpEndpoint large = factory.make(haywire, o -> o.receiveBuffer(LARGE));
            large.apply(stall().upstream());
            assertThat(Blocked.after(large.address(), MUCH)).isGreaterThanOrEqualTo(MUCH);
        }
    }

    @Test
    void holdsForAListenerThatWasAway() throws IOException {
        try (Haywire haywire = Haywire.open()) {
            TcpEndpoint small = haywire.tcpScript(o -> o.receiveBuffer(SMALL));
            small.apply(refuse()).close();
            small.apply(stall().upstream());
            assertThat(Blocked.after(small.address(), MUCH)).isLessThan(BARELY);
            small.apply(connectHang()).close();
            assertThat(Blocked.after(small.address(), MUCH)).isLessThan(BARELY);
        }
    }

    @Test
    void theKernelChoosesWhereNoneIsSet() throws IOException {
        try (Haywire haywire = Haywire.open()) {
            TcpEndpoint server = haywire.tcpScript(o -> o.receiveBuffer(0));
            server.apply(stall().upstream());
            assertThat(Blocked.after(server.address(), MUCH)).isGreaterThan(BARELY);
        }
    }

    @Test
    void isNotNegative() {
        try (Haywire haywire = Haywire.open()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> haywire.tcpEchoServer(o -> o.receiveBuffer(-1)))
                    .withMessage("receiveBuffer(-1): a receive buffer has 1 byte or more,"
                            + " or 0 for as many as the kernel allows");
        }
    }
}
