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
import java.util.List;

/** The faults that end a connection, or one direction of it: at once, at a position, behind a text. */
final class EventRows {
    private static final String BROKEN_PIPE = "Broken pipe";

    private EventRows() {}

    static List<Row> all() {
        return List.of(
                Row.of("reset", way -> reset().direction(way).onConnections(0), EventRows::resetAtOnce),
                Row.of(
                        "reset at a position",
                        way -> reset().direction(way).afterBytes(2).onConnections(0),
                        EventRows::resetBehindTwoBytes),
                Row.of(
                        "reset behind a text",
                        way -> reset().direction(way).after("COMMIT").onConnections(0),
                        EventRows::resetBehindCommit),
                Row.of("close", way -> close().direction(way).onConnections(0), EventRows::closeAtOnce),
                Row.of(
                        "close at a position",
                        way -> close().direction(way).afterBytes(2).onConnections(0),
                        play -> cut(play, EOF, CloseReason.FAULT_FIN)),
                Row.of("halfClose", way -> halfClose().direction(way).onConnections(0), EventRows::halfCloseAtOnce),
                Row.of(
                        "halfClose at a position",
                        way -> halfClose().direction(way).afterBytes(4).onConnections(0),
                        EventRows::halfCloseBehindALine),
                Row.of(
                        "limitData",
                        way -> limitData(2).direction(way).onConnections(0),
                        play -> cut(play, EOF, CloseReason.FAULT_FIN)),
                Row.of(
                        "limitData.thenReset",
                        way -> limitData(2).thenReset().direction(way).onConnections(0),
                        play -> cut(play, RESET, CloseReason.FAULT_RST)));
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
            play.sees(text(play.site().echoOf("tw")), end);
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
            play.sends("MIT and more.");
            play.serverGets("x COMMIT");
            play.sees(text(play.site().echoOf("x COMMIT")), RESET);
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
