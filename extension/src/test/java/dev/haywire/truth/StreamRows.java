package dev.haywire.truth;

import static dev.haywire.fault.Faults.bandwidth;
import static dev.haywire.fault.Faults.blackhole;
import static dev.haywire.fault.Faults.corrupt;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.slice;
import static dev.haywire.fault.Faults.slowClose;
import static dev.haywire.fault.Faults.stall;
import static dev.haywire.truth.Play.text;
import static dev.haywire.truth.Sight.EOF;
import static dev.haywire.truth.Sight.SILENCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.Direction;
import dev.haywire.fault.TcpFault;
import java.time.Duration;
import java.util.List;

/** The faults that delay, drop or change what flows. Delays that never pass by themselves show what is held without a clock. */
final class StreamRows {
    private static final Duration FOR_EVER = Duration.ofHours(1);
    private static final Duration A_WHILE = Duration.ofMillis(60);

    /** At one byte per second none of it would pass in the time anybody waits here. */
    private static final String LONG_LINE = "this line takes a minute where one byte passes in a second.";

    private StreamRows() {}

    static List<Row> all() {
        return List.of(
                Row.of(
                        "latency(delay)",
                        way -> latency(FOR_EVER).direction(way).onConnections(0),
                        StreamRows::latencyRow,
                        new Words(
                                "later, in order, never earlier than the delay; FIN and RST too. Connecting is not delayed. When it ends, what is held comes at once",
                                "as a long line, but the kernel acknowledges at once",
                                "any",
                                "`latency`",
                                "`delay`")),
                Row.of(
                        "bandwidth(rate)",
                        way -> bandwidth(1).direction(way).onConnections(0),
                        StreamRows::bandwidthRow,
                        new Words(
                                "data trickle in; its writes block once buffers are full. When it ends, what is held comes at once",
                                "in rate and order",
                                "any",
                                "`bandwidth` (1 KB = 1000 B)",
                                "`rate`")),
                Row.of(
                        "stall()",
                        way -> stall().direction(way).onConnections(0),
                        StreamRows::held,
                        new Words(
                                "silence; its writes block once buffers are full. When it ends, every byte arrives",
                                "as a peer that does not read; a cut line would retransmit",
                                "any",
                                "`bandwidth` with rate 0",
                                "none")),
                Row.of(
                        "blackhole()",
                        way -> blackhole().direction(way).onConnections(0),
                        StreamRows::lost,
                        new Words(
                                "silence; its writes succeed. When it ends, nothing that was swallowed arrives, and the connection goes on",
                                "as a dead peer, but the kernel still acknowledges: keep-alive and `TCP_USER_TIMEOUT` see nothing",
                                "any",
                                "`timeout` with timeout 0",
                                "`loss 100%`")),
                Row.of(
                        "slice(size)",
                        way -> slice(1).pause(FOR_EVER).direction(way).onConnections(0),
                        StreamRows::inPieces,
                        new Words(
                                "the stream in pieces, byte for byte, with a pause between them",
                                "as small segments; pieces merge where it reads slower than the pause",
                                "any",
                                "`slicer`",
                                "`slot`")),
                Row.of(
                        "slowClose(delay)",
                        way -> slowClose(FOR_EVER).direction(way).onConnections(0),
                        StreamRows::slowCloseRow,
                        new Words(
                                "all of the data, the end of stream later",
                                "as a server that takes its time",
                                "any",
                                "`slow_close`",
                                "none")),
                Row.of(
                        "corrupt(share)",
                        way -> corrupt(1).direction(way).onConnections(0),
                        StreamRows::damaged,
                        new Words(
                                "wrong bytes, as many as were sent",
                                "as broken memory; damage on a line is caught by checksums and looks like loss",
                                "any",
                                "none",
                                "`corrupt`")));
    }

    private static void latencyRow(Play play) throws Exception {
        held(play);
        takesAtLeast(play, A_WHILE, latency(A_WHILE).direction(way(play)), "three.");
    }

    /** Nothing arrives while it lasts, all of it when it ends. */
    private static void held(Play play) throws Exception {
        play.connects();
        play.sends("two.");
        play.seesSilence();
        if (play.isUpstream()) {
            play.serverHas("");
            play.otherDirectionFlows("news.");
        } else {
            play.serverGets("two.");
        }
        play.othersAreServed();
        play.firedOnce();
        play.faultEnds();
        play.seesAnswerTo("two.");
        play.serverHas("two.");
    }

