package dev.haywire.internal.pipeline;

import static dev.haywire.internal.pipeline.VirtualWire.MS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.fault.Direction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ToxicStageTest {

    private final VirtualWire wire = new VirtualWire();

    private static ToxicSettings settings(String type, Object... attributes) {
        return settings(true, type, attributes);
    }

    private static ToxicSettings settings(boolean active, String type, Object... attributes) {
        Map<String, Long> values = new HashMap<>();
        for (int i = 0; i < attributes.length; i += 2) {
            values.put((String) attributes[i], ((Number) attributes[i + 1]).longValue());
        }
        return new ToxicSettings(type, active, values);
    }

    private ToxicStage add(ToxicSettings settings) {
        return add(settings, false);
    }

    private ToxicStage add(ToxicSettings settings, boolean older) {
        Draws draws = Draws.of(42, "wire", Direction.UPSTREAM, settings.type(), 0, 0);
        ToxicStage stage = ToxicStage.of(settings, draws, older);
        wire.add(stage);
        return stage;
    }

    private ToxicStage add(String type, Object... attributes) {
        return add(settings(type, attributes));
    }

    private void update(ToxicStage stage, ToxicSettings next) {
        wire.lane.update(stage, next, wire.now);
        wire.wakeLate(0);
    }

    private String letters(int count) {
        return "x".repeat(count);
    }

    @Test
    void thereIsNoOtherType() {
        assertThatThrownBy(() -> add("noop"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no toxic of type noop");
    }

    @Test
    void oneThatIsNotActiveLetsAllThrough() {
        for (String type : List.of("latency", "bandwidth", "slow_close", "limit_data", "slicer", "reset_peer")) {
            add(settings(false, type, "latency", 5, "delay", 5));
        }
        add(settings(false, "timeout", "timeout", 1));
        wire.send("abc").send("def").end().passMs(10);
        assertThat(wire.fresh()).isEqualTo("abc|def|<FIN>");
    }

    @Test
    void isReadInPiecesOf32KiB() {
        add("limit_data", "bytes", 1_000_000);
        assertThat(wire.lane.room()).isEqualTo(32 * 1024);
    }

    @Test
    void standsInTheOrderOfCreation() {
        add("limit_data", "bytes", 2);
        add("slow_close", "delay", 100);
        wire.send("abc");
        assertThat(wire.fresh()).isEqualTo("ab");
        assertThat(wire.passMs(100).fresh()).isEqualTo("<CLOSE>");
        VirtualWire other = new VirtualWire();
        for (ToxicSettings each : List.of(settings("slow_close", "delay", 100), settings("limit_data", "bytes", 2))) {
            other.add(ToxicStage.of(each, Draws.of(1, "", Direction.UPSTREAM, "", 0, 0), false));
        }
        assertThat(other.send("abc").fresh()).isEqualTo("ab|<CLOSE>");
    }

    @Test
    void anUpdateOfOneThatIsNotThereDoesNothing() {
        ToxicStage stage = ToxicStage.of(settings("latency"), Draws.of(1, "", Direction.UPSTREAM, "", 0, 0), false);
        update(stage, settings("latency", "latency", 9));
        assertThat(wire.send("a").fresh()).isEqualTo("a");
    }

    // ---- latency

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

    // ---- bandwidth

    @Test
    void bandwidthSendsAReadWhenItHasBeenOnTheLine() {
        add("bandwidth", "rate", 10);
        wire.send(letters(500)).passMs(49);
        assertThat(wire.fresh()).isEmpty();
        assertThat(wire.passMs(1).fresh()).isEqualTo(letters(500));
    }

    @Test
    void bandwidthCutsLongReadsInto100Milliseconds() {
        add("bandwidth", "rate", 10);
        wire.send(letters(2500)).passMs(99);
        assertThat(wire.fresh()).isEmpty();
        assertThat(wire.passMs(1).fresh()).isEqualTo(letters(1000));
        assertThat(wire.passMs(100).fresh()).isEqualTo(letters(1000));
        assertThat(wire.passMs(49).fresh()).isEmpty();
        assertThat(wire.passMs(1).fresh()).isEqualTo(letters(500));
        assertThat(wire.deadline).isEqualTo(Lane.NEVER);
    }

    @Test
    void bandwidthMakesUpForALateWakeUp() {
        add("bandwidth", "rate", 10);
        wire.send(letters(500)).send(letters(500)).wakeLate(80 * MS);
        assertThat(wire.text()).isEqualTo(letters(500));
        assertThat(wire.deadline).isEqualTo(wire.start + 100 * MS);
    }

    @Test
    void bandwidthSavesNothingWhileIdle() {
        add("bandwidth", "rate", 10);
        wire.passMs(1000).send(letters(100)).passMs(9);
        assertThat(wire.fresh()).isEmpty();
        assertThat(wire.passMs(1).fresh()).isEqualTo(letters(100));
    }

    @Test
    void bandwidthKeepsAnEndingBehindData() {
        add("bandwidth", "rate", 1);
        wire.send("abc").end().passMs(2);
        assertThat(wire.fresh()).isEmpty();
        assertThat(wire.passMs(1).fresh()).isEqualTo("abc|<FIN>");
        assertThat(wire.lane.held()).isZero();
    }

    @Test
    void aRateOfZeroHoldsAllUntilItEnds() {
        ToxicStage stage = add("bandwidth");
        wire.send("abc").send("def").end().passMs(100_000);
        assertThat(wire.fresh()).isEmpty();
        assertThat(wire.deadline).isEqualTo(Lane.NEVER);
        wire.remove(stage);
        assertThat(wire.fresh()).isEqualTo("abc|def|<FIN>");
    }

    @Test
    void anUpdateOfTheRateSendsTheReadAtHandAndPacesTheRest() {
        ToxicStage stage = add("bandwidth");
        wire.send("abc").passMs(5).send("def");
        update(stage, settings("bandwidth", "rate", 1));
        assertThat(wire.fresh()).isEqualTo("abc");
        assertThat(wire.passMs(2).fresh()).isEmpty();
        assertThat(wire.passMs(1).fresh()).isEqualTo("def");
    }

    @Test
    void bandwidthTakesTwoReads() {
        add("bandwidth");
        wire.send(letters(32 * 1024));
        assertThat(wire.lane.room()).isPositive();
        wire.send(letters(32 * 1024));
        assertThat(wire.lane.room()).isZero();
    }

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

    // ---- slicer

    @Test
    void slicerHalvesAndPausesBehindEachPiece() {
        add("slicer", "average_size", 3, "delay", 1000);
        wire.send("abcdefghij").end();
        assertThat(wire.fresh()).isEqualTo("ab");
        assertThat(wire.passMs(1).fresh()).isEqualTo("cde");
        assertThat(wire.passMs(1).fresh()).isEqualTo("fg");
        assertThat(wire.passMs(1).fresh()).isEqualTo("hij");
        assertThat(wire.passMs(1).fresh()).isEqualTo("<FIN>");
    }

    @Test
    void aThousandBytesInHundredsAreSixteenPieces() {
        add("slicer", "average_size", 100);
        wire.send(letters(1000));
        assertThat(wire.seen).hasSize(16).allMatch(piece -> piece.boundary());
        assertThat(wire.seen)
                .allMatch(piece -> piece.what().length() == 62 || piece.what().length() == 63);
    }

    @Test
    void variedPiecesAreNeverLongerThanAverageAndVariation() {
        add("slicer", "average_size", 10, "size_variation", 10);
        wire.send(letters(20_000));
        assertThat(wire.seen)
                .allMatch(piece -> !piece.what().isEmpty() && piece.what().length() <= 20);
        assertThat(wire.seen.stream()
                        .map(piece -> piece.what().length())
                        .distinct()
                        .count())
                .isGreaterThan(10);
        assertThat(wire.text()).hasSize(20_000);
    }

    @Test
    void theSmallestPiecesThereAre() {
        add("slicer", "average_size", 1, "size_variation", 1);
        wire.send(letters(2_000));
        assertThat(wire.text()).hasSize(2_000);
        add("slicer", "average_size", 0);
        assertThat(wire.send("abc").text()).isEqualTo("abc");
    }

    @Test
    void anUpdateSendsTheRestOfTheReadWhole() {
        ToxicStage stage = add("slicer", "average_size", 3, "delay", 1000);
        wire.send("abcdefghij").send("klmnop");
        update(stage, settings("slicer", "average_size", 3, "delay", 5000));
        assertThat(wire.fresh()).isEqualTo("ab|cdefghij|klm");
        assertThat(wire.passMs(5).fresh()).isEqualTo("nop");
    }

    @Test
    void removalOfASlicerSendsAllItHolds() {
        ToxicStage stage = add("slicer", "average_size", 3, "delay", 1000);
        wire.send("abcdefghij").end();
        wire.remove(stage);
        assertThat(wire.fresh()).isEqualTo("ab|cdefghij|<FIN>");
    }
}
