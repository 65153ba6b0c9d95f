package dev.haywire.truth.udp;

import static dev.haywire.kit.Eventually.until;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.Direction;
import dev.haywire.fault.UdpFault;
import dev.haywire.internal.net.LiveUdpEndpoint;
import dev.haywire.kit.Eventually;
import java.io.IOException;
import java.net.PortUnreachableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * One cell of the truth table while it is played: the verbs of its scenario.
 *
 * <p>It keeps book of what each side must have received, in order, and of the counts; both are compared as a whole, so that nothing comes
 * that no verb speaks of.
 */
final class Play implements AutoCloseable {
    /** For what happens: only a failure takes as long. */
    static final Duration BOUND = Eventually.BOUND;

    /** For what does not happen. */
    private static final long PATIENCE = 10_000_000_000L;

    private static final Duration QUIET = Duration.ofMillis(50);

    /** What enters the direction with the fault. */
    static final List<String> SAID = List.of("one", "two", "three", "four", "five", "six", "seven", "eight");

    private final Cell cell;
    private final Site site;
    private final App app;
    private final App bystander;
    private final List<String> trace = new ArrayList<>();
    private final List<String> atServer = new ArrayList<>();
    private final List<String> atApps = new ArrayList<>();
    private final Ledger up = new Ledger();
    private final Ledger down = new Ledger();
    private ActiveFault fault;

    private Play(Cell cell) throws IOException {
        this.cell = cell;
        this.site = new Site(cell.site());
        this.app = cell.app().open(endpoint().address());
        this.bystander = cell.app().open(endpoint().address());
    }

    /** Plays the cell and returns what has been seen, in order. */
    static List<String> of(Cell cell) throws Exception {
        Play play = new Play(cell);
        try (play) {
            play.begin();
            cell.row().scenario().play(play);
            play.rest();
            return play.trace;
        } catch (AssertionError failure) {
            throw new AssertionError(
                    failure.getMessage() + "\nuntil then: " + play.trace + "\njournal:\n"
                            + String.join("\n", play.endpoint().journal().lines()),
                    failure);
        }
    }

    private void begin() throws IOException {
        endpoint().expectClient(app.address());
        if (cell.moment() == Cell.Moment.LATER) {
            converse(app, "hello");
        }
        fault = endpoint().apply(cell.row().fault().apply(cell.direction()));
    }

    /** Whatever it was, it is over, and the endpoint serves; nothing has come that was not spoken of, and all of it is counted. */
    private void rest() throws IOException {
        fault.close();
        assertThat(fault.isActive()).isFalse();
        assertThat(endpoint().faults()).isEmpty();
        converse(app, "end");
        converse(bystander, "bye");
        assertThat(site.recorded(Direction.UPSTREAM)).as("recorded upstream").isEqualTo(atServer);
        assertThat(site.recorded(Direction.DOWNSTREAM))
                .as("recorded downstream")
                .isEqualTo(atApps);
        up.isLike(endpoint().counts(Direction.UPSTREAM), "upstream");
        down.isLike(endpoint().counts(Direction.DOWNSTREAM), "downstream");
        assertThat(endpoint().unaccounted()).isEmpty();
        assertThat(endpoint().takeErrors()).isEmpty();
    }

    LiveUdpEndpoint endpoint() {
        return site.endpoint();
    }

    ActiveFault fault() {
        return fault;
    }

    App app() {
        return app;
    }

    boolean isUpstream() {
        return cell.direction() == Direction.UPSTREAM;
    }

    Direction direction() {
        return cell.direction();
    }

    /** What is expected of the direction with the fault. */
    Ledger ledger() {
        return isUpstream() ? up : down;
    }

    /** What is expected of the answers. */
    Ledger downstream() {
        return down;
    }

    // ---- what goes and comes

    /** What enters the direction with the fault when {@link #SAID} is said: that, or the answers to it. */
    List<String> entering() {
        return isUpstream() || site.isSilent() ? SAID : site.answersTo(SAID);
    }

    /** Has these enter the direction with the fault, as close together as it gets. */
    void says(List<String> texts) throws IOException {
        if (!isUpstream() && site.isSilent()) {
            for (String text : texts) {
                serverSends(text);
            }
            return;
        }
        for (String text : texts) {
            app.send(text);
        }
        up.received += texts.size();
        trace.add("sends " + spelled(texts));
        if (!isUpstream()) {
            serverGets(texts);
        }
    }

    /** The test says something in the server's place. */
    void serverSends(String text) throws IOException {
        endpoint().send(text.getBytes(ISO_8859_1), app.address());
        down.received++;
        trace.add("the server says `" + text + "`");
    }

    /** Exactly these come out of the direction with the fault, in that order. */
    void comesThrough(List<String> texts) throws IOException {
        if (isUpstream()) {
            serverGets(texts);
            appGets(site.answersTo(texts));
        } else {
            appGets(texts);
        }
    }

