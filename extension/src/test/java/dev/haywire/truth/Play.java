package dev.haywire.truth;

import static dev.haywire.kit.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.CloseReason;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.Direction;
import dev.haywire.internal.net.LiveTcpEndpoint;
import dev.haywire.kit.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * One cell of the truth table while it is played: the verbs of its scenario.
 *
 * <p>Mid-stream means: a first line has been answered, the answer lies unread before the application, and more is to come. What the scenarios
 * expect is about what comes then; the first line is looked after here.
 */
final class Play implements AutoCloseable {
    /** For what happens: only a failure takes as long. */
    static final Duration BOUND = Eventually.BOUND;

    /** For what does not happen. */
    private static final Duration QUIET = Duration.ofMillis(100);

    private static final Duration GIVES_UP_CONNECTING = Duration.ofMillis(300);
    private static final String FIRST = "one.";
    private static final String SMALL_TALK = "hello.";

    private final Cell cell;
    private final Site site;
    private final Client app;
    private final List<String> trace = new ArrayList<>();
    private final String before;
    private ActiveFault fault;
    private Client bystander;
    private String unread = "";

    private Play(Cell cell) {
        this.cell = cell;
        this.site = new Site(cell.site());
        this.app = cell.client().open();
        this.before = cell.moment() == Cell.Moment.MID_STREAM ? FIRST : "";
    }

    /** Plays the cell and returns what has been seen, in order. */
    static List<String> of(Cell cell) throws Exception {
        Play play = new Play(cell);
        try (play) {
            play.begin();
            cell.row().scenario().play(play);
            play.rest();
            assertThat(play.endpoint().takeErrors()).isEmpty();
            return play.trace;
        } catch (AssertionError failure) {
            throw new AssertionError(
                    failure.getMessage() + "\nuntil then: " + play.trace + "\njournal:\n"
                            + String.join("\n", play.endpoint().journal().lines()),
                    failure);
        }
    }

    private void begin() throws IOException {
        if (cell.moment() == Cell.Moment.BEFORE_CONNECT) {
            applyFault();
            return;
        }
        connects();
        if (cell.moment() == Cell.Moment.MID_STREAM) {
            app.send(FIRST);
            unread = site.answerTo(FIRST);
            until("the first answer to have come", () -> app.available() == unread.length());
        }
        applyFault();
    }

    private void applyFault() {
        fault = endpoint().apply(cell.row().fault().apply(cell.direction()));
    }

    /** Whatever it was, it is over, and the endpoint serves. */
    private void rest() throws IOException {
        fault.close();
        assertThat(fault.isActive()).isFalse();
        assertThat(endpoint().faults()).isEmpty();
        try (Client newcomer = cell.client().open()) {
            assertThat(newcomer.connect(endpoint().address(), BOUND))
                    .as("newcomer")
                    .isEqualTo(Sight.CONNECTED);
            converse(newcomer, "newcomer");
        }
    }

    LiveTcpEndpoint endpoint() {
        return site.endpoint();
    }

    Site site() {
        return site;
    }

    ActiveFault fault() {
        return fault;
    }

    boolean isUpstream() {
        return cell.direction() == Direction.UPSTREAM;
    }

    boolean isBeforeConnect() {
        return cell.moment() == Cell.Moment.BEFORE_CONNECT;
    }

    // ---- what the application does and sees

    /** Connects; does nothing if it is connected. */
    void connects() {
        if (endpoint().acceptedCount() == 0) {
            assertThat(app.connect(endpoint().address(), BOUND)).isEqualTo(Sight.CONNECTED);
            endpoint().awaitAccepted(1, BOUND);
        }
    }

    /** Connects; a RST right behind the handshake is seen by connect itself, if it comes before that returns. */
    void connectsAndIsReset() {
        Sight seen = app.connect(endpoint().address(), BOUND);
        if (seen == Sight.CONNECTED) {
            seen = app.read(1, BOUND);
        }
        assertThat(seen).isInstanceOf(Sight.Reset.class);
        assertThat(((Sight.Reset) seen).text()).isIn("Connection reset", "Connection reset by peer");
        endpoint().awaitAccepted(1, BOUND);
        trace.add("connects, or reads: " + Sight.RESET);
    }

    void sends(String text) throws IOException {
        app.send(text);
        trace.add("sends `" + text + "`");
    }

    void shutsDownItsOutput() throws IOException {
        app.shutdownOutput();
        trace.add("ends its output");
    }

    /** Asserts what it sees now, one after the other; empty bytes are nothing to be seen. */
    void sees(Sight... expected) {
        List<Sight> wanted = new ArrayList<>(List.of(expected));
        wanted.remove(new Sight.Bytes(""));
        wanted.forEach(sight -> trace.add("sees " + sight));
        if (!unread.isEmpty()) {
            wanted.add(0, new Sight.Bytes(unread));
            unread = "";
        }
        for (Sight sight : wanted) {
            int bytes = sight instanceof Sight.Bytes text ? text.text().length() : 1;
            assertThat(app.read(bytes, sight == Sight.SILENCE ? QUIET : BOUND)).isEqualTo(sight);
        }
    }

