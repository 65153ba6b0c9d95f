package dev.haywire.truth;

import static dev.haywire.fault.Faults.close;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.loss;
import static dev.haywire.fault.Faults.reset;
import static dev.haywire.fault.Faults.slice;
import static dev.haywire.fault.Faults.stall;
import static dev.haywire.fault.Faults.truncate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.fault.LinkFault;
import dev.haywire.fault.TcpFault;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Faults of several kinds in one list or stream compile outside their package, whatever type the compiler infers. */
class MixedFaultsTest {
    private static final Duration LATER = Duration.ofMillis(1);

    @Test
    void aStreamOfThemNeedsNoType() {
        assertThat(Stream.of(latency(LATER), stall())
                        .map(fault -> fault.upstream().toString()))
                .containsExactly("latency(1 ms).upstream()", "stall().upstream()");
        assertThat(Stream.of(latency(LATER), reset(), slice(1)).map(TcpFault::kind))
                .containsExactly("latency", "reset", "slice");
    }

    @Test
    void datagramFaultsDoTheSame() {
        assertThat(Stream.of(loss(0.1), truncate(5))
                        .map(fault -> fault.downstream().toString()))
                .containsExactly("loss(0.1).downstream()", "truncate(5).downstream()");
    }

    @Test
    void soDoesAListOfThem() {
        StringBuilder kinds = new StringBuilder();
        for (LinkFault fault : List.of(latency(LATER).lasting(LATER), stall().startingAfter(LATER))) {
            kinds.append(fault.kind()).append(' ');
        }
        List.of(reset(), close()).forEach(fault -> kinds.append(fault.kind()).append(' '));
        assertThat(kinds).hasToString("latency stall reset close ");
    }

    @Test
    void narrowingsStayOnTheCommonType() {
        TcpFault fault = (LATER.isZero() ? reset() : slice(1)).downstream().onConnections(1);
        assertThat(fault).hasToString("slice(1).downstream().onConnections(1)");
    }
}