    /** Exactly these come to the server next, and are answered. */
    private void serverGets(List<String> texts) throws IOException {
        atServer.addAll(texts);
        up.delivered += texts.size();
        until(
                atServer.size() + " datagrams to be delivered",
                () -> site.recorded(Direction.UPSTREAM).size() >= atServer.size());
        assertThat(site.recorded(Direction.UPSTREAM)).as("recorded upstream").isEqualTo(atServer);
        if (site.isProxy()) {
            until(
                    "the server to receive " + atServer.size() + " datagrams",
                    () -> site.receivedByServer().size() >= atServer.size());
            assertThat(site.receivedByServer()).as("received by the server").isEqualTo(atServer);
        }
        down.received += site.answersTo(texts).size();
        trace.add("the server gets " + spelled(texts));
    }

    private void appGets(List<String> texts) throws IOException {
        List<String> got = new ArrayList<>();
        for (String text : texts) {
            got.add(app.receive(BOUND));
            assertThat(got).as("what the application sees").isEqualTo(texts.subList(0, got.size()));
            atApps.add(text);
        }
        down.delivered += texts.size();
        if (!texts.isEmpty()) {
            trace.add("sees " + spelled(texts));
        }
    }

    /** As many come out as entered, whatever they are: returns them. */
    List<String> through(int count, String like) throws IOException {
        if (!isUpstream()) {
            List<String> got = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                got.add(app.receive(BOUND));
            }
            atApps.addAll(got);
            down.delivered += count;
            trace.add("sees " + count + " datagrams, " + like);
            return got;
        }
        until(
                count + " datagrams to be delivered",
                () -> site.recorded(Direction.UPSTREAM).size() >= atServer.size() + count);
        List<String> got = site.recorded(Direction.UPSTREAM).subList(atServer.size(), atServer.size() + count);
        atServer.addAll(got);
        up.delivered += count;
        down.received += site.answersTo(got).size();
        trace.add("the server gets " + count + " datagrams, " + like);
        for (String answer : site.answersTo(got)) {
            assertThat(app.receive(BOUND)).isEqualTo(answer);
            atApps.add(answer);
            down.delivered++;
        }
        return got;
    }

    void seesNothing() throws IOException {
        assertThat(app.receive(QUIET)).as("what the application sees").isNull();
        trace.add("sees nothing");
    }

    /** So many are held back by the fault; the other direction flows. */
    void holds(int count) {
        until(
                count + " datagrams to be held",
                () -> endpoint().counts(direction()).held() == count);
    }

    /** Sends; is told that the port is unreachable if its socket is told at all. */
    void sendIsRefused(String text) throws IOException {
        app.send(text);
        String seen;
        try {
            seen = String.valueOf(app.receive(app.isTold() ? BOUND : QUIET));
        } catch (PortUnreachableException refused) {
            assertThat(refused).hasMessage(null);
            seen = "PortUnreachableException";
        }
        assertThat(seen).isEqualTo(app.isTold() ? "PortUnreachableException" : "null");
        trace.add("sends `" + text + "`");
        trace.add(app.isTold() ? "sees PortUnreachableException" : "sees nothing");
    }

    /** Sends, and does not look at what came of it; then the next one is not sent, as the kernel tells of the first one instead. */
    void secondSendFails(String first, String second) throws IOException {
        app.send(first);
        trace.add("sends `" + first + "`");
        assertThatThrownBy(() -> app.send(second))
                .isInstanceOf(PortUnreachableException.class)
                .hasMessage(null);
        trace.add("cannot send `" + second + "`: PortUnreachableException");
    }

    // ---- the fault and the others

    void fired(int matched, int fired) {
        // behind the last datagram that the application sees, the server may still send those that it does not
        long start = System.nanoTime();
        while ((fault.matched() < matched || fault.fired() < fired) && System.nanoTime() - start < PATIENCE) {
            LockSupport.parkNanos(100_000);
        }
        assertThat(fault.matched()).as("matched").isEqualTo(matched);
        assertThat(fault.fired()).as("fired").isEqualTo(fired);
    }

    void faultEnds() {
        fault.close();
        trace.add("*the fault ends*");
    }

    /** The others never noticed the fault; when it ends, nothing is left of it. */
    void passesAgain() throws IOException {
        othersAreServed();
        faultEnds();
        says(SAID.subList(0, 1));
        comesThrough(entering().subList(0, 1));
    }

    /** Another one, as long as that lasts. */
    void during(UdpFault another, Row.Scenario body) {
        endpoint().during(another, () -> body.play(this));
    }

    /** A client that the fault does not select is served meanwhile. */
    void othersAreServed() throws IOException {
        converse(bystander, "hi");
    }

    private void converse(App one, String text) throws IOException {
        one.send(text);
        up.received++;
        int traced = trace.size();
        serverGets(List.of(text));
        for (String answer : site.answersTo(List.of(text))) {
            assertThat(one.receive(BOUND)).as("answer to " + text).isEqualTo(answer);
            atApps.add(answer);
            down.delivered++;
        }
        trace.subList(traced, trace.size()).clear();
    }

    private static String spelled(List<String> texts) {
        if (texts.isEmpty()) {
            return "nothing";
        }
        return texts.equals(SAID) ? "*one* to *eight*" : "`" + String.join(" ", texts) + "`";
    }

    @Override
    public void close() throws IOException {
        app.close();
        bystander.close();
        site.close();
    }
}
