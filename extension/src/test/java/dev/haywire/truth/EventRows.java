package dev.haywire.truth;

import static dev.haywire.fault.Faults.close;
import static dev.haywire.fault.Faults.halfClose;
import static dev.haywire.fault.Faults.limitData;
import static dev.haywire.fault.Faults.reset;
import static dev.haywire.truth.Play.text;
import static dev.haywire.truth.Sight.EOF;
import static dev.haywire.truth.Sight.RESET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.CloseReason;
import dev.haywire.fault.Direction;
import java.util.List;
import java.util.Set;

/** The faults that end a connection, or one direction of it: at once, at a position, behind a text. */
final class EventRows {
    private static final String BROKEN_PIPE = "Broken pipe";

    private EventRows() {}

    static List<Row> all() {
        return List.of(
                Row.of(
                        "reset()",
                        way -> reset().direction(way).onConnections(0),
                        EventRows::resetAtOnce,
                        new Words(
                                "\"Connection reset\" on read, \"Broken pipe\" on write, on idle connections too; later connections are served",
                                "a real RST",
                                "any",
                                "`reset_peer` (not on idle connections)",
                                "none")),
                Row.of(
                        "reset().afterBytes(n)",
                        way -> reset().direction(way).afterBytes(2).onConnections(0),
                        EventRows::resetBehindTwoBytes,
                        new Words(
                                "exactly n bytes, then \"Connection reset\"",
                                "a real RST, sent once the receiver's kernel has acknowledged the bytes before it",
                                "Linux; elsewhere best effort",
                                "none",
                                "none")),
                Row.of(
                        "reset().after(text)",
                        way -> reset().direction(way).after("COMMIT").onConnections(0),
                        EventRows::resetBehindCommit,
                        new Words(
                                "everything up to the end of the text, though it came in two segments, then \"Connection reset\"",
                                "as above",
                                "Linux; elsewhere best effort",
                                "none",
                                "none")),
                new Row(
                        "reset().onAccept()",
                        none -> reset().onAccept().firstConnections(1),
                        Set.of(Direction.BOTH),
                        Set.of(Cell.Moment.BEFORE_CONNECT),
                        EventRows::resetOnAccept,
                        new Words(
                                "\"Connection reset\" on the first read or write; where the RST comes before connect has returned, on connect",
                                "a real RST behind the handshake",
                                "any",
                                "none",
                                "none")),
                Row.of(
                        "close()",
                        way -> close().direction(way).onConnections(0),
                        EventRows::closeAtOnce,
                        new Words(
                                "end of stream; what it writes then meets \"Broken pipe\"",
                                "a real FIN",
                                "any",
                                "`timeout` with a timeout, where no data flow",
                                "none")),
                Row.of(
                        "close().afterBytes(n)",
                        way -> close().direction(way).afterBytes(2).onConnections(0),
                        play -> cut(play, EOF, CloseReason.FAULT_FIN),
                        new Words(
                                "exactly n bytes, then the end of stream",
                                "a real FIN",
                                "any",
                                "`limit_data`",
                                "none")),
                Row.of(
                        "halfClose()",
                        way -> halfClose().direction(way).onConnections(0),
                        EventRows::halfCloseAtOnce,
                        new Words(
                                "downstream: end of stream, and what it writes still reaches the server; upstream: the server sees the end, and what it says still comes",
                                "a real FIN in one direction",
                                "any",
                                "none (both directions close)",
                                "none")),
                Row.of(
                        "halfClose().afterBytes(n)",
                        way -> halfClose().direction(way).afterBytes(4).onConnections(0),
                        EventRows::halfCloseBehindALine,
                        new Words(
                                "the same, behind exactly n bytes",
                                "a real FIN in one direction",
                                "any",
                                "none",
                                "none")),
                Row.of(
                        "limitData(n)",
                        way -> limitData(2).direction(way).onConnections(0),
                        play -> cut(play, EOF, CloseReason.FAULT_FIN),
                        new Words(
                                "exactly n bytes, then the end of stream",
                                "a real FIN",
                                "any",
                                "`limit_data`",
                                "none")),
                Row.of(
                        "limitData(n).thenReset()",
                        way -> limitData(2).thenReset().direction(way).onConnections(0),
                        play -> cut(play, RESET, CloseReason.FAULT_RST),
                        new Words(
                                "exactly n bytes, then \"Connection reset\"",
                                "a real RST, as at a position",
                                "Linux; elsewhere best effort",
                                "none",
                                "none")));
    }

