package dev.haywire.internal.pipeline;

import static dev.haywire.fault.Faults.duplicate;
import static dev.haywire.fault.Faults.loss;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuplicateStageTest {

    private final VirtualDatagrams wire = new VirtualDatagrams();

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 0.1, 0.3, 1})
    void duplicatesItsShare(double p) {
        wire.add(duplicate(p));
        wire.sendMany(10_000);
        assertThat(wire.copies / 10_000.0).isCloseTo(p, within(Statistics.tolerance(p, 10_000) + 1e-12));
        assertThat(wire.seen).hasSize(10_000 + wire.copies);
        assertThat(wire.fired("duplicate")).isEqualTo(wire.copies);
    }

    @Test
    void aHigherShareOnlyAdds() {
        wire.add(duplicate(0.1));
        VirtualDatagrams more = new VirtualDatagrams();
        more.add(duplicate(0.3));
        wire.sendMany(1000);
        more.sendMany(1000);
        assertThat(copied(more))
                .containsAll(copied(wire))
                .hasSizeGreaterThan(copied(wire).size());
    }

    private static List<Long> copied(VirtualDatagrams wire) {
        return wire.seen.stream()
                .filter(one -> one.copy() > 0)
                .map(VirtualDatagrams.Seen::ordinal)
                .toList();
    }

    @Test
    void whatIsLostIsNotCopied() {
        wire.add(duplicate(1));
        wire.add(loss(0.5));
        wire.sendMany(1000);
        assertThat(wire.seen).hasSize(2 * (1000 - wire.lost.size()));
        assertThat(wire.isConserved()).isTrue();
    }

    @Test
    void copiesMayComeLater() {
        wire.add(duplicate(1).copies(2).after(Duration.ofMillis(5)));
        wire.send("a").passMs(2).send("b").passMs(100);
        assertThat(wire.all()).isEqualTo("a b a a b b");
        assertThat(wire.times()).containsExactly(0.0, 2.0, 5.0, 5.0, 7.0, 7.0);
    }

    @Test
    void copiesStillToComeGoAtOnceWhenItEnds() {
        PacketStage stage = wire.add(duplicate(1).after(Duration.ofMillis(5)));
        wire.send("a");
        wire.remove(stage);
        assertThat(wire.all()).isEqualTo("a a");
        assertThat(wire.times()).containsExactly(0.0, 0.0);
    }
}
