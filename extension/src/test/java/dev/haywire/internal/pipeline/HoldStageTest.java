package dev.haywire.internal.pipeline;

import static dev.haywire.fault.Faults.blackhole;
import static dev.haywire.fault.Faults.stall;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Silence: stall, after which all arrives, and blackhole, after which nothing does. */
class HoldStageTest {

    private final VirtualDatagrams wire = new VirtualDatagrams();

    @Test
    void everythingArrivesInOrderWhenAStallEnds() {
        PacketStage stall = wire.add(stall());
        wire.send("a", "", "c").passMs(60_000);
        assertThat(wire.seen).isEmpty();
        assertThat(wire.lane.held()).isEqualTo(3);
        assertThat(wire.deadline).isEqualTo(Lane.NEVER);
        wire.remove(stall);
        assertThat(wire.all()).isEqualTo("a  c");
        assertThat(wire.times()).containsOnly(60_000.0);
        assertThat(wire.fired("stall")).isEqualTo(3);
        assertThat(wire.send("d").all()).isEqualTo("a  c d");
    }

    @Test
    void aStallOfSomeLetsOthersPass() {
        PacketStage stall = wire.add(stall().upstream().every(2));
        wire.send("a", "b", "c", "d");
        assertThat(wire.all()).isEqualTo("a c");
        wire.remove(stall);
        assertThat(wire.all()).isEqualTo("a c b d");
    }

    @Test
    void nothingArrivesOfABlackhole() {
        PacketStage blackhole = wire.add(blackhole());
        wire.send("a", "b");
        wire.remove(blackhole);
        wire.send("c");
        assertThat(wire.all()).isEqualTo("c");
        assertThat(wire.lostTo("blackhole")).containsExactly(1L, 2L);
        assertThat(wire.fired("blackhole")).isEqualTo(2);
    }
}