    private static void resetAtOnce(Play play) throws Exception {
        if (play.isBeforeConnect()) {
            play.nothingToHit();
            return;
        }
        play.sees(RESET);
        play.writingFailsWith(BROKEN_PIPE);
        play.serverSees(RESET);
        play.othersAreServed();
        play.firedOnce(CloseReason.FAULT_RST);
    }

    private static void resetBehindTwoBytes(Play play) throws Exception {
        cut(play, RESET, CloseReason.FAULT_RST);
        play.writingFailsWith(BROKEN_PIPE);
    }

    /** Exactly two bytes of a line pass. */
    private static void cut(Play play, Sight end, CloseReason reason) throws Exception {
        play.connects();
        play.othersAreServed();
        play.sends("two.");
        if (play.isUpstream()) {
            play.serverGets("tw");
            play.sees(end);
        } else {
            play.sees(text(play.site().answerTo("two.").substring(0, 2)), end);
            play.serverGets("two.");
        }
        play.serverSees(end);
        play.serverHas(play.isUpstream() ? "tw" : "two.");
        play.othersAreServed();
        play.firedOnce(reason);
    }

    /** The word comes in two segments, and more behind it in the second. */
    private static void resetBehindCommit(Play play) throws Exception {
        play.connects();
        if (play.isUpstream()) {
            play.sends("x COM");
            play.serverGets("x COM");
            play.sees(text(play.site().echoOf("x COM")));
            play.sends("MIT and more.");
            play.serverGets("x COMMIT");
            play.sees(RESET);
        } else {
            play.serverSays("x COM");
            play.sees(text("x COM"));
            play.serverSays("MIT and more.");
            play.sees(text("MIT"), RESET);
        }
        play.serverSees(RESET);
        play.othersAreServed();
        play.firedOnce(CloseReason.FAULT_RST);
    }

    private static void resetOnAccept(Play play) throws Exception {
        play.connectsAndIsReset();
        play.othersAreServed();
        play.firedOnce(CloseReason.FAULT_RST);
    }

    private static void closeAtOnce(Play play) throws Exception {
        if (play.isBeforeConnect()) {
            play.nothingToHit();
            return;
        }
        play.sees(EOF);
        play.serverSees(EOF);
        play.writingFailsWith(BROKEN_PIPE);
        play.othersAreServed();
        play.firedOnce(CloseReason.FAULT_FIN);
    }

    private static void halfCloseAtOnce(Play play) throws Exception {
        if (play.isBeforeConnect()) {
            play.nothingToHit();
            return;
        }
        halfClosed(play, "");
    }

    private static void halfCloseBehindALine(Play play) throws Exception {
        play.connects();
        if (play.isUpstream()) {
            play.sends("two.");
            play.serverGets("two.");
            play.seesAnswerTo("two.");
        } else {
            // the script's answers are shorter than where it is to happen
            play.serverSays("two.");
            play.sees(text("two."));
        }
        halfClosed(play, play.isUpstream() ? "two." : "");
    }

    /** One direction is at its end; the other flows until its own side ends it. */
    private static void halfClosed(Play play, String gone) throws Exception {
        if (play.isUpstream()) {
            play.serverSees(EOF);
            play.sees(text(play.site().goodbye()), EOF);
            play.sends("three.");
            play.serverHas(gone);
        } else {
            play.sees(EOF);
            play.sends("three.");
            play.serverGets("three.");
            assertThat(play.endpoint().connection(0).isOpen()).isTrue();
            play.shutsDownItsOutput();
            play.serverSees(EOF);
        }
        play.othersAreServed();
        play.firedOnce(CloseReason.FAULT_FIN);
    }
}
