package dev.haywire;

import static dev.haywire.fault.Faults.close;
import static dev.haywire.fault.Faults.drop;
import static dev.haywire.fault.Faults.loss;
import static dev.haywire.fault.Faults.reset;
import static dev.haywire.fault.Faults.stall;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.fault.Fault;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Code outside the package of the faults puts several kinds into one stream, as sources of arguments do. */
class FaultsTogetherTest {

    @Test
    void faultsOfSeveralKindsStandInOneStream() {
        assertThat(Stream.of(loss(0.3), drop(), reset(), stall()).map(Fault::kind))
                .containsExactly("loss", "drop", "reset", "stall");
        assertThat(Stream.of(reset(), close()).map(Fault::kind)).containsExactly("reset", "close");
        assertThat(Stream.of(loss(0.3), drop()).map(Fault::kind)).containsExactly("loss", "drop");
    }
}
