package dev.haywire.internal.pipeline;

import static dev.haywire.fault.Faults.duplicate;
import static dev.haywire.fault.Faults.reorder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReorderStageTest {

    private final VirtualDatagrams wire = new VirtualDatagrams();

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 0.2, 0.5, 0.9})
    void itsShareIsOvertaken(double p) {
        wire.add(reorder(p));
        wire.sendMany(10_000).passMs(1000);
        long overtaken =
                wire.seen.stream().filter(VirtualDatagrams.Seen::overtaken).count();
        assertThat(overtaken / 10_000.0).isCloseTo(p, within(Statistics.tolerance(p, 10_000) + 0.001));
        assertThat(wire.fired("reorder") / 10_000.0).isCloseTo(p, within(Statistics.tolerance(p, 10_000) + 1e-12));
    }

    @Test
    void eachIsOvertakenByAsManyAsAsked() {
        wire.add(reorder(0.1).by(3));
        wire.sendMany(1_000);
        Map<Long, Integer> place = new HashMap<>();
        wire.seen.forEach(one -> place.put(one.ordinal(), place.size()));
        Set<Long> held = Set.copyOf(wire.fired.get("reorder"));
        for (long ordinal : held) {
            Integer at = place.get(ordinal);
            if (at != null) {
                long ahead = wire.seen.stream()
                        .limit(at)
                        .filter(one -> one.ordinal() > ordinal && !held.contains(one.ordinal()))
                        .count();
                assertThat(ahead).isEqualTo(3);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"5, 1, 0.2", "5, 0.25, 0.125", "1, 0.25, 0.25", "2, 0.5, 0.3333"})
    void aGapSparesThoseBehind(int gap, double p, double share) {
        wire.add(reorder(p).gap(gap));
        wire.sendMany(10_000).passMs(1000);
        assertThat(wire.fired("reorder") / 10_000.0).isCloseTo(share, within(Statistics.tolerance(share, 10_000)));
        List<Long> held = wire.fired.get("reorder");
        for (int i = 1; i < held.size(); i++) {
            assertThat(held.get(i) - held.get(i - 1)).isGreaterThanOrEqualTo(gap);
        }
    }

    @Test
    void aSelectedOneIsOvertaken() {
        wire.add(reorder(1).upstream().nth(2));
        assertThat(wire.sendMany(4).all()).isEqualTo("1 3 2 4");
        assertThat(wire.fired.get("reorder")).containsExactly(2L);
    }

    @Test
    void neighboursAreBothOvertaken() {
        wire.add(reorder(1).by(2).upstream().nth(1, 2));
        assertThat(wire.sendMany(5).all()).isEqualTo("3 4 1 2 5");
    }

    @Test
    void ifAllAreToBeOvertakenEachIsInTurn() {
        wire.add(reorder(1));
        assertThat(wire.sendMany(6).all()).isEqualTo("2 1 4 3 6 5");
        assertThat(wire.fired.get("reorder")).containsExactly(1L, 3L, 5L);
    }

    @Test
    void isHeldNoLongerThanItMay() {
        wire.add(reorder(1).by(2).atMost(Duration.ofMillis(7)));
        wire.sendMany(1).passMs(3).sendMany(1).passMs(50);
        assertThat(wire.all()).isEqualTo("2 1");
        assertThat(wire.times()).containsExactly(3.0, 7.0);
    }

    @Test
    void isHeldForATenthOfASecondUnlessSaidOtherwise() {
        wire.add(reorder(1));
        wire.sendMany(1).passMs(1000);
        assertThat(wire.times()).containsExactly(100.0);
        assertThat(wire.seen.get(0).overtaken()).isFalse();
    }

    @Test
    void copiesOfOthersDoNotOvertake() {
        wire.add(duplicate(1).copies(3).upstream().nth(2));
        wire.add(reorder(1).by(2).upstream().nth(1));
        assertThat(wire.sendMany(3).all()).isEqualTo("2 2 2 2 3 1");
    }

    @Test
    void copiesAreNotHeld() {
        wire.add(duplicate(1));
        wire.add(reorder(1).upstream().nth(1));
        assertThat(wire.sendMany(2).all()).isEqualTo("1 2 1 2");
        assertThat(wire.fired("reorder")).isEqualTo(1);
    }

    @Test
    void handsOnAllWhenItEnds() {
        PacketStage stage = wire.add(reorder(1).upstream().nth(1, 2));
        wire.sendMany(2);
        assertThat(wire.all()).isEmpty();
        wire.remove(stage);
        assertThat(wire.all()).isEqualTo("1 2");
    }
}
