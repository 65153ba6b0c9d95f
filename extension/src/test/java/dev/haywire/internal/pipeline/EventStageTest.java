package dev.haywire.internal.pipeline;

import static dev.haywire.fault.Faults.blackhole;
import static dev.haywire.fault.Faults.close;
import static dev.haywire.fault.Faults.corrupt;
import static dev.haywire.fault.Faults.halfClose;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.limitData;
import static dev.haywire.fault.Faults.reset;
import static dev.haywire.fault.Faults.stall;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** reset, close and halfClose at a position of the stream. */
class EventStageTest {

    private final VirtualWire wire = new VirtualWire();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 100})
    void actsExactlyBehindThePositionWhateverTheReads(int read) {
        wire.add(reset().upstream().afterBytes(6));
        sendInReads("abcdefghijkl", read);
        assertThat(wire.text()).isEqualTo("abcdef<RESET>");
        assertThat(wire.slabs.outstanding()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 100})
    void actsRightBehindTheFirstOccurrenceOfATextWhateverTheReads(int read) {
        wire.add(close().upstream().after("COMMIT"));
        sendInReads("BEGIN;COMCOMMIT;COMMIT;", read);
        assertThat(wire.text()).isEqualTo("BEGIN;COMCOMMIT<CLOSE>");
    }

    @Test
    void findsBytesAsWellAsText() {
        wire.add(reset().upstream().after(new byte[] {0, (byte) 0xFF}));
        wire.send(new byte[] {1, 0}).send(new byte[] {(byte) 0xFF, 2});
        assertThat(wire.bytes.toByteArray()).containsExactly(1, 0, 0xFF);
        assertThat(wire.text()).endsWith("<RESET>");
    }

    @Test
    void positionZeroActsAtOnce() {
        wire.add(reset().upstream().afterBytes(0));
        assertThat(wire.text()).isEqualTo("<RESET>");
        assertThat(wire.fired).isOne();
    }

    @Test
    void countsFromWhereItBecameActive() {
        wire.send("0123");
        wire.add(close().upstream().afterBytes(2));
        wire.send("abc");
        assertThat(wire.text()).isEqualTo("0123ab<CLOSE>");
    }

    @Test
    void staysArmedUntilThePositionComesAndFiresOnceThen() {
        wire.add(reset().upstream().afterBytes(3));
        wire.send("ab").passMs(100_000);
        assertThat(wire.fired).isZero();
        wire.send("c");
        assertThat(wire.fired).isOne();
        wire.send("def");
        assertThat(wire.fired).isOne();
    }

    @Test
    void takenBackBeforeItsPositionItDoesNothing() {
        StreamStage stage = wire.add(reset().upstream().afterBytes(3));
        wire.send("ab");
        wire.remove(stage);
        wire.send("cd").end();
        assertThat(wire.text()).isEqualTo("abcd<FIN>");
        assertThat(wire.lane.fast()).isTrue();
    }

    @Test
    void halfCloseDiscardsWhatFollowsAndKeepsTaking() {
        wire.add(halfClose().upstream().afterBytes(3));
        wire.send("abcdef").send("ghi").end();
        assertThat(wire.text()).isEqualTo("abc<HALF_CLOSE>");
        assertThat(wire.lane.room()).isEqualTo(Integer.MAX_VALUE);
        assertThat(wire.slabs.outstanding()).isZero();
    }

    @Test
    void halfCloseStaysWhenItsFaultEnds() {
        StreamStage stage = wire.add(halfClose().upstream().afterBytes(3));
        wire.send("abcdef");
        wire.remove(stage);
        wire.send("ghi").end();
        assertThat(wire.text()).isEqualTo("abc<HALF_CLOSE>");
        assertThat(wire.lane.fast()).isFalse();
    }

    @Test
    void halfCloseLetsRstThrough() {
        wire.add(halfClose().upstream().afterBytes(3));
        wire.send("abcdef").aborted();
        assertThat(wire.text()).isEqualTo("abc<HALF_CLOSE><ABORT>");
    }

    @Test
    void halfCloseBehindTheSourcesOwnFinChangesNothing() {
        wire.add(halfClose().upstream().after("x"));
        wire.end();
        wire.add(halfClose().upstream().afterBytes(0));
        assertThat(wire.text()).isEqualTo("<FIN>");
    }

    @Test
    void holdsItsPositionEvenWhereABlackholeLosesTheDataBeforeIt() {
        wire.add(blackhole());
        wire.add(reset().upstream().afterBytes(3));
        wire.send("ab");
        assertThat(wire.all()).isEmpty();
        wire.send("cd");
        assertThat(wire.text()).isEqualTo("<RESET>");
    }

    @Test
    void staysBehindTheDataThatLatencyHolds() {
        wire.add(latency(ofMillis(100)));
        wire.add(reset().upstream().afterBytes(3));
        wire.send("ab").passMs(40).send("cd").passMs(99);
        assertThat(wire.all()).isEqualTo("ab");
        wire.passMs(100);
        assertThat(wire.atMs(1)).isEqualTo(140);
        assertThat(wire.atMs(2)).isEqualTo(140);
        assertThat(wire.text()).isEqualTo("abc<RESET>");
    }

    @Test
    void waitsWithTheDataThatAStallHolds() {
        StreamStage stall = wire.add(stall());
        wire.add(close().upstream().after("b"));
        wire.send("abc");
        assertThat(wire.all()).isEmpty();
        wire.remove(stall);
        assertThat(wire.text()).isEqualTo("ab<CLOSE>");
    }

    @Test
    void ofTwoAtOnePositionTheFirstAppliedActs() {
        wire.add(reset().upstream().afterBytes(3));
        wire.add(close().upstream().afterBytes(3));
        wire.send("abcd");
        assertThat(wire.text()).isEqualTo("abc<RESET>");
    }

    @Test
    void ofTwoInOneReadTheEarlierPositionActsFirstWhateverTheOrderOfApplication() {
        wire.add(close().upstream().afterBytes(5));
        wire.add(halfClose().upstream().after("c"));
        wire.add(reset().upstream().afterBytes(4));
        wire.send("abcdefgh");
        assertThat(wire.text()).isEqualTo("abc<HALF_CLOSE><RESET>");
    }

    @Test
    void actsBehindALimitThatCutTheStreamOnlyIfItsPositionCameFirst() {
        wire.add(limitData(5).upstream());
        wire.add(reset().upstream().afterBytes(3));
        wire.send("abcdefgh");
        assertThat(wire.text()).isEqualTo("abc<RESET>");
    }

    @Test
    void aTextIsFoundInTheStreamAsItEntersEvenWhenItIsChangedOnTheWay() {
        wire.add(corrupt(1));
        wire.add(reset().upstream().after("cd"));
        wire.send("abcdef");
        assertThat(wire.bytes.size()).isEqualTo(4);
        assertThat(wire.bytes.toString(ISO_8859_1)).doesNotContain("cd");
    }

    private void sendInReads(String text, int read) {
        for (int from = 0; from < text.length(); from += read) {
            wire.send(text.substring(from, Math.min(text.length(), from + read)));
        }
    }
}