    private static void bandwidthRow(Play play) throws Exception {
        play.connects();
        if (play.isUpstream()) {
            play.otherDirectionFlows(LONG_LINE);
        }
        play.sends(LONG_LINE);
        if (!play.isUpstream()) {
            play.serverGets(LONG_LINE);
        }
        play.othersAreServed();
        play.firedOnce();
        play.faultEnds();
        play.seesAnswerTo(LONG_LINE);
        play.serverHas(LONG_LINE);
        // "three." and the script's "ok." at 50 bytes per second, less what is caught up
        takesAtLeast(play, Duration.ofMillis(50), bandwidth(50).direction(way(play)), "three.");
    }

    private static void takesAtLeast(Play play, Duration time, TcpFault another, String line) throws Exception {
        try (ActiveFault active = play.endpoint().apply(another)) {
            long from = System.nanoTime();
            play.isServed(line);
            assertThat(Duration.ofNanos(System.nanoTime() - from)).isGreaterThanOrEqualTo(time);
            assertThat(active.fired()).isEqualTo(1);
        }
    }

    private static Direction way(Play play) {
        return play.fault().fault().direction();
    }

    private static void lost(Play play) throws Exception {
        play.connects();
        play.sends("two.");
        play.seesSilence();
        if (play.isUpstream()) {
            play.serverHas("");
            play.otherDirectionFlows("news.");
        } else {
            play.serverGets("two.");
        }
        play.othersAreServed();
        play.firedOnce();
        play.faultEnds();
        play.seesSilence();
        play.isServed("three.");
        play.seesSilence();
        play.serverHas(play.isUpstream() ? "three." : "two.three.");
        assertThat(play.endpoint().connection(0).isOpen()).isTrue();
    }

    private static void inPieces(Play play) throws Exception {
        play.connects();
        play.sends("two.");
        String answer = play.site().answerTo("two.");
        if (play.isUpstream()) {
            play.serverGets("t");
            play.sees(text(play.site().echoOf("t")), SILENCE);
            play.serverHas("t");
            play.otherDirectionFlows("news.");
            play.othersAreServed();
            play.firedOnce();
            play.faultEnds();
            play.sees(text(answer.substring(play.site().echoOf("t").length())));
            play.serverHas("two.");
        } else {
            play.sees(text(answer.substring(0, 1)), SILENCE);
            play.serverGets("two.");
            play.othersAreServed();
            play.firedOnce();
            play.faultEnds();
            play.sees(text(answer.substring(1)));
        }
    }

    private static void slowCloseRow(Play play) throws Exception {
        play.connects();
        play.isServed("two.");
        play.shutsDownItsOutput();
        if (play.isUpstream()) {
            play.seesSilence();
            play.serverSees(SILENCE);
            play.otherDirectionFlows("news.");
        } else {
            play.sees(text(play.site().goodbye()), SILENCE);
            play.serverSees(EOF);
        }
        play.othersAreServed();
        play.firedOnce();
        play.faultEnds();
        play.serverSees(EOF);
        play.sees(text(play.isUpstream() ? play.site().goodbye() : ""), EOF);
    }

    private static void damaged(Play play) throws Exception {
        play.connects();
        play.sends("two.");
        if (play.isUpstream()) {
            String received = play.serverReads(4);
            differsEverywhere(received, "two.");
            play.sees(text(play.site().echoOf(received)), SILENCE);
            play.otherDirectionFlows("news.");
        } else {
            play.serverGets("two.");
            String answer = play.site().answerTo("two.");
            differsEverywhere(play.reads(answer.length()), answer);
        }
        play.othersAreServed();
        play.firedOnce();
        play.faultEnds();
        play.sends("three.");
        assertThat(play.serverReads(10)).endsWith("three.");
    }

    private static void differsEverywhere(String seen, String said) {
        for (int i = 0; i < said.length(); i++) {
            assertThat(seen.charAt(i)).as("byte %d of %s", i, seen).isNotEqualTo(said.charAt(i));
        }
    }
}
