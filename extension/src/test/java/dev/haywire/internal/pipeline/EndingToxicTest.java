package dev.haywire.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.fault.Direction;
import org.junit.jupiter.api.Test;

/** The toxics that end connections, or delay their ends: slow_close, timeout, reset_peer and limit_data. */
class EndingToxicTest extends ToxicWire {

    // ---- slow_close

    @Test
    void slowCloseDelaysEndingsOnly() {
        add("slow_close", "delay", 100);
        wire.send("a").end().passMs(99);
        assertThat(wire.fresh()).isEqualTo("a");
        assertThat(wire.passMs(1).fresh()).isEqualTo("<FIN>");
        wire.aborted();
        assertThat(wire.passMs(99).fresh()).isEmpty();
        assertThat(wire.passMs(1).fresh()).isEqualTo("<ABORT>");
    }

    @Test
    void anUpdateOfASlowCloseBeginsItsDelayAnew() {
        ToxicStage stage = add("slow_close", "delay", 100);
        wire.end().passMs(90);
        update(stage, settings("slow_close", "delay", 50));
        assertThat(wire.passMs(49).fresh()).isEmpty();
        assertThat(wire.passMs(1).fresh()).isEqualTo("<FIN>");
    }

    @Test
    void removalOfASlowCloseClosesNow() {
        ToxicStage stage = add("slow_close", "delay", 100);
        wire.end();
        wire.remove(stage);
        assertThat(wire.fresh()).isEqualTo("<FIN>");
    }

    // ---- timeout

    @Test
    void timeoutSwallowsAndClosesAfterSilence() {
        add("timeout", "timeout", 100);
        wire.passMs(60).send("a").passMs(60).send("b").passMs(99);
        assertThat(wire.fresh()).isEmpty();
        assertThat(wire.passMs(1).fresh()).isEqualTo("<CLOSE>");
        assertThat(wire.send("c").passMs(1000).fresh()).isEmpty();
    }

    @Test
    void timeoutClosesAConnectionThatNeverSays() {
        add("timeout", "timeout", 100);
        assertThat(wire.passMs(100).fresh()).isEqualTo("<CLOSE>");
    }

    @Test
    void timeoutOfZeroNeverClosesAndPassesAnEnding() {
        add("timeout");
        wire.send("a").passMs(100_000).end();
        assertThat(wire.fresh()).isEqualTo("<FIN>");
    }

    @Test
    void anEndingEndsTheWait() {
        add("timeout", "timeout", 100);
        assertThat(wire.end().passMs(1000).fresh()).isEqualTo("<FIN>");
        assertThat(wire.deadline).isEqualTo(Lane.NEVER);
    }

    @Test
    void anUpdateOfATimeoutBeginsItAnew() {
        ToxicStage stage = add("timeout", "timeout", 100);
        wire.passMs(90);
        update(stage, settings("timeout", "timeout", 50));
        assertThat(wire.passMs(49).fresh()).isEmpty();
        assertThat(wire.passMs(1).fresh()).isEqualTo("<CLOSE>");
        update(stage, settings("timeout", "timeout", 50));
        assertThat(wire.passMs(100).fresh()).isEmpty();
    }

    @Test
    void removalOfATimeoutClosesEvenWhatItSpared() {
        ToxicStage stage = add(settings(false, "timeout", "timeout", 100));
        assertThat(wire.send("a").passMs(200).fresh()).isEqualTo("a");
        wire.remove(stage);
        assertThat(wire.fresh()).isEqualTo("<CLOSE>");
    }

    @Test
    void aTimeoutThatNoLongerActsDoesNotClose() {
        ToxicStage stage = add("timeout", "timeout", 100);
        update(stage, settings(false, "timeout", "timeout", 100));
        assertThat(wire.passMs(200).send("a").fresh()).isEqualTo("a");
    }

    // ---- reset_peer

    @Test
    void resetPeerWaitsForDataThenForItsTimeout() {
        ToxicStage stage = add("reset_peer", "timeout", 100);
        wire.passMs(1000).send("a").passMs(50).send("b").end();
        wire.remove(stage);
        update(stage, settings(false, "reset_peer"));
        assertThat(wire.passMs(49).fresh()).isEmpty();
        assertThat(wire.passMs(1).fresh()).isEqualTo("<RESET>");
        assertThat(wire.deadline).isEqualTo(Lane.NEVER);
    }

    @Test
    void resetPeerIsTriggeredByAnEndingToo() {
        add("reset_peer");
        assertThat(wire.end().fresh()).isEqualTo("<RESET>");
    }

    @Test
    void resetPeerClosesOlderConnections() {
        add(settings("reset_peer"), true);
        assertThat(wire.send("a").fresh()).isEqualTo("<CLOSE>");
    }

    @Test
    void resetPeerThatWasRemovedBeforeItsTriggerIsGone() {
        ToxicStage stage = add("reset_peer");
        wire.remove(stage);
        assertThat(wire.send("a").fresh()).isEqualTo("a");
    }

    // ---- limit_data

    @Test
    void limitDataPassesSoManyBytesAndCloses() {
        ToxicStage stage = add("limit_data", "bytes", 5);
        wire.send("abc").send("defg").send("h").end();
        assertThat(wire.fresh()).isEqualTo("abc|de|<CLOSE>");
        wire.remove(stage);
        assertThat(wire.send("i").aborted().fresh()).isEqualTo("<ABORT>");
    }

    @Test
    void limitDataClosesRightAtItsLimit() {
        add("limit_data", "bytes", 3);
        assertThat(wire.send("abc").fresh()).isEqualTo("abc|<CLOSE>");
    }

    @Test
    void limitDataOfZeroWaitsForData() {
        add("limit_data");
        assertThat(wire.passMs(10).fresh()).isEmpty();
        assertThat(wire.send("abc").fresh()).isEqualTo("<CLOSE>");
    }

    @Test
    void limitDataCountsOnThroughUpdates() {
        ToxicStage stage = add("limit_data", "bytes", 10);
        wire.send("abc");
        update(stage, settings("limit_data", "bytes", 5));
        assertThat(wire.send("defg").fresh()).isEqualTo("abc|de|<CLOSE>");
        VirtualWire other = new VirtualWire();
        ToxicStage lowered = ToxicStage.of(
                settings("limit_data", "bytes", 10), Draws.of(1, "", Direction.UPSTREAM, "", 0, 0), false);
        other.add(lowered);
        other.send("abc");
        other.lane.update(lowered, settings("limit_data", "bytes", 2), other.now);
        assertThat(other.fresh()).isEqualTo("abc");
        assertThat(other.send("d").fresh()).isEqualTo("<CLOSE>");
    }

    @Test
    void limitDataThatWasRemovedForgets() {
        ToxicStage stage = add("limit_data", "bytes", 3);
        wire.send("ab");
        wire.remove(stage);
        add("limit_data", "bytes", 3);
        assertThat(wire.send("cde").fresh()).isEqualTo("ab|cde|<CLOSE>");
    }
}