    void seesSilence() {
        sees(Sight.SILENCE);
    }

    void seesAnswerTo(String line) {
        sees(text(site.answerTo(line)));
    }

    /** Returns so many bytes of it, whatever they are. */
    String reads(int bytes) {
        sees();
        Sight seen = app.read(bytes, BOUND);
        assertThat(seen).isInstanceOf(Sight.Bytes.class);
        String text = ((Sight.Bytes) seen).text();
        assertThat(text).hasSize(bytes);
        trace.add("sees " + bytes + " bytes");
        return text;
    }

    /** What a write meets sooner or later; not at once, as the answer to the first one must have come back. */
    void writingFailsWith(String text) {
        long deadline = System.nanoTime() + BOUND.toNanos();
        String met = null;
        while (met == null && System.nanoTime() < deadline) {
            try {
                app.send("x");
                LockSupport.parkNanos(1_000_000);
            } catch (IOException failure) {
                met = failure.getMessage();
            }
        }
        assertThat(met).as("what writing meets").isEqualTo(text);
        trace.add("writes: \"" + text + "\"");
    }

    /** Asks and is answered, as if nothing were wrong. */
    void isServed(String line) throws IOException {
        sends(line);
        seesAnswerTo(line);
    }

    static Sight text(String text) {
        return new Sight.Bytes(text);
    }

    // ---- what the server gets and says

    /** Exactly this has come since the fault was applied. */
    void serverGets(String text) {
        until(
                "the server to have received \"" + before + text + "\"",
                () -> site.received().length() >= before.length() + text.length());
        serverHas(text);
        trace.add("the server gets `" + text + "`");
    }

    /** Not more than this has come since the fault was applied. */
    void serverHas(String text) {
        assertThat(site.received()).as("what the server has received").isEqualTo(before + text);
    }

    /** What has come since the fault was applied, once it is so many bytes. */
    String serverReads(int bytes) {
        until("the server to receive " + bytes + " bytes", () -> site.received().length() >= before.length() + bytes);
        assertThat(site.received()).startsWith(before).hasSize(before.length() + bytes);
        trace.add("the server gets " + bytes + " bytes");
        return site.received().substring(before.length());
    }

    /** How its input ends; only a real server behind a proxy can tell. */
    void serverSees(Sight end) {
        if (site.kind() == Site.Kind.PROXY) {
            if (end == Sight.SILENCE) {
                assertThat(site.serverEnd()).as("what the server sees").isEqualTo(end);
            } else {
                until("the server to see " + end, () -> site.serverEnd() != Sight.SILENCE);
                assertThat(site.serverEnd()).as("what the server sees").isEqualTo(end);
            }
            trace.add("the server sees " + end);
        }
    }

    void serverSays(String text) {
        endpoint().connection(0).send(text);
        trace.add("the server says `" + text + "`");
    }

    /** The direction without the fault flows. */
    void otherDirectionFlows(String text) throws IOException {
        if (isUpstream()) {
            serverSays(text);
            sees(text(text));
        } else {
            sends(text);
            serverGets(text);
        }
    }

    // ---- the fault and the others

    void faultEnds() {
        fault.close();
        trace.add("*the fault ends*");
    }

    /** It acted on one connection, and ended it for this reason. */
    void firedOnce(CloseReason reason) {
        firedOnce();
        endpoint().connection(0).awaitClosed(BOUND);
        assertThat(endpoint().connection(0).closeReason()).isEqualTo(reason);
    }

    void firedOnce() {
        fault.awaitFired(BOUND);
        assertThat(fault.fired()).as("fired").isEqualTo(1);
        assertThat(fault.matched()).as("matched").isEqualTo(1);
    }

    /** An event without a trigger finds nothing open: it is over, and connections that come later do not notice. */
    void nothingToHit() throws IOException {
        assertThat(fault.isActive()).isFalse();
        assertThat(fault.matched()).isZero();
        assertThat(fault.fired()).isZero();
        connects();
        isServed("two.");
    }

    /** A connection that the fault does not select is served meanwhile. */
    void othersAreServed() throws IOException {
        if (bystander == null) {
            bystander = cell.client().open();
            assertThat(bystander.connect(endpoint().address(), BOUND))
                    .as("bystander")
                    .isEqualTo(Sight.CONNECTED);
        }
        converse(bystander, "bystander");
    }

    private void converse(Client client, String who) throws IOException {
        client.send(SMALL_TALK);
        String answer = site.answerTo(SMALL_TALK);
        assertThat(client.read(answer.length(), BOUND)).as(who).isEqualTo(text(answer));
    }

    /** What another connect sees now. */
    void connectSees(Sight expected) {
        try (Client other = cell.client().open()) {
            assertThat(other.connect(
                            endpoint().address(), expected instanceof Sight.TimedOut ? GIVES_UP_CONNECTING : BOUND))
                    .as("connect")
                    .isEqualTo(expected);
        }
        trace.add("connects: " + expected);
    }

    void connectTimesOut() {
        connectSees(cell.client().timedOut());
    }

    @Override
    public void close() {
        app.close();
        if (bystander != null) {
            bystander.close();
        }
        site.close();
    }
}
