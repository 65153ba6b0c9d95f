package dev.haywire.internal.pipeline;

import static dev.haywire.internal.pipeline.VirtualWire.MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.fault.Direction;
import org.junit.jupiter.api.Test;

class LatencyToxicTest extends ToxicWire {

    @Test
    void latencyKeepsEachReadForItsTime() {
        add("latency", "latency", 100);
        wire.send("a").passMs(40).send("b").passMs(59);
        assertThat(wire.fresh()).isEmpty();
        assertThat(wire.passMs(1).fresh()).isEqualTo("a");
        assertThat(wire.passMs(39).fresh()).isEmpty();
        assertThat(wire.passMs(1).fresh()).isEqualTo("b");
        assertThat(wire.deadline).isEqualTo(Lane.NEVER);
    }

    @Test
    void latenciesAddUpHoweverLateTheyAreWoken() {
        add("latency", "latency", 100);
        add("latency", "latency", 100);
        wire.send("a").wakeLate(150 * MS);
        assertThat(wire.fresh()).isEmpty();
        assertThat(wire.deadline).isEqualTo(wire.start + 200 * MS);
        assertThat(wire.passMs(50).fresh()).isEqualTo("a");
    }

    @Test
    void latencyCountsFromTheArrivalAndNotFromWhenAnotherToxicLetGo() {
        add("bandwidth", "rate", 1);
        add("latency", "latency", 100);
        wire.send(letters(60)).passMs(99);
        assertThat(wire.fresh()).isEmpty();
        assertThat(wire.passMs(1).fresh()).isEqualTo(letters(60));
    }

    @Test
    void latencyHoldsAnEndingOnlyBehindData() {
        add("latency", "latency", 100);
        wire.send("a").end().passMs(99);
        assertThat(wire.fresh()).isEmpty();
        assertThat(wire.passMs(1).fresh()).isEqualTo("a|<FIN>");
        VirtualWire other = new VirtualWire();
        other.add(ToxicStage.of(
                settings("latency", "latency", 100), Draws.of(1, "", Direction.UPSTREAM, "", 0, 0), false));
        assertThat(other.end().fresh()).isEqualTo("<FIN>");
    }

    @Test
    void anUpdateReleasesTheHeadAndTimesTheRestAnew() {
        ToxicStage stage = add("latency", "latency", 100);
        wire.send("a").passMs(10).send("b").passMs(10).send("c");
        update(stage, settings("latency", "latency", 30));
        assertThat(wire.fresh()).isEqualTo("a");
        assertThat(wire.passMs(19).fresh()).isEmpty();
        assertThat(wire.passMs(1).fresh()).isEqualTo("b");
        assertThat(wire.passMs(10).fresh()).isEqualTo("c");
    }

    @Test
    void anUpdateThatSparesTheConnectionReleasesAll() {
        ToxicStage stage = add("latency", "latency", 100);
        wire.send("a").passMs(1).send("b");
        update(stage, settings(false, "latency", "latency", 100));
        assertThat(wire.fresh()).isEqualTo("a|b");
        assertThat(wire.send("c").fresh()).isEqualTo("c");
        update(stage, settings("latency", "latency", 5));
        assertThat(wire.send("d").fresh()).isEmpty();
        assertThat(wire.passMs(5).fresh()).isEqualTo("d");
    }

    @Test
    void whatAnUpdateReleasedTakesNoRoom() {
        ToxicStage stage = add("latency", "latency", 100);
        for (int i = 0; i < 1024; i++) {
            wire.send("a");
        }
        update(stage, settings(false, "latency", "latency", 100));
        update(stage, settings("latency", "latency", 100));
        assertThat(wire.lane.room()).isEqualTo(32 * 1024);
        assertThat(wire.text()).hasSize(1024);
    }

    @Test
    void removalReleasesAllInOrder() {
        ToxicStage stage = add("latency", "latency", 100);
        wire.send("a").passMs(1).send("b").end();
        wire.remove(stage);
        assertThat(wire.fresh()).isEqualTo("a|b|<FIN>");
    }

    @Test
    void jitterStaysInItsRangeInWholeMillisecondsAndInOrder() {
        add("latency", "latency", 10, "jitter", 5);
        boolean[] seen = new boolean[15];
        for (int i = 0; i < 300; i++) {
            wire.send("a");
            long from = wire.now;
            long due = wire.deadline - from;
            assertThat(due % MS).isZero();
            assertThat(due / MS).isBetween(5L, 14L);
            seen[(int) (due / MS)] = true;
            wire.passMs(20);
            assertThat(wire.fresh()).isEqualTo("a");
        }
        for (int millis = 5; millis < 15; millis++) {
            assertThat(seen[millis]).as("%d ms", millis).isTrue();
        }
    }

    @Test
    void aDelayBelowZeroIsNone() {
        add("latency", "latency", -5, "jitter", -3);
        assertThat(wire.send("a").fresh()).isEqualTo("a");
    }

    @Test
    void aDelayThatIsTooLongForNanosecondsIsForEver() {
        add("latency", "latency", Long.MAX_VALUE, "jitter", (1L << 62) - 1);
        assertThat(wire.send("a").fresh()).isEmpty();
        assertThat(wire.deadline).isEqualTo(Lane.NEVER);
    }

    @Test
    void latencyTakes1024Reads() {
        add("latency", "latency", 100);
        for (int i = 0; i < 1024; i++) {
            assertThat(wire.lane.room()).isEqualTo(32 * 1024);
            wire.send("a");
        }
        assertThat(wire.lane.room()).isZero();
        wire.passMs(100);
        assertThat(wire.lane.room()).isEqualTo(32 * 1024);
        assertThat(wire.text()).hasSize(1024);
    }
}
